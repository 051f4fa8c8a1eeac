"""Which words are names of places: the model's tags, mended by what the gazetteer knows; metonyms are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dateline.records import Span
from dateline.trees import Tree, surnames
from dateline.where.gazetteer import Entry, Gazetteer
from dateline.where.spelling import designator, plain
from dateline.where.surroundings import candidates
from dateline.where.vocabulary import word_lists

_LONGEST = 7  # words of a name: "Democratic Republic of the Congo" has five
_JOINING = frozenset("of the and de del da do dos la el al las los en upon on sur le du des -".split())
_SURE = 8.0  # weight from which a name is a place though the model called it an organisation or nothing
_CITY = 5.5  # the same for a city (300,000 people)
_CITY_THERE = 5.0  # and where a preposition of place stands before it (100,000)
_CAPITAL = 7.4  # only capitals and the largest cities weigh more
_FAMOUS = 4.0  # weight from which one word is a place wherever it stands; "Sale" and "Iniesta" are villages too
_LONG_FORM = 3.5  # weight from which a longer name of the gazetteer beats the words the model tagged
_THERE = ("in", "near", "outside")
_TRIM_BEFORE = frozenset("near the of in at from to and".split())


class Found(NamedTuple):
    """A name in a sentence: its plain form, and whether words beside it or its fame make sure that it is a place."""

    span: Span
    form: str
    sure: bool


def find_names(tree: Tree, gazetteer: Gazetteer, persons: Collection[str] = ()) -> list[Found]:
    """The names of a sentence that may be places, in order, without those that stand for a government.

    `persons` are surnames known in the report.
    """
    out = []
    i = 0
    while i < len(tree):
        end = _name_at(tree, i, gazetteer)
        if end <= i:
            i += 1
            continue
        words = tuple(range(i, end))
        person = end == i + 1 and tree[i].text in persons and _is_bearer(tree, i, gazetteer)
        if not person and not stands_for_government(tree, words, gazetteer):
            form = plain(written(tree, i, end))
            out.append(Found(tree.span(words), form, _is_sure(tree, words, form, gazetteer)))
        i = end
    return out


def _name_at(tree: Tree, i: int, gazetteer: Gazetteer) -> int:
    """Where the place name that begins at `i` ends; `i` where none does."""
    token = tree[i]
    if not _opens(token.text):
        return i
    tag = token.name[2:]
    run = _run(tree, i) if tag else i + 1
    if (
        tag == "LOC"
        and not token.name.startswith("B")
        and i
        and tree[i - 1].name[2:] == "LOC"
        and _opens(tree[i - 1].text)
    ):
        return i if _known(tree, i - 1, i + 1, gazetteer) else _tagged(tree, i, run, gazetteer)
    if tag == "PER":
        return _of_person(tree, i, run, gazetteer)
    longest = _longest(tree, i, gazetteer)
    if tag == "LOC":
        return max(longest, _tagged(tree, i, run, gazetteer))
    if longest > i and _untagged_is_place(tree, i, longest, run, gazetteer):
        return longest
    return i


def _is_bearer(tree: Tree, i: int, gazetteer: Gazetteer) -> bool:
    """Whether a surname of the report is that person where a town of the name is: "an aide to Kim"."""
    known = any(e.weight > _CAPITAL for e in _known(tree, i, i + 1, gazetteer))
    return not known and tree.preposition(i) not in _THERE


def _is_sure(tree: Tree, words: Sequence[int], form: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is a place: it is well known as one, or stands where a place would and is no house or people."""
    lists = word_lists()
    found = candidates(written(tree, words[0], words[-1] + 1), gazetteer)
    people = form in gazetteer.demonyms and not any(e.kind in ("country", "admin1") for e in found)
    if people or form in lists["never"]:
        return False
    if all(word in lists["direction"] for word in form.split()):  # "the West", unless it is "Western Province"
        return words[-1] + 1 < len(tree) and bool(designator(tree[words[-1] + 1].text))
    if any(e.weight - e.alternate >= (_FAMOUS if len(words) == 1 else 0.0) for e in found):
        return True
    if not found and tree[words[-1]].text.casefold() in lists["house"]:
        return False
    first = _top(tree, words)
    if words[-1] + 1 < len(tree) and designator(tree[words[-1] + 1].text):  # "Shabwa province"
        return True
    while tree[first].relation == "conj" and not tree.preposition(first) and tree[first].head >= 0:
        first = tree[first].head
    return tree.preposition(first) in lists["at"] or (words[-1] + 1 < len(tree) and tree[words[-1] + 1].text == ",")


def _top(tree: Tree, words: Sequence[int]) -> int:
    """The word of a name that the others hang on."""
    inside = set(words)
    return next((w for w in words if tree[w].head not in inside), words[0])


def _opens(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 3 and text[1:2] in "'’-" and text[2:3].isupper())


def _run(tree: Tree, i: int) -> int:
    """The end of the tagged words that `i` is in."""
    end = i + 1
    while end < len(tree) and tree[end].name.startswith("I-") and tree[end].name[2:] == tree[i].name[2:]:
        end += 1
    return end


def _tagged(tree: Tree, i: int, end: int, gazetteer: Gazetteer) -> int:
    """The words that the model tagged, cut at a comma and without small words behind ("Panama province")."""
    for at in range(i + 1, end):
        if tree[at].text in (",", ";", "(", ")") or (
            tree[at].text in ("and", "or") and not _known(tree, i, end, gazetteer)
        ):
            end = at
            break
    while (
        end - 1 > i
        and (not _opens(tree[end - 1].text) or tree[end - 1].text[:1] in "'’")
        and not tree[end - 1].text.isdigit()
    ):
        end -= 1
    return end


