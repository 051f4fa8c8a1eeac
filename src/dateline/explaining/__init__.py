"""Explaining: the evidence of a record, drawn as text, as a table and as HTML. Prints what is stored; codes nothing."""

from dateline.explaining.drawing import draw
from dateline.explaining.report import Report
from dateline.explaining.rows import COLUMNS, event_row

__all__ = ["COLUMNS", "Report", "draw", "event_row"]
