"""Binding: ties each event to its parties, day, place and voices, and mentions of one event to each other."""

from dateline.binding.assembling import bind
from dateline.binding.inferring import as_told, keep_told
from dateline.binding.speech import fill_first_persons

__all__ = ["as_told", "bind", "fill_first_persons", "keep_told"]