def _longest(tree: Tree, i: int, gazetteer: Gazetteer) -> int:
    """The end of the longest name of the gazetteer that begins at `i` and is capitalised; `i` where there is none."""
    last = i + 1
    while last < len(tree) and last - i < _LONGEST:
        text = tree[last].text
        if not (_opens(text) or text.casefold() in _JOINING or text in ("'", "’", "'s", ".")):
            break
        last += 1
    for end in range(last, i, -1):
        if end > i + 1 and not _opens(tree[end - 1].text):
            continue
        found = _known(tree, i, end, gazetteer)
        if found and (end == i + 1 or found[0].weight >= _LONG_FORM):
            return end
    return i


def _known(tree: Tree, i: int, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return candidates(written(tree, i, end), gazetteer)


def written(tree: Tree, i: int, end: int) -> str:
    """The words as they stand, with single spaces where there are any."""
    out = tree[i].text
    for at in range(i + 1, end):
        out += (" " if tree[at].start > tree[at - 1].end else "") + tree[at].text
    return out


def _of_person(tree: Tree, i: int, run: int, gazetteer: Gazetteer) -> int:
    """A country that the model took for a person; it must be all there is of the name."""
    if i and tree[i - 1].name[2:] == "PER":
        return i
    found = _known(tree, i, run, gazetteer)
    if not found:
        return i
    if found[0].weight >= _SURE and found[0].kind in ("country", "admin1") and tree[i].text.isupper():
        return run
    if run > i + 1 and found[0].weight >= _CAPITAL:  # "visited Addis Ababa"
        return run
    there = tree.preposition(_top(tree, range(i, run))) in _THERE
    return run if there and found[0].weight >= _CITY_THERE and not found[0].alternate else i


def _untagged_is_place(tree: Tree, i: int, end: int, run: int, gazetteer: Gazetteer) -> bool:
    """Whether words that the model tagged as an organisation, a people or nothing are a place all the same."""
    tag = tree[i].name[2:]
    if tag and (run != end or (tree[i].name[:1] == "I" and i and tree[i - 1].name[2:] == tag)):
        return False
    best = max(_known(tree, i, end, gazetteer), key=lambda e: e.weight - e.alternate)
    if best.alternate or (tag == "NORP" and best.kind != "country"):
        return False
    if not tag and (tree[i].upos != "PROPN" or _in_longer_name(tree, i, end)):
        return False
    if best.kind in ("country", "admin1", "region", "water", "island"):
        return best.weight >= (6.0 if best.kind != "admin1" or tag else 7.0) and not _one_word_like(tree, i, end)
    there = tree.preposition(_top(tree, range(i, end))) in word_lists()["at"]
    return best.weight >= (_CITY_THERE if there else _CITY) and best.kind == "city" and not _acts(tree, i)


def _in_longer_name(tree: Tree, i: int, end: int) -> bool:
    """Whether capitalised words beside it are part of the name: "Victoria Smith", "Bank of Georgia"."""
    after = end < len(tree) and _opens(tree[end].text) and tree[end].upos == "PROPN" and tree[end].name == "O"
    before = i > 0 and _opens(tree[i - 1].text) and tree[i - 1].upos == "PROPN" and i - 1 > 0
    return after or before


def _one_word_like(tree: Tree, i: int, end: int) -> bool:
    """Words of one or two letters and sentence openings that are no names."""
    return end == i + 1 and len(tree[i].text) <= 2 and not tree[i].text.isupper()


def _acts(tree: Tree, i: int) -> bool:
    """Whether it does something: a team or a firm of a city's name rather than the city."""
    return tree[i].name[2:] == "ORG" and tree[i].relation in ("nsubj", "obj") and not tree.preposition(i)


def stands_for_government(tree: Tree, words: Sequence[int], gazetteer: Gazetteer) -> bool:
    """Whether a capital (or "the Kremlin") acts or is spoken to: "Washington accused Moscow" names no place."""
    found = _known(tree, words[0], words[-1] + 1, gazetteer)
    if not any(e.kind == "city" and e.weight > _CAPITAL for e in found[:3]):
        return False
    top = _top(tree, words)
    while tree[top].relation == "conj" and tree[top].head >= 0 and not tree.preposition(top):
        top = tree[top].head
    lists = word_lists()
    relation, governor = tree[top].relation, tree[top].head
    if governor < 0:
        return False
    lemma = tree[governor].lemma.casefold()
    if relation == "nsubj" and not tree.child(governor, "cop"):
        return tree[governor].upos == "VERB" and lemma in lists["act"]
    if relation in ("obj", "iobj", "nsubj:pass"):
        return lemma in lists["addressed"]
    if relation in ("nmod", "obl"):
        return tree.preposition(top) in ("with", "by", "between", "against") and _political(tree, governor)
    return relation == "nmod:poss" and lemma in lists["owned"]


def _political(tree: Tree, governor: int) -> bool:
    lists = word_lists()
    lemma = tree[governor].lemma.casefold()
    return lemma in lists["owned"] or lemma in lists["addressed"]


def names_in(trees: Sequence[Tree], gazetteer: Gazetteer) -> Iterator[Span]:
    """The place names of a report, title first. A name that is sure once is one wherever it stands."""
    persons = surnames(trees)
    found = [name for tree in trees for name in find_names(tree, gazetteer, persons)]
    sure = {name.form for name in found if name.sure}
    return (name.span for name in found if name.form in sure)
