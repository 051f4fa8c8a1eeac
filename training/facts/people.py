"""Persons and their offices with dates: our successions and people first, then the bundle's tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from dateline.who.spelling import normalise, sound_key, spelling_key
from training.facts.collecting import HERE, NO_COUNTRY, Facts, Identity, Row, joined, read, slug

KNOWN_TO = "2025-06-30"  # the day up to which our own tables vouch for an open end
RULERS = ("head of state", "head of government", "ruler")
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "VNM", "TWN", "HUN", "SGP", "HKG", "KHM"})
# Burmese and Ethiopian names have no family name; Arabic short forms are not the last word: only aliases shorten them.
# Lists put these families first; news in English puts them last: both are tried.
EITHER_END = frozenset({"HKG", "SGP", "HUN"})
# Where a person is called by the first name, "Prabowo", which is seldom one of a family.
CALLED_BY_FIRST = frozenset({"IDN", "MYS", "THA", "ETH", "ERI"})
NOT_ALONE = frozenset(
    "mohamad mohamed mohammad mohammed muhammad ahmad ahmed abdul abdullah dato datuk seri tun tan sri haji abu".split()
)
TWO_SURNAMES = frozenset("ESP MEX ARG CHL PER COL VEN BOL ECU GTM HND SLV NIC CRI PAN CUB DOM PRY URY".split())
NO_FAMILY = frozenset({"MMR"})
SERBO_CROATIAN = frozenset({"SRB", "HRV", "BIH", "MNE", "KOS"})
PATRONYMIC = re.compile(r"^(\w{3,}?)(?:giin|iin|gyn|yn|in)(?= )")  # Mongolian: "Ukhnaagiin Khurelsukh"
TITLES = frozenset(
    "president premier minister secretary king queen prince chancellor general emir sheikh deputy vice sultan of state "
    "foreign defense defence interior finance senator gen col maj lt dr mr mrs sir lord".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "vi", "xvi", "xiv"})
# Rows of the bundle that are plainly wrong: a prime minister of the other Congo.
WRONG = frozenset({("COD", "anatole collinet makosso")})
# The sectors and class of an office of `successions.tsv`; others are the head of a body or an official.
OFFICES = {
    "head of state": ("GOV", "head of state"),
    "head of government": ("GOV", "head of government"),
    "supreme leader": ("GOV", "head of state"),
    "crown prince": ("GOV", "minister"),
    "vice president": ("GOV", "head of state/deputy"),
    "foreign minister": ("GOV", "minister"),
    "defence minister": ("GOV,MIL", "minister"),
    "chief of the armed forces": ("MIL", "chief"),
    "head of intelligence": ("SPY", "chief"),
    "deputy defence minister": ("GOV,MIL", "official"),
    "head of the Quds Force": ("MIL", "chief"),
}
# Of an international body, those who are not its heads, nor sent in its name.
_BELOW = re.compile(r"rapporteur|advis|spokes|deputy|economist|command|coordinator|committee|mission|office$")
_HOLDER = re.compile(r"^(.+?) (\d{4}(?:-\d\d){0,2})$")

Role = tuple[str, ...]  # country, sectors, office, class, start, end, asof, source


def holders(text: str) -> Iterator[tuple[str, str, str]]:
    """ "A 2012-05; B|Bee 2014; - 2019-01" → (names parted by bars, start, end); "-" ends the one before."""
    steps = []
    for part in text.split(";"):
        found = _HOLDER.match(part.strip())
        if found is None:
            raise ValueError(f"no name and day in {part!r}")
        steps.append((found[1], found[2]))
    for (name, start), (_, end) in zip(steps, [*steps[1:], ("", "")], strict=True):
        if end and end[: len(start)] < start[: len(end)]:
            raise ValueError(f"{name}: {end} before {start}")
        if name != "-":
            yield name, start, end


def own_roles() -> Iterator[tuple[str, Role]]:
    """The names and roles of our own two tables."""
    for r in read(HERE / "successions.tsv"):
        sectors, kind = OFFICES.get(r["office"], ("" if r["country"] in NO_COUNTRY else "GOV", "official"))
        if r["country"] in NO_COUNTRY:
            kind = "official" if _BELOW.search(r["office"]) else "head of body"
        for names, start, end in holders(r["holders"]):
            yield names, (r["country"], sectors, r["office"], kind, start, end, KNOWN_TO, "dateline")
    for r in read(HERE / "people.tsv"):
        role = (r["country"], r["sectors"], r["office"], "person", r["start"], r["end"], KNOWN_TO, "dateline")
        yield r["name"], role


class Registry:
    """Who is who: one identity for the spellings and lengths of a person's name within a country."""

    def __init__(self) -> None:
        self.by_word: dict[tuple[str, str], list[tuple[list[str], Identity]]] = defaultdict(list)

    def find(self, names: list[str], country: str) -> Identity | None:
        """The person with one of these names: the same words, or the same first one and no other words beside."""
        for text in names:
            words = _words(text)
            if len(set(words)) < 2:
                continue
            for earlier, identity in (e for w in words for e in self.by_word.get((country, w), ())):
                short, full = sorted((words, earlier), key=len)
                within = len(short) < len(full) and set(short) <= set(full)
                if _turned(words, earlier) or (within and words[0] == earlier[0]):
                    return identity
        return None

    def add(self, names: list[str], country: str, identity: Identity) -> None:
        """Keeps the names of a person."""
        for text in names:
            words = _words(text)
            for w in dict.fromkeys(words) if len(set(words)) > 1 else ():
                self.by_word[country, w].append((words, identity))


