"""`dateline watch`: follows feeds and writes what is new as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import EXIT_CODES, read_options

if TYPE_CHECKING:
    from dateline.reading.watching import Polled, Watch


def watch(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS…", help="Addresses, or files with one on each line.")],
    into: Annotated[Path | None, typer.Option(help="A .jsonl file or a folder; else standard output.")] = None,
    state: Annotated[Path | None, typer.Option(help="What was seen; beside --into if not given.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, and leave.")] = False,  # noqa: FBT002 - typer reads options so
    every: Annotated[float, typer.Option(min=1, help="Minutes from one round to the next.")] = 15,
    pages: Annotated[bool, typer.Option("--pages", help="Fetch the page behind each new entry.")] = False,  # noqa: FBT002 - typer reads options so
    delay: Annotated[float, typer.Option(min=0, help="Seconds between requests to one host.")] = 2,
    contact: Annotated[str, typer.Option(help="Whom an outlet may write to: goes into the User-Agent.")] = "",
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from private networks.")] = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Follow RSS and Atom feeds; what is new becomes JSON Lines that `code` and `run` read."""
    import time

    from dateline import __version__
    from dateline.errors import DatelineError
    from dateline.reading.fetching import Fetcher, Manners
    from dateline.reading.watching import Watch

    if any(not sign.isprintable() or not sign.isascii() for sign in contact):
        raise typer.BadParameter("a mail or web address in ASCII", param_hint="--contact")
    fetch = Fetcher(Manners(__version__, contact, delay=delay, allow_private=allow_private), time.time, time.sleep)
    given = Watch(fetch, time.time, read_options(None, None, None, ""), pages=pages)
    try:
        failed = _follow(list(_addresses(feeds)), into, state, given, None if once else 60 * every)
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error
    except KeyboardInterrupt:
        failed = False  # what was written is kept
    raise typer.Exit(EXIT_CODES["partial" if failed else "ok"])


def _addresses(feeds: list[str]) -> Iterator[str]:
    """The addresses as given, and those in files."""
    from dateline.errors import ConfigError
    from dateline.reading.html import web_address

    for feed in feeds:
        if web_address(feed):
            yield feed
        elif Path(feed).is_file():
            lines = (line.strip() for line in Path(feed).read_text(encoding="utf-8", errors="replace").splitlines())
            yield from (line for line in lines if line and not line.startswith("#"))
        else:
            raise ConfigError(f"{feed[:200]!r} is neither a web address nor a file that lists some")


def _follow(feeds: list[str], into: Path | None, state: Path | None, given: Watch, pause: float | None) -> bool:
    """Rounds until it is stopped, or one; whether a feed failed in it."""
    import time
    from contextlib import nullcontext

    from msgspec.structs import replace

    from dateline.reading.keeping import Memory, held, load_memory, open_output, save_memory, state_beside
    from dateline.reading.watching import poll_feeds, recover

    output = open_output(into)
    path = state or (state_beside(into) if into else None)
    with held(path) if path else nullcontext():
        memory = recover(load_memory(path), output) if path else Memory()
        told: list[Polled] = []
        while True:
            told.clear()
            # Tomorrow, after which no day of publication is believed, is another day in each round.
            given = replace(given, options=read_options(None, None, None, ""))
            memory = poll_feeds(feeds, memory, output, given, lambda feed, polled: _tell(feed, polled, told))
            if path:
                save_memory(path, memory)
            if pause is None:
                return any(polled.failed for polled in told)
            time.sleep(pause)


def _tell(feed: str, polled: Polled, told: list[Polled]) -> None:
    told.append(polled)
    typer.echo(f"{_shown(feed)}: {_shown(polled.note)}", err=True)


def _shown(words: str) -> str:
    """Words of a server as a terminal may show them."""
    return "".join(sign if sign.isprintable() else "?" for sign in words[:500])
