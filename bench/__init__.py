"""Measuring: accuracy, speed, and floors that no change may break. From a checkout: `python -m bench`."""
