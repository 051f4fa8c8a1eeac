from collections.abc import Callable

from dateline.trees import Tree
from dateline.what.belonging import PartyFinder

Plant = Callable[[str], Tree]


def at(tree: Tree, word: str) -> int:
    return next(i for i, t in enumerate(tree.tokens) if t.text == word)


OWNED = """
Haiti Haiti PROPN 3 nmod:poss
's 's PART 1 case
efforts effort NOUN 5 nsubj
hit hit VERB 0 root Tense=Past|VerbForm=Fin
villages village NOUN 4 obj
in in ADP 7 case
Syria Syria PROPN 5 nmod
near near ADP 10 case
the the DET 10 det
road road NOUN 5 nmod
to to ADP 12 case
Jordan Jordan PROPN 10 nmod
"""


def finder(tree: Tree, *names: str, shared: str = "", abstract: str = "") -> PartyFinder:
    heads = frozenset(at(tree, n) for n in names)
    return PartyFinder(tree, heads, heads, frozenset(shared.split()), frozenset(abstract.split()))


def owners(parties: PartyFinder, word: str, *, acting: bool = False) -> list[str]:
    return [parties.tree[o].text for o in parties.owners(at(parties.tree, word), acting=acting)]


def test_a_phrase_stands_for_itself_else_for_whom_it_belongs_to(plant: Plant) -> None:
    parties = finder(plant(OWNED), "Haiti", "Syria", "Jordan")
    assert owners(parties, "Syria") == ["Syria"]
    assert owners(parties, "efforts") == ["Haiti"]
    assert owners(parties, "villages") == ["Syria"]


def test_nothing_acts_for_where_it_lies_or_leads(plant: Plant) -> None:
    parties = finder(plant(OWNED), "Haiti", "Syria", "Jordan")
    assert owners(parties, "villages", acting=True) == []
    assert owners(parties, "efforts", acting=True) == ["Haiti"]
    assert owners(parties, "road") == []


def test_abstract_nouns_stand_for_nobody(plant: Plant) -> None:
    assert owners(finder(plant(OWNED), "Haiti", abstract="effort"), "efforts") == []


def test_an_act_belongs_to_whoever_does_it_before_whom_it_is_done_to(plant: Plant) -> None:
    parties = finder(
        plant("""
killing killing NOUN 0 root
of of ADP 3 case
Egyptians Egyptian PROPN 1 nmod
by by ADP 5 case
Israelis Israeli PROPN 1 nmod
"""),
        "Egyptians",
        "Israelis",
    )
    assert owners(parties, "killing") == ["Israelis"]


def test_a_hyphen_joins_two_names_to_two_parties(plant: Plant) -> None:
    talks = """
Israeli Israeli ADJ 3 amod
- - PUNCT 1 punct
Palestinian Palestinian ADJ 4 amod
talks talk NOUN 0 root
"""
    assert owners(finder(plant(talks), "Israeli", "Palestinian"), "Palestinian") == ["Israeli", "Palestinian"]
    assert owners(finder(plant(talks), "Palestinian"), "Palestinian") == ["Palestinian"]
