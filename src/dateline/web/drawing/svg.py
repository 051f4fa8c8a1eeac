"""Elements of SVG with everything escaped. Colours are attributes, so that a page's style sheet overrules them."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

INK, PALE, GRID, PAPER = "#1c2733", "#5b6670", "#d9dee3", "#ffffff"
# the quad classes keep one colour and one dash on every page; blue and orange are told apart by all common eyes
COLOURS = {
    "verbal cooperation": "#6aaed6",
    "material cooperation": "#1f5f99",
    "verbal conflict": "#f0a04b",
    "material conflict": "#b3400e",
}
SERIES = ("#1f5f99", "#b3400e", "#3f7d4e", "#7a4d9f", "#8a6d1a", "#5b6670")


def el(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """`<name …>children</name>`; `_` in names of attributes is "-" (and "class_" is class); None leaves one out."""
    shown = "".join(
        f' {_key(key)}="{escape(_number(value))}"' for key, value in attributes.items() if value is not None
    )
    inner = "".join(map(escape, children))
    return Markup(f"<{name}{shown}>{inner}</{name}>")  # the name is ours, all else is escaped


def text(words: str, x: float, y: float, **attributes: object) -> Markup:
    """Words at a point, in the page's ink."""
    known: dict[str, object] = {"font_size": 12, "fill": INK, "class_": "ink", **attributes}
    return el("text", words, x=x, y=y, **known)


def title(words: str) -> Markup:
    """What a pointer or a screen reader is told of an element; goes first inside it."""
    return el("title", words)


def linked(href: str | None, *children: Markup) -> Markup:
    """The children, inside a link where there is one."""
    return el("a", *children, href=href) if href else Markup("").join(children)


def picture(size: tuple[float, float], label: str, *children: Markup, kind: str = "") -> Markup:
    """The whole drawing: `label` is what it shows, in one sentence. A group: its links are reached by keyboard."""
    width, height = size
    return el(
        "svg",
        title(label),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=label,
        class_=f"chart {kind}".strip(),
        font_family="system-ui, sans-serif",
    )


def alone(drawing: Markup) -> str:
    """The drawing as a file of its own, on paper."""
    head, body = str(drawing).split(">", 1)
    return f'{head}><rect width="100%" height="100%" fill="{PAPER}"/>{body}\n'


def cut(words: str, length: int) -> str:
    """At most `length` characters."""
    return words if len(words) <= length else words[: length - 1] + "…"


@cache
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _number(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
