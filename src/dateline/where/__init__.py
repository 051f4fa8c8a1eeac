"""Where: place names in the text, and which countries and cities they are."""

from dateline.where.gazetteer import Gazetteer, load_gazetteer
from dateline.where.naming import find_places

__all__ = ["Gazetteer", "find_places", "load_gazetteer"]
