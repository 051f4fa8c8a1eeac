"""XML of news agencies: parsed piece by piece without entities or network, and its paragraphs as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from typing import Any

from dateline.errors import InputError

from .extras import import_extra

_SPACE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = frozenset(
    "abstract address article bl block blockquote body bq dd div dl dt fn h1 h2 h3 h4 h5 h6 hedline hl1 hl2 li main"
    " note ol p pre section table tagline tbody tr ul".split()
)
_SPACED = frozenset({"br", "td", "th"})
_TAG = re.compile(r"<(?:p|br|div|body|html|span|h[1-6]|ul|table)\b[^<>]*>", re.IGNORECASE)
_NOT_TEXT = frozenset(
    "figcaption figure iframe media nitf-table-metadata object script style svg video audio head".split()
)


def pull_elements(chunks: Iterable[bytes], names: tuple[str, ...], limit: int) -> Iterator[Any]:
    """The elements of these local names as they end; each is forgotten when the next is asked for.

    InputError where the stream is no XML, or where more than `limit` bytes hold no whole element.
    """
    etree = import_extra("lxml.etree", "reading XML of news agencies")
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            parser.feed(chunk)
            for _, element in parser.read_events():
                if local_name(element) in names:
                    size = 0
                    yield element
                    _forget(element)
            if size > limit:
                raise InputError("too-large", f"more than {limit:,} bytes in one item: split it")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise InputError("not-xml", f"{str(error).splitlines()[0][:200]}: ask for the file again") from None


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)


def local_name(element: Any) -> str:
    """The name without its namespace; "" for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find_first(element: Any, *path: str) -> Any:
    """The first descendant down these local names, each at any depth under the last; None where there is none."""
    for name in path:
        element = next((found for found in element.iter() if local_name(found) == name), None)
        if element is None:
            return None
    return element


def text_of(element: Any) -> str:
    """All words of an element on one line; "" for None."""
    return "" if element is None else " ".join(_SPACE.sub(" ", " ".join(paragraphs(element))).split())


def paragraphs(element: Any) -> list[str]:
    """The paragraphs of an element, spaces and line ends in them as one space; pictures and scripts left out."""
    whole = (_SPACE.sub(" ", part).strip(" ") for part in "".join(_pieces(element)).split("\0"))
    return [part for part in whole if part]


def _pieces(element: Any) -> Iterator[str]:
    """The text in order, NUL between paragraphs; no recursion, for what is read may be nested deeply."""
    waiting: list[Any] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        name = local_name(node).lower()
        if not name:
            yield _entity(node)
        elif name not in _NOT_TEXT:
            edge = "\0" if name in _PARAGRAPHS else " " if name in _SPACED else ""
            yield edge + (node.text or "").replace("\0", "")
            waiting.append(edge)
            for child in reversed(node):
                waiting += (child.tail or "", child)


def has_tags(written: str) -> bool:
    """Whether a text is marked up: a body of "text/plain" often is all the same."""
    return _TAG.search(written) is not None


def _entity(node: Any) -> str:
    """What an entity that nobody declared stands for in HTML: agencies write &eacute; without a DTD."""
    name = getattr(node, "name", None)
    return html5.get(f"{name};", " ") if name else ""
