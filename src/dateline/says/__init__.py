"""Who says so: speakers, cues and contents, and who tells it inside of whose words."""

from dateline.says.attributing import find_attributions

__all__ = ["find_attributions"]
