"""Where: place names in the text, and which places of the world they are."""

from dateline.where.clocking import to_local_day
from dateline.where.gazetteer import Gazetteer, load_gazetteer
from dateline.where.placing import find_places, place_spans

__all__ = ["Gazetteer", "find_places", "load_gazetteer", "place_spans", "to_local_day"]
