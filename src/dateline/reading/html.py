"""Web pages: the report in them (trafilatura), its headline, outlet, address and day of publication."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .charsets import decode_page
from .extras import import_extra
from .headers import Header
from .options import BadInput, ReadOptions
from .streaming import read_whole

MOST_PAGE_BYTES = 8_000_000
_WHAT_FOR = "reading web pages"
# Characters; below, the thorough extraction is tried too: F .941 on 300 pages. Always: .945, in 1.7 times the time.
_ENOUGH = 250
_MOST_ELEMENTS = 30_000  # some five seconds' work; of 925 pages the longest had 10,106
# No clock: a day that is too late is refused where all days are, in `articles.py`. Dates in the running text are not
# looked for ("extensive"): of 26 more pages dated so, 8 were dated wrongly, and the dateline would do better.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2199-12-31"}
_TIMES = (
    "//meta[@property='article:published_time' or @name='article:published_time' or @itemprop='datePublished']/@content"
    " | //time[@itemprop='datePublished' or @pubdate]/@datetime"
)
_JSON_TIME = re.compile(r'"datePublished"\s*:\s*"([^"\\]{10,40})"')
# libxml2 compares every attribute of a tag with all before it: 20,000 take seven seconds. Tags are cut as it cuts them.
_MOST_ATTRIBUTES = 300
_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = r"""(?:"[^"]*+"?+|'[^']*+'?+|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+"""
_ATTRIBUTE = rf"{_NAME}(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+{_VALUE})?+"
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = rf"<[a-z][^\t\n\f\r />]*+(?P<attributes>(?:[\t\n\f\r /]*+{_ATTRIBUTE})*+)"
_XML_TAGS = re.compile(_TAG, re.IGNORECASE)
_HTML_TAGS = re.compile(
    r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+)"
    r"|<(script|style|textarea|title)\b[^<]*+(?:<(?!/\1)[^<]*+)*+"
    rf"|{_TAG}",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table td th tr ul".split()
)
_UNREAD = frozenset("script style template noscript head title svg math iframe object".split())


class Page(Struct, frozen=True):
    """What a web page says: its report, and what it says of itself; `published` is ISO, a time where one stands."""

    text: str
    title: str = ""
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


def read_html(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The one article of a web page."""
    page = read_page(read_whole(chunks, MOST_PAGE_BYTES))
    yield page_article(page, name, options)


def page_article(page: Page, name: str, options: ReadOptions) -> Article:
    """The article that a page makes; InputError where its text is none."""
    above = Header(0, day=page.published)
    return build_article(Record(page.text, page.title, name, outlet=page.outlet, url=page.url, above=above), options)


def read_page(data: bytes | str, *, charset: str | None = None, url: str | None = None) -> Page:
    """What a page says; `charset` and `url` are those of its response. InputError where there is no report in it."""
    trafilatura = import_extra("trafilatura", _WHAT_FOR)
    tree = _grow(data if isinstance(data, str) else decode_page(data, charset))
    found = _extract(trafilatura, tree, url)
    title = " ".join((found.title or "").split())
    lines = [line.removeprefix("- ").strip() for line in (found.text or "").split("\n")]
    if lines and title and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    text = "\n\n".join(line for line in lines if line)
    if not text:
        raise InputError("empty", "there is no running text in this page")
    published = _with_time(tree, found.date) if found.date else None
    # Where the page names no outlet, trafilatura takes its host, with what follows it.
    outlet = re.split(r"[?#:/]", found.sitename)[0].strip() if found.sitename else None
    return Page(text, title, outlet or None, web_address(url) or web_address(found.url), published)


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, else None: what a page or feed gives as its link may be anything."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def _grow(markup: str) -> Any:
    """The tree of a page; InputError where it is no HTML, or made to take for ever."""
    # trafilatura warns of each page that it gives up; here that becomes a reason.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    check_tags(markup)
    tree = import_extra("trafilatura.utils", _WHAT_FOR).load_html(markup)
    if tree is None:
        raise InputError("not-html", "this is not a web page")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise InputError("too-long", f"a page of more than {_MOST_ELEMENTS:,} elements: split it into its reports")
    return tree


def check_tags(markup: str, *, xml: bool = False) -> None:
    """InputError for markup with a tag that would take for ever."""
    for tag in (_XML_TAGS if xml else _HTML_TAGS).finditer(markup):
        attributes = tag["attributes"] or ""
        if len(attributes) > 2 * _MOST_ATTRIBUTES and len(_ATTRIBUTES.findall(attributes)) > _MOST_ATTRIBUTES:
            raise InputError("bad-markup", f"a tag with more than {_MOST_ATTRIBUTES} attributes")


def _extract(trafilatura: Any, tree: Any, url: str | None) -> Any:
    """What trafilatura finds: fast, and thoroughly where that gives too little; the longer of both."""
    best = None
    try:
        for fast in (True, False):
            found = trafilatura.bare_extraction(
                tree,
                url=url,
                fast=fast,
                include_comments=False,
                with_metadata=True,
                date_extraction_params=dict(_DATES),
            )
            if found and (best is None or len(found.text or "") > len(best.text or "")):
                best = found
            if best and len(best.text or "") >= _ENOUGH:
                break
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise InputError("bad-markup", f"its markup cannot be made out ({type(error).__name__})") from None
    if best is None:
        raise InputError("empty", "there is no running text in this page")
    return best


def _with_time(tree: Any, day: str) -> str:
    """The day with the time of publication, where the page states one of that day."""
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    stated = [*tree.xpath(_TIMES), *(time for script in scripts for time in _JSON_TIME.findall(script))]
    return next((str(time).strip() for time in stated if str(time).strip().startswith(f"{day}T")), day)


def html_to_text(markup: bytes | str) -> str:
    """The words of a piece of HTML without its tags, blocks parted by blank lines; "" where there are none."""
    html = import_extra("lxml.html", _WHAT_FOR)
    etree = import_extra("lxml.etree", _WHAT_FOR)
    markup = decode_page(markup) if isinstance(markup, bytes) else markup
    check_tags(markup)
    try:
        # As bytes: lxml refuses a text whose own first line names a charset.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    lines = "".join(_pieces(etree, tree)).split("\n")
    blocks = (" ".join(line.split()) for line in lines)
    return "\n\n".join(block for block in blocks if block)


def _pieces(etree: Any, tree: Any) -> Iterator[str]:
    """The words of a tree in order, with a line break where a block begins or ends."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNREAD:
                walk.skip_subtree()
            elif tag in _BLOCKS or tag == "br":
                yield "\n"
            if tag not in _UNREAD:
                yield _flat(element.text)
        else:
            if tag in _BLOCKS:
                yield "\n"
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    """Words as they are shown: line breaks in markup are spaces."""
    return " ".join((text or "").split("\n"))
