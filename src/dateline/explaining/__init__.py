"""Explaining: the evidence of a record, drawn as text, as a table and as HTML. Prints what is stored; codes nothing."""

from dateline.explaining.drawing import draw
from dateline.explaining.ninjs import ninjs_item
from dateline.explaining.quotes import QUOTE_COLUMNS, quote_rows
from dateline.explaining.report import Report
from dateline.explaining.rows import COLUMNS, event_row

__all__ = ["COLUMNS", "QUOTE_COLUMNS", "Report", "draw", "event_row", "ninjs_item", "quote_rows"]