def _words(name: str) -> list[str]:
    return [spelling_key(w) for w in normalise(name).split() if spelling_key(w) and w not in SUFFIXES]


def _turned(words: list[str], others: list[str]) -> bool:
    """The same words in the same order, begun anywhere: "Kim Jong Un", "Jong Un Kim"; no father and son."""
    return len(words) == len(others) and any(words[i:] + words[:i] == others for i in range(len(words)))


REGISTRY: dict[int, Registry] = {}


def untitled(facts: Facts, person: str) -> str:
    """The name without the titles and countries before it: "Russian President Yeltsin"."""
    words = person.split()
    while len(words) > 1 and (words[0].lower().rstrip(".") in TITLES or normalise(words[0]) in facts.places):
        del words[0]
    return " ".join(words)


def add_person(facts: Facts, person: str, country: str, role: Role, wikidata: str = "") -> None:
    """A person with one role; long names also by first and last, holders of high office also by surname."""
    if (country, normalise(person)) in WRONG:
        return
    registry = REGISTRY.setdefault(id(facts), Registry())
    own = role[-1] == "dateline"
    names = [t for t in (text if own else untitled(facts, text) for text in person.split("|")) if t]
    names += [t for text in names for t in otherwise(text, country)]
    identity = registry.find(names, country)
    if identity is None:
        code = facts.known("person", names[0], country, names[1:]) if own else slug("person", country, names[0])
        identity = facts.entity("person", names[0], country, "", role[-1], id=wikidata or code)
    registry.add(names, country, identity)
    facts.roles.add((identity, role))
    _name(facts, names, country, role, identity)


@cache
def _short_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """(country, first name) → what it is shortened to, and what it is short for."""
    out: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for r in read(HERE / "short_names.tsv"):
        for country in r["countries"].split():
            out[country, r["name"]] += (r["short"],)
            out[country, r["short"]] += (r["name"],)
    return out


def otherwise(text: str, country: str) -> list[str]:
    """The name as others write it: first names shortened or in full, and by the habits of a language.

    A Mongolian father's name without its ending; "dj" with the one letter that it stands for in Serbo-Croatian.
    """
    first, *rest = text.split()
    out = [" ".join((short, *rest)) for short in _short_names().get((country, first), ()) if rest]
    if country == "MNG":
        out.append(PATRONYMIC.sub(r"\1", text))
    if country in SERBO_CROATIAN:
        out.append(text.replace("dj", "d").replace("Dj", "D"))
    return [t for t in dict.fromkeys(out) if t != text]


def _name(facts: Facts, names: list[str], country: str, role: Role, identity: Identity) -> None:
    """Full names, short forms, and surnames: of high office to be read in texts, of the others only to be asked for."""
    high = role[3].startswith(RULERS) or role[2] in ("President", "Prime Minister") or role[-1] == "dateline"
    high = high and not (role[-1] != "dateline" and "deputy" in role[3])
    for text in names:
        parts = [p for p in normalise(text).split() if p not in SUFFIXES or len(text.split()) == 1]
        if len(parts) > 1:
            _longer_names(facts, text, parts, role, identity)
            if (high or role[3] == "minister") and sound_key(" ".join(parts)):
                facts.keys.add((f"~{sound_key(' '.join(parts))}", identity))
        elif parts and role[-1] == "dateline":
            facts.names.add((parts[0], "surname", 8, identity))
        for surname in _surnames(parts, country):
            if len(surname) > 1 and surname not in facts.places and not surname.isdigit():
                facts.names.add((surname, "surname" if high else "family", 8 if high else 9, identity))
                if high:
                    facts.keys.add((spelling_key(surname), identity))


