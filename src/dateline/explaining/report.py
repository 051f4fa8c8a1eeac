"""What `code` hands back: the outcome, easy to look at."""

from __future__ import annotations

from html import escape

import msgspec

from dateline.explaining.drawing import draw
from dateline.explaining.rows import COLUMNS, event_row
from dateline.records import Attribution, Coded, Event, Outcome


class Report:
    """An outcome with its events at hand; shows itself as a table in a notebook."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    @property
    def events(self) -> tuple[Event, ...]:
        """The events; none where the input was dropped or failed."""
        return self.outcome.events if isinstance(self.outcome, Coded) else ()

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what."""
        return self.outcome.attributions if isinstance(self.outcome, Coded) else ()

    def explain(self) -> str:
        """The report with its evidence marked."""
        return draw(self.outcome)

    def to_json(self) -> str:
        """The outcome as one line of JSON, schema version 1."""
        return msgspec.json.encode(self.outcome, order="deterministic").decode()

    def __repr__(self) -> str:
        kind = type(self.outcome).__name__
        return f"<Report {self.outcome.input_id!r}: {kind}, {len(self.events)} events>"

    def _repr_html_(self) -> str:
        if not isinstance(self.outcome, Coded):
            return f"<p>{escape(draw(self.outcome))}</p>"
        head = "".join(f"<th>{escape(c)}</th>" for c in COLUMNS)
        rows = (event_row(e, self.outcome) for e in self.outcome.events)
        body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
