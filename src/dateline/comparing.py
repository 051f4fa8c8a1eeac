"""Two lexicons compared: which frames differ, and which of the frames' own sentences they code otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.coder import Tools, code_article
from dateline.errors import InputError
from dateline.explaining.rows import event_row
from dateline.reading import make_article
from dateline.records import Article, Parse
from dateline.what import Frame, Lexicon


class FrameChange(Struct, frozen=True):
    """A frame that stands in one lexicon only, or differs: in which of its parts."""

    frame: str
    change: Literal["added", "removed", "changed"]
    parts: tuple[str, ...] = ()


class CodingChange(Struct, frozen=True):
    """A sentence that the lexicons code differently: the events of one alone, and those of the other alone."""

    sentence: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def compare_frames(old: Lexicon, new: Lexicon) -> tuple[FrameChange, ...]:
    """The frames that differ, by id."""
    before, after = _by_id(old), _by_id(new)
    out = []
    for name in sorted({*before, *after}):
        if name not in before:
            out.append(FrameChange(name, "added"))
        elif name not in after:
            out.append(FrameChange(name, "removed"))
        elif before[name] != after[name]:
            out.append(FrameChange(name, "changed", _parts(before[name], after[name])))
    return tuple(out)


def compare_coding(old: Tools, new: Tools) -> Iterator[CodingChange]:
    """The sentences of the frames of both that are coded differently, in the order of the frames, the new first.

    Each sentence is parsed once, with the parser of `new`; frames speak alone, as when they are proved.
    """
    parser = _Once(new)
    before, after = (
        dataclasses.replace(t, parser=parser, lexicon=replace(t.lexicon, weights=None)) for t in (old, new)
    )
    for sentence in _sentences(new.lexicon, old.lexicon):
        lost, gained = _events(sentence, before), _events(sentence, after)
        if [e.codes for e in lost] != [e.codes for e in gained]:
            yield CodingChange(sentence, _beyond(lost, gained), _beyond(gained, lost))


class _Once:
    """A parser that keeps its last parse: the two lexicons read the same trees."""

    def __init__(self, tools: Tools) -> None:
        self._parser, self._last = tools.parser, ("", Parse(()))
        self.version = tools.parser.version

    def __call__(self, article: Article) -> Parse:
        if self._last[0] != article.article_id:
            self._last = (article.article_id, self._parser(article))
        return self._last[1]


def _by_id(lexicon: Lexicon) -> dict[str, tuple[Frame, ...]]:
    out: dict[str, tuple[Frame, ...]] = {}
    for frame in lexicon.frames:
        out[frame.id] = (*out.get(frame.id, ()), frame)
    return out


def _parts(before: tuple[Frame, ...], after: tuple[Frame, ...]) -> tuple[str, ...]:
    """The fields in which the frames of an id differ; how many kinds of words there are is one too."""
    if len(before) != len(after):
        return ("kind",)
    pairs = list(zip(before, after, strict=True))
    return tuple(f for f in Frame.__struct_fields__ if any(getattr(a, f) != getattr(b, f) for a, b in pairs))


def _sentences(*lexicons: Lexicon) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for lexicon in lexicons:
        for frame in lexicon.frames:
            found |= dict.fromkeys([*(s for s, _ in frame.codes_these), *frame.not_these])
    return tuple(found)


class _Told(Struct, frozen=True):
    """An event in short, and the frame that named it, which makes no difference by itself."""

    codes: str
    by: str


def _beyond(events: tuple[_Told, ...], others: tuple[_Told, ...]) -> tuple[str, ...]:
    """The events that the others lack."""
    known = {e.codes for e in others}
    return tuple(f"{e.codes} ({e.by})" if e.by else e.codes for e in events if e.codes not in known)


def _events(sentence: str, tools: Tools) -> tuple[_Told, ...]:
    try:
        coded = code_article(make_article(sentence), tools)
    except InputError as error:
        return (_Told(f"dropped: {error.reason}", ""),)
    return tuple(_told(event_row(e, coded)) for e in coded.events)


def _told(row: tuple[str, ...]) -> _Told:
    kind, status, actors, recipients, *_ = row
    return _Told(f"{kind}: {actors or '-'} > {recipients or '-'} | {status}", row[-1])
