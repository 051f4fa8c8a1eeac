"""Dateline reads news reports and writes down who did what to whom, when, where, and who says so.

    >>> from dateline import code
    >>> text = "NAIROBI, March 5 (Kijani News) - Kenya expelled two Ugandan diplomats on Tuesday."
    >>> report = code(text, published="2024-03-05")
    >>> report.events[0].type
    'SANCTION'

Nothing heavy is imported until something is coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.records import Article, Coded, Dropped, Event, Failed, Outcome

if TYPE_CHECKING:
    from dateline.coder import Tools
    from dateline.dataset import Dataset as Dataset  # not in __all__: a core without extras has none
    from dateline.explaining import Report
    from dateline.reading import BadInput, ReadOptions

__version__ = version("dateline")
__all__ = [
    "Article",
    "Coded",
    "Coder",
    "Dropped",
    "Event",
    "Failed",
    "Outcome",
    "__version__",
    "code",
    "explain",
    "read",
]


def __getattr__(name: str) -> Any:
    """`dateline.Dataset`, which needs the extra [data], is imported when it is first asked for."""
    if name == "Dataset":
        from dateline.dataset import Dataset

        return Dataset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Coder:
    """Codes articles with one set of tools, loaded at the first call.

    `lexicon`: a folder of your own frames; `actors`: a table of your own actors, which come before all facts;
    `gazetteer`: a file that `dateline gazetteer build` wrote, in place of ours; `as_told`: leave out parties and
    countries that no words tell, which only the place of the event or the rest of the report suggests.
    """

    def __init__(
        self,
        lexicon: Path | str | None = None,
        actors: Path | str | None = None,
        gazetteer: Path | str | None = None,
        *,
        as_told: bool = False,
    ) -> None:
        self._lexicon = None if lexicon is None else Path(lexicon)
        self._actors = None if actors is None else Path(actors)
        self._gazetteer = None if gazetteer is None else Path(gazetteer)
        self._as_told = as_told
        self._tools: Tools | None = None

    @property
    def tools(self) -> Tools:
        """Parser, facts, frames and ontology."""
        if self._tools is None:
            from dateline.coder import Own, load_tools

            self._tools = load_tools(__version__, Own(self._lexicon, self._actors, self._gazetteer, self._as_told))
        return self._tools

    def __call__(self, inputs: Iterable[Article | BadInput]) -> Iterator[Outcome]:
        """One outcome an input, in order, as they come; inputs that `read` could not read become `Dropped`."""
        from dateline.coder import code_batch

        for item in inputs:
            if isinstance(item, Article):
                yield from code_batch([item], self.tools)
            else:
                yield Dropped(item.input_id, item.reason, item.detail, self.tools.version)


_coder = Coder()


def code(
    text: str,
    *,
    title: str = "",
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Report:
    """Code one report. `published` is a day (ISO, or as news write it); InputError where the text cannot be read."""
    from dateline.explaining import Report
    from dateline.reading import make_article

    article = make_article(text, title=title, published=published, outlet=outlet, url=url)
    return Report(next(iter(_coder([article]))))


def explain(text: str, **known: str) -> str:
    """The report with its evidence marked, event by event, as plain text. Takes what `code` takes."""
    return code(text, **known).explain()


def read(places: Iterable[Path | str], options: ReadOptions | None = None) -> Iterator[Article | BadInput]:
    """The articles of files, folders, globs, addresses and "-", one at a time; what cannot be read is a BadInput."""
    from dateline.reading import ReadOptions
    from dateline.reading import read as read_articles

    return read_articles(places, options or ReadOptions())
