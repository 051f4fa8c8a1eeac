"""Who every party of an event is."""
