"""Watching feeds: what is new in them since the last round becomes reports; a round asks every feed once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import InputError
from dateline.records import Article

from .feeds import Entry, entry_article, find_entries
from .fetching import Answer, Fetcher, read_wait
from .html import MOST_PAGE_BYTES, Page, page_article, read_page
from .keeping import FeedState, Memory, Output
from .options import ReadOptions

_PAGE_TRIES = 3
_MOST_PAGES = 100  # of one feed in one round
_FIRST_WAIT, _LONGEST_WAIT = 600.0, 86_400.0
_WORKERS = 8


class Watch(Struct, frozen=True):
    """What a watcher is given: how it fetches and reads, its clock (seconds since 1970), and whether it reads pages."""

    fetch: Fetcher
    clock: Callable[[], float]
    options: ReadOptions
    pages: bool = False


class Polled(Struct, frozen=True):
    """What a feed gave: its new state, the reports as lines by key, keys to remember, and what to tell the user."""

    state: FeedState
    lines: dict[str, bytes]
    seen: tuple[str, ...]
    note: str
    failed: bool = False


def poll_feeds(
    feeds: Iterable[str], memory: Memory, output: Output, watch: Watch, tell: Callable[[str, Polled], None]
) -> Memory:
    """One round: new reports go to the output; what is then known is returned, and must be saved."""
    seen = dict(memory.seen)
    states = dict(memory.feeds)
    lines: list[bytes] = []
    wanted = list(dict.fromkeys(feeds))
    with ThreadPoolExecutor(_WORKERS) as pool:
        for feed, polled in zip(wanted, pool.map(lambda f: _poll(f, memory, watch), wanted), strict=True):
            states[feed] = polled.state
            lines += [line for key, line in polled.lines.items() if key not in seen]
            seen.update(dict.fromkeys(polled.seen))
            tell(feed, polled)
    mark = output.add(lines, memory.mark) if lines else memory.mark
    return Memory(states, seen, mark)


def recover(memory: Memory, output: Output) -> Memory:
    """The memory with what a watcher wrote before it was killed, so that nothing is written twice."""
    seen = dict(memory.seen)
    for line in output.after(memory.mark):
        try:
            seen[_key_of(msgspec.json.decode(line, type=_Line).id)] = None
        except msgspec.DecodeError:
            continue  # a line that is none of ours
    return replace(memory, seen=seen)


class _Line(Struct, frozen=True):
    """A report as it is written: what `read_jsonl` reads."""

    id: str
    title: str = ""
    text: str = ""
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class _LaterError(InputError):
    """A page that may be had another time."""


def _poll(feed: str, memory: Memory, watch: Watch) -> Polled:
    state = memory.feeds.get(feed, FeedState())
    wait = state.not_before - watch.clock()
    if state.gone:
        return Polled(state, {}, (), "gone for good: take it off your list", failed=True)
    if wait > 0:
        return Polled(state, {}, (), f"not asked: {wait / 60:.0f} more minutes to wait")
    # Entries that wait for their page are seen only if the feed comes whole.
    known = {} if state.waiting else {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    try:
        answer = watch.fetch(state.moved or feed, {name: value for name, value in known.items() if value})
        if answer.status not in {200, 304, 410}:
            return _failed(state, f"the answer was {answer.status}", watch, read_wait(answer, watch.clock()))
        well = replace(state, failures=0, not_before=0.0, moved=answer.moved or state.moved)
        if answer.status == 304:
            return Polled(well, {}, (), "nothing new")
        if answer.status == 410:
            return Polled(replace(well, gone=True), {}, (), "gone for good: take it off your list", failed=True)
        entries = find_entries(answer.body, address=answer.address, content_type=answer.headers.get("content-type", ""))
    except InputError as error:
        return _failed(state, str(error), watch)
    return _read_entries(entries, _with_validators(well, answer), memory, watch)


def _failed(state: FeedState, why: str, watch: Watch, asked: float | None = None) -> Polled:
    """Asks again later and later: after ten minutes, twenty, forty … a day at most, or when the server says."""
    wait = min(_FIRST_WAIT * 2 ** min(state.failures, 10), _LONGEST_WAIT) if asked is None else asked
    state = replace(state, failures=state.failures + 1, not_before=watch.clock() + wait)
    return Polled(state, {}, (), f"{why}; asked again in {wait / 60:.0f} minutes", failed=True)


def _with_validators(state: FeedState, answer: Answer) -> FeedState:
    return replace(state, etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))


def _read_entries(entries: list[Entry], state: FeedState, memory: Memory, watch: Watch) -> Polled:
    """The new entries as lines; those whose page is still to be had wait for the next round."""
    tries = state.waiting
    lines: dict[str, bytes] = {}
    seen: list[str] = []
    waiting: dict[str, int] = {}
    dropped = 0
    new = {key: entry for entry in entries if (key := _key_of(_name(entry))) not in memory.seen}
    for number, (key, entry) in enumerate(new.items()):
        if watch.pages and number >= _MOST_PAGES:
            waiting[key] = tries.get(key, 0)
            continue
        try:
            lines[key] = _read_entry(entry, watch, last=tries.get(key, 0) + 1 >= _PAGE_TRIES)
        except _LaterError:
            waiting[key] = tries.get(key, 0) + 1
            continue
        except InputError:
            dropped += 1
        seen.append(key)
    note = f"{len(lines)} new of {len(entries)}" + (f", {len(waiting)} to come" if waiting else "")
    note += f", {dropped} without a text" if dropped else ""
    return Polled(replace(state, waiting=waiting), lines, tuple(seen), note)


def _name(entry: Entry) -> str:
    """What tells an entry from all others, in whatever feed it stands."""
    return entry.url or entry.key or _key_of(f"{entry.title}\n{entry.text}")


def _key_of(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def _read_entry(entry: Entry, watch: Watch, *, last: bool) -> bytes:
    """The line of an entry: of its page where that says more, else of what the feed says."""
    name = _name(entry)
    page = _read_page(entry, watch, last=last) if watch.pages and entry.url else None
    if page is not None and len(page.text) > len(entry.text):
        page = replace(
            page,
            title=page.title or entry.title,
            outlet=page.outlet or entry.outlet,
            published=entry.published or page.published,
        )
        return _line(page_article(page, name, watch.options), page.published)
    return _line(entry_article(entry, name, watch.options), entry.published)


def _read_page(entry: Entry, watch: Watch, *, last: bool) -> Page | None:
    """The page behind an entry; None where there is none to be had, _LaterError where it is worth another try."""
    try:
        answer = watch.fetch(entry.url or "")
        if answer.status == 200 and len(answer.body) <= MOST_PAGE_BYTES:
            charset = _charset(answer.headers.get("content-type", ""))
            return read_page(answer.body, charset=charset, url=answer.address)
        transient = answer.status >= 500 or answer.status == 429
    except InputError as error:
        transient = error.reason in {"unreachable", "timeout", "cut", "asked-to-wait"}
    if transient and not last:
        raise _LaterError("later")
    return None


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'")[:40] or None
    return None


def _line(article: Article, published: str | None) -> bytes:
    """A report as `read_jsonl` reads it again; the day as it was written, unless it was refused."""
    believed = article.published is not None and article.published.by == "header"
    day = published if believed else None
    return msgspec.json.encode(_Line(article.input_id, article.title, article.text, day, article.outlet, article.url))
