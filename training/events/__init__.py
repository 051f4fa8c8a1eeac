"""The learned coder: heads on the shared encoder that read events, trained on the project's own sentences."""
