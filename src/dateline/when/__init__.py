"""When: time expressions → calendar days, against the day of publication and the story so far."""

from dateline.when.telling import find_times

__all__ = ["find_times"]
