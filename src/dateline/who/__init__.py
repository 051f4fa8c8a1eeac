"""Who every party of an event is: country and sectors, from the text first and the facts second."""

from dateline.who.facts import Facts, load_facts
from dateline.who.mentions import find_mentions
from dateline.who.own import load_own_facts
from dateline.who.spotting import spot_names

__all__ = ["Facts", "find_mentions", "load_facts", "load_own_facts", "spot_names"]
