"""What happened: events read off the trees by frames, which are data (`lexicon/`)."""

from dateline.what.frames import Frame, Lexicon
from dateline.what.loading import load_lexicon
from dateline.what.matching import find_events

__all__ = ["Frame", "Lexicon", "find_events", "load_lexicon"]