def _longer_names(facts: Facts, text: str, parts: list[str], role: Role, identity: Identity) -> None:
    """The full name and the ways to shorten it to two words."""
    country = role[0]
    facts.keys.add((spelling_key(" ".join(parts)), identity))
    facts.names.add((normalise(text), "full", 6, identity))
    if "." in text:  # "D.M." and "D. M." are one
        facts.names.add((normalise(text.replace(".", ". ")), "full", 6, identity))
    if len(parts) > 2:
        facts.names.add((f"{parts[0]} {parts[-1]}", "short", 7, identity))
        if country in TWO_SURNAMES:
            facts.names.add((f"{parts[0]} {parts[-2]}", "short", 8, identity))
        if role[-1] == "dateline" and country not in FAMILY_FIRST | NO_FAMILY:
            facts.names.add((f"{parts[-2]} {parts[-1]}", "short", 8, identity))


def _surnames(parts: list[str], country: str) -> list[str]:
    """What a person is called by alone: the family name, with its particle too ("al assad", "assad")."""
    if not parts or (country in NO_FAMILY and len(parts) > 1):
        return []
    if country in FAMILY_FIRST and len(parts) > 1:
        return [parts[0], parts[-1]] if country in EITHER_END else [parts[0]]
    if len(parts) > 2 and parts[-2] == "dos":
        return [f"dos {parts[-1]}"]
    out = [parts[-1]]
    if country in CALLED_BY_FIRST and len(parts) > 1 and len(parts[0]) > 3 and parts[0] not in NOT_ALONE:
        out.append(parts[0])
    if len(parts) > 2 and parts[-2] in ("al", "el", "von", "der", "le", "de", "di", "van", "la", "bin", "ben", "abu"):
        out.append(f"{parts[-2]} {parts[-1]}")
        if len(parts) > 3 and parts[-3] in ("von", "van", "de"):
            out.append(" ".join(parts[-3:]))
    if country in TWO_SURNAMES and len(parts) > 3:
        out.append(" ".join(parts[-2:]))
    return out


def add_people(facts: Facts) -> None:
    """Holders of office: ours; the Factbook, the US Congress, CIA World Leaders, REIGN; PETRARCH's if dated and old."""
    ours: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)  # terms of the rulers that our tables know
    for names, role in own_roles():
        add_person(facts, names, role[0], role)
        if role[3].startswith(RULERS):
            for text in names.split("|"):
                for surname in _surnames(normalise(text).split(), role[0]):
                    ours[role[0], spelling_key(surname)].append((role[4], role[5] or "9999"))
    rows = read(facts.folder / "roles.tsv")
    for r in sorted(rows, key=lambda r: ("factbook", "us-congress", "cia-wl-2019", "reign").index(r["source"])):
        _add_row(facts, r, ours)
    for r in read(facts.folder / "roles_petrarch.tsv"):
        _add_old(facts, r)


def _add_row(facts: Facts, r: Row, ours: dict[tuple[str, str], list[tuple[str, str]]]) -> None:
    """A row of the bundle's table of roles, unless our own have the same term."""
    code = facts.country(r["iso3"])[0]
    odd = "co-prince" in r["office"].lower() or r["office"].startswith("Notification")
    if odd or (r["source"] == "factbook" and not r["office_class"]):
        return
    if r["office_class"].startswith(RULERS) or r["office"] in ("President", "Prime Minister", "Premier"):
        surname = spelling_key((_surnames(normalise(r["person"]).split(), code) or [""])[0])
        day = r["start"] or r["asof"]
        for start, end in ours.get((code, surname), ()):
            if start[: len(day)] <= day <= end or abs(int(start[:4]) - int(day[:4])) < 2:
                return
    end = "" if r["end_basis"] == "lastseen" else r["end"]
    sectors = joined(r["sector"], r["sector2"] if r["sector2"] == "MIL" else "")
    role = (code, sectors, r["office"], r["office_class"], r["start"], end, r["asof"], r["source"])
    add_person(facts, f"{r['person']}|{r['aliases']}".rstrip("|"), code, role, r["wikidata"])


def _add_old(facts: Facts, r: Row) -> None:
    """A minister of the PETRARCH dictionaries, whose dates end before 2012."""
    dated = "1970" < r["start"] < "2012" and r["end"] and r["end"] < "2012"
    if dated and r["sector"] == "GOV" and not r["sector2"] and len(r["iso3"]) == 3:
        code = facts.country(r["iso3"])[0]
        role = (code, "GOV", "", "", r["start"], r["end"], r["asof"], "petrarch2")
        add_person(facts, f"{r['person']}|{r['aliases']}".rstrip("|"), code, role)
