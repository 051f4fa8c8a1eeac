"""Measuring: accuracy on gold sets, speed, and floors that a change may not break. Run from a checkout: `python -m bench`."""
