"""Scorers: gold and predicted records in, counts and rates out. They know nothing of the coder."""
