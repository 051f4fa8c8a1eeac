"""What happened: events read off the trees by frames, which are data (`lexicon/`)."""

from dateline.what.counting import find_quantities
from dateline.what.frames import Frame, Lexicon
from dateline.what.loading import load_lexicon
from dateline.what.matching import find_events
from dateline.what.operators import load_operators
from dateline.what.presenting import present

__all__ = ["Frame", "Lexicon", "find_events", "find_quantities", "load_lexicon", "load_operators", "present"]
