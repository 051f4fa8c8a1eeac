"""What is collected before the facts are written: entities by identity, their names, keys, roles, relations; agents."""

from __future__ import annotations

import csv
from pathlib import Path

from dateline.who.spelling import normalise, singular, spelling_key

HERE = Path(__file__).parent
Row = dict[str, str]
Identity = tuple[str, ...]

NO_COUNTRY = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Codes of other lists, and of states that are no more, as whose actors they count now.
WRITTEN_OTHERWISE = {
    "XKX": "KOS",
    "KSV": "KOS",
    "ESH": "MAR",
    "TMP": "TLS",
    "CSK": "CZE",
    "DDR": "DEU",
    "KRJ": "HRV",
    "SRP": "BIH",
    "SUN": "RUS",
    "USR": "RUS",
    "YUG": "SRB",
    "FRY": "SRB",
    "SCG": "SRB",
}
SKIPPED_SECTORS = frozenset({"IGO", "NGO", "IMG", "NON", "JNK", "UNK"})


def read(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            {k: v or "" for k, v in r.items() if k}
            for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def joined(*sectors: str) -> str:
    """The sectors that PLOVER knows, comma-separated, each once."""
    return ",".join(dict.fromkeys(s for s in sectors if s and s not in SKIPPED_SECTORS))


def stored(phrase: str) -> str:
    """An agent phrase as it is looked up: normalised, every word singular."""
    return " ".join(singular(w) for w in normalise(phrase).split())


def slug(kind: str, country: str, label: str) -> str:
    """Our own identifier of an entity that has no Wikidata item here."""
    return f"{kind}:{country.lower() + ':' if country else ''}{normalise(label).replace(' ', '-')}"


def key(name: str) -> str:
    """The spelling key of a name; a particle that is a whole word ("Ben") is kept where little else is left."""
    words = normalise(name).split()
    kept = spelling_key(" ".join(words)).split()
    return " ".join(kept if len(kept) > 1 or len(words) < 2 else sorted(spelling_key(w) or w for w in words))


class Facts:
    """The tables on their way to the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entities: dict[Identity, tuple[str, ...]] = {}
        self.names: set[tuple[str, str, int, Identity]] = set()
        self.keys: set[tuple[str, Identity]] = set()
        self.roles: set[tuple[Identity, tuple[str, ...]]] = set()
        self.relations: set[tuple[Identity, str, Identity, str, str, str]] = set()
        self.agents: dict[str, tuple[str, str, str, str]] = {}
        self.sovereign: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.wikidata: dict[str, str] = {}  # of countries
        self.taken: set[str] = set()
        self.places: set[str] = set()  # all but cities: Santiago and Florence are first names too
        self.confirmed: set[tuple[str, str]] = (
            set()
        )  # spelling key of a name, country: written by hand, found elsewhere

    def entity(self, kind: str, label: str, country: str, sectors: str, source: str, **more: str) -> Identity:
        """The identity of an entity, made on first sight. `id` is its identifier, "" where it is unconfirmed."""
        identifier, start, end = more.get("id", ""), more.get("start", ""), more.get("end", "")
        identity = (kind, normalise(label), country, start, sectors if kind == "country" else "")
        self.entities.setdefault(identity, (kind, label, identifier, country, sectors, start, end, source))
        return identity

    def known(self, kind: str, label: str, country: str, aliases: list[str]) -> str:
        """The identifier of what was written by hand: given only where another source has it too."""
        keys = {key(text) for text in (label, *aliases)}
        return slug(kind, country, label) if any((k, country) in self.confirmed for k in keys) else ""

    def name(self, text: str, form: str, rank: int, identity: Identity) -> None:
        """One way of writing an entity; short capitals are acronyms and must stay capitals in the text."""
        norm = normalise(text)
        if len(norm) < 2 or norm.isdigit():
            return
        bare = text.replace(".", "")
        if form not in ("surname", "full") and len(bare) <= 6 and bare.isupper() and " " not in bare:
            form = form if form == "weak-acronym" else "acronym:" + form
        self.names.add((norm, form, rank, identity))

    def place(self, text: str, form: str, *entity: str, identifier: str = "") -> None:
        """A place under its first reading: country code, sectors, source."""
        code, sectors, source = entity
        norm = normalise(text)
        if norm in self.taken or len(norm) < 2:
            return
        self.taken.add(norm)
        if form != "city":
            self.places.add(norm)
        local = form in ("region", "city")
        label = text if local else self.labels.get(code, code)
        identifier = identifier if local or sectors else self.wikidata.get(code, "")
        self.name(
            text, form, 0, self.entity("place" if local else "country", label, code, sectors, source, id=identifier)
        )

    def country(self, code: str) -> tuple[str, str]:
        """The country as PLOVER writes it, and PRE where the code names a breakaway entity."""
        pre = "PRE" if code.endswith("PRE") and len(code) == 6 else ""
        code = WRITTEN_OTHERWISE.get(code[:3], code[:3])
        return self.sovereign.get(code, code), pre
