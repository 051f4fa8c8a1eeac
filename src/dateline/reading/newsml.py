"""NewsML: news items, alone or many in a message, their text in NITF, XHTML or plain. Here G2, beside it NewsML 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .html import html_to_text
from .markup import find_first, has_tags, local_name, paragraphs, pull_elements, text_of
from .newsml_1 import news_item_record
from .nitf import join_paragraphs, long_day, nitf_record
from .options import BadInput, ReadOptions
from .statuses import check_status

_OLD = "NewsItem"  # of NewsML 1
_ITEMS = (_OLD, "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_XHTML = frozenset({"html", "body", "div", "section", "article", "p"})


def read_newsml(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each news item; packages and concepts hold no report of their own."""
    number = 0
    for number, item in enumerate(pull_elements(chunks, _ITEMS, options.max_document_bytes), start=1):
        input_id = item.get("guid") or text_of(find_first(item, "PublicIdentifier")) or f"{name}:{number}"
        try:
            yield build_article(_read_item(item, input_id), options)
        except InputError as error:
            yield BadInput(input_id, error.reason, error.detail)
    if not number:
        raise InputError("bad-record", "there is no item of NewsML in it")


def _read_item(item: Any, input_id: str) -> Record:
    if local_name(item) == _OLD:
        return news_item_record(item, input_id)
    if local_name(item) != "newsItem":
        raise InputError("no-text", f"a {local_name(item)} holds no report")
    status = find_first(item, "itemMeta", "pubStatus")
    check_status("" if status is None else (status.get("qcode") or status.get("uri") or ""))
    content = find_first(item, "contentSet")
    inner = _read_content(content) if content is not None else None
    if inner is None:
        raise InputError("no-text", "there is no text in it, only metadata or a picture, sound or film")
    meta = find_first(item, "contentMeta")
    title = _meta(meta, "headline") or inner.title or _meta(find_first(item, "itemMeta"), "title")
    texts = inner.text.split("\n\n")
    if len(texts) > 1 and texts[0] == title:
        texts = texts[1:]
    return Record(
        text=join_paragraphs(_meta(meta, "dateline"), texts),
        title=title,
        input_id=input_id,
        published=_read_day(item),
        outlet=inner.outlet or _read_provider(item),
    )


def _read_content(content: Any) -> Record | None:
    """Text, and what else stands beside it, of the first rendition that has any."""
    for part in content:
        kind = local_name(part)
        if kind == "inlineXML":
            for inner in part:
                if local_name(inner) == "nitf":
                    return nitf_record(inner)
                if local_name(inner) in _XHTML and (texts := paragraphs(inner)):
                    return Record("\n\n".join(texts))
        elif kind == "inlineData" and part.text and part.text.strip() and not part.get("encoding"):
            return Record(html_to_text(part.text) if has_tags(part.text) else part.text.strip())
    return None


def _meta(meta: Any, name: str) -> str:
    return "" if meta is None else text_of(find_first(meta, name))


def _read_day(item: Any) -> str | None:
    """When this version was made, else the first; the content may be older than the news of it."""
    for name in ("versionCreated", "firstCreated", "contentCreated"):
        if written := text_of(find_first(item, name)):
            return long_day(written)
    return None


def _read_provider(item: Any) -> str | None:
    for path in (("itemMeta", "provider"), ("rightsInfo", "copyrightHolder")):
        found = find_first(item, *path)
        if found is not None and (name := text_of(found) or found.get("literal")):
            return str(name)
    return None
