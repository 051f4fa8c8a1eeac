from collections.abc import Callable

import pytest
from msgspec.structs import replace

from dateline.trees import Tree
from dateline.what.predicates import Carriers, Predicate, find_predicates

CARRIERS = Carriers(
    light=frozenset({"hold", "suffer"}),
    suffering=frozenset({"suffer"}),
    particles=frozenset({"step down"}),
    asking=frozenset({"urge", "call", "ask"}),
    telling=frozenset({"urge", "ask"}),
    giving=frozenset({"offer"}),
    counting=frozenset({"round"}),
)
Plant = Callable[[str], Tree]


def at(tree: Tree, word: str) -> int:
    return next(i for i, t in enumerate(tree.tokens) if t.text == word)


def predicate(tree: Tree, word: str) -> Predicate:
    return find_predicates(tree, CARRIERS)[at(tree, word)]


def slot(tree: Tree, word: str, name: str) -> list[str]:
    return [tree[w].text for w in predicate(tree, word).slots.get(name, ())]


@pytest.fixture
def passive(plant: Plant) -> Tree:
    return plant("""
Sanctions sanction NOUN 3 nsubj:pass
were be AUX 3 aux:pass
imposed impose VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
on on ADP 5 case
Belarus Belarus PROPN 3 obl
by by ADP 7 case
Canada Canada PROPN 3 obl:agent
and and CCONJ 9 cc
Norway Norway PROPN 7 conj
""")


def test_a_passive_is_turned_round(passive: Tree) -> None:
    assert predicate(passive, "imposed").passive
    assert slot(passive, "imposed", "object") == ["Sanctions"]
    assert slot(passive, "imposed", "subject") == ["Canada", "Norway"]
    assert slot(passive, "imposed", "on") == ["Belarus"]


def test_a_passive_with_an_object_gives_its_subject_what_it_receives(plant: Plant) -> None:
    tree = plant("""
Haiti Haiti PROPN 3 nsubj:pass
was be AUX 3 aux:pass
given give VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
aid aid NOUN 3 obj
""")
    assert slot(tree, "given", "object") == ["aid"]
    assert slot(tree, "given", "indirect") == ["Haiti"]
    assert slot(tree, "given", "subject") == []


def test_a_participle_acts_on_the_noun_it_modifies(plant: Plant) -> None:
    tree = plant("""
sanctions sanction NOUN 0 root
imposed impose VERB 1 acl Tense=Past|VerbForm=Part|Voice=Pass
by by ADP 4 case
Canada Canada PROPN 2 obl:agent
on on ADP 6 case
Belarus Belarus PROPN 2 obl
""")
    assert slot(tree, "imposed", "object") == ["sanctions"]
    assert slot(tree, "imposed", "subject") == ["Canada"]
    tree = plant("""
troops troop NOUN 0 root
occupying occupy VERB 1 acl Tense=Pres|VerbForm=Part
Chad Chad PROPN 2 obj
""")
    assert slot(tree, "occupying", "subject") == ["troops"]
    assert slot(tree, "occupying", "object") == ["Chad"]


def test_a_relative_pronoun_stands_for_its_antecedent(plant: Plant) -> None:
    tree = plant("""
Troops troop NOUN 5 nsubj
who who PRON 3 nsubj
raided raid VERB 1 acl:relcl Tense=Past|VerbForm=Fin
Mali Mali PROPN 3 obj
fled flee VERB 0 root Tense=Past|VerbForm=Fin
""")
    assert slot(tree, "raided", "subject") == ["Troops"]
    assert slot(tree, "raided", "object") == ["Mali"]


def test_a_relative_clause_without_a_pronoun_lacks_what_it_modifies(plant: Plant) -> None:
    tree = plant("""
towns town NOUN 0 root
Mali Mali PROPN 3 nsubj
raided raid VERB 1 acl:relcl Tense=Past|VerbForm=Fin
""")
    assert slot(tree, "raided", "subject") == ["Mali"]
    assert slot(tree, "raided", "object") == ["towns"]


def test_who_agrees_to_act_acts(plant: Plant) -> None:
    tree = plant("""
Peru Peru PROPN 2 nsubj
agreed agree VERB 0 root Tense=Past|VerbForm=Fin
to to PART 4 mark
help help VERB 2 xcomp VerbForm=Inf
Chile Chile PROPN 4 obj
""")
    assert slot(tree, "help", "subject") == ["Peru"]
    assert slot(tree, "agreed", "clause") == ["help"]


URGED = """
Peru Peru PROPN 2 nsubj
urged urge VERB 0 root Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj
to to PART 5 mark
withdraw withdraw VERB 2 xcomp VerbForm=Inf
"""
WAS_URGED = """
Chile Chile PROPN 3 nsubj:pass
was be AUX 3 aux:pass
urged urge VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
by by ADP 5 case
Peru Peru PROPN 3 obl:agent
to to PART 7 mark
withdraw withdraw VERB 3 xcomp VerbForm=Inf
"""


@pytest.mark.parametrize("rows", [URGED, WAS_URGED])
def test_who_is_urged_to_act_is_to_act(plant: Plant, rows: str) -> None:
    tree = plant(rows)
    assert slot(tree, "urged", "subject") == ["Peru"]
    assert slot(tree, "urged", "object") == ["Chile"]
    assert slot(tree, "withdraw", "subject") == ["Chile"]


def test_who_is_called_on_to_act_is_to_act_but_a_purpose_is_ones_own(plant: Plant) -> None:
    rows = """
Peru Peru PROPN 2 nsubj
{verb} VERB 0 root Tense=Past|VerbForm=Fin
{preposition} {preposition} ADP 4 case
Chile Chile PROPN 2 obl
to to PART 6 mark
withdraw withdraw VERB 2 advcl VerbForm=Inf
"""
    asked = plant(rows.format(verb="called call", preposition="on"))
    assert slot(asked, "withdraw", "subject") == ["Chile"]
    assert slot(asked, "called", "clause") == ["withdraw"]
    own = plant(rows.format(verb="met meet", preposition="with"))
    assert slot(own, "withdraw", "subject") == ["Peru"]
    assert slot(own, "met", "clause") == []


def test_who_is_accused_of_an_act_did_it(plant: Plant) -> None:
    tree = plant("""
Iran Iran PROPN 2 nsubj
accused accuse VERB 0 root Tense=Past|VerbForm=Fin
Oman Oman PROPN 2 obj
of of SCONJ 5 mark
bombing bomb VERB 2 advcl VerbForm=Ger
Syria Syria PROPN 5 obj
""")
    assert slot(tree, "bombing", "subject") == ["Oman"]
    assert slot(tree, "bombing", "object") == ["Syria"]
    assert slot(tree, "accused", "clause") == ["bombing"]


def test_coordinated_verbs_share_subject_and_the_object_after_them(plant: Plant) -> None:
    tree = plant("""
Iran Iran PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past|VerbForm=Fin
and and CCONJ 4 cc
occupied occupy VERB 2 conj Tense=Past|VerbForm=Fin
Oman Oman PROPN 2 obj
""")
    assert slot(tree, "occupied", "subject") == ["Iran"]
    assert slot(tree, "occupied", "object") == ["Oman"]


def test_an_object_before_the_second_verb_is_not_shared(plant: Plant) -> None:
    tree = plant("""
Iran Iran PROPN 2 nsubj
attacked attack VERB 0 root Tense=Past|VerbForm=Fin
Oman Oman PROPN 2 obj
and and CCONJ 5 cc
withdrew withdraw VERB 2 conj Tense=Past|VerbForm=Fin
""")
    assert slot(tree, "withdrew", "subject") == ["Iran"]
    assert slot(tree, "withdrew", "object") == []


def carried(plant: Plant, verb: str) -> Tree:
    return plant(f"""
Kenya Kenya PROPN 2 nsubj
{verb} VERB 0 root Tense=Past|VerbForm=Fin
talks talk NOUN 2 obj
with with ADP 5 case
Uganda Uganda PROPN 3 nmod
in in ADP 7 case
Cairo Cairo PROPN 2 obl
""")


def test_a_light_verb_lends_its_noun_subject_and_phrases(plant: Plant) -> None:
    tree = carried(plant, "held hold")
    assert predicate(tree, "talks").light == at(tree, "held")
    assert slot(tree, "talks", "subject") == ["Kenya"]
    assert slot(tree, "talks", "with") == ["Uganda"]
    assert slot(tree, "talks", "in") == ["Cairo"]


def test_a_verb_of_suffering_makes_its_subject_the_victim(plant: Plant) -> None:
    tree = carried(plant, "suffered suffer")
    assert slot(tree, "talks", "victim") == ["Kenya"]
    assert slot(tree, "talks", "subject") == []


def test_any_other_verb_only_stands_outside(plant: Plant) -> None:
    tree = carried(plant, "praised praise")
    assert predicate(tree, "talks").light is None
    assert slot(tree, "talks", "subject") == []
    assert slot(tree, "talks", "outer") == ["Kenya"]


def test_possessors_and_modifiers_of_a_noun(plant: Plant) -> None:
    tree = plant("""
Kenya Kenya PROPN 4 nmod:poss
's 's PART 1 case
Ugandan Ugandan ADJ 4 amod
policy policy NOUN 0 root
towards towards ADP 6 case
Chad Chad PROPN 4 nmod
""")
    assert slot(tree, "policy", "possessor") == ["Kenya"]
    assert slot(tree, "policy", "modifier") == ["Ugandan"]
    assert slot(tree, "policy", "towards") == ["Chad"]


def test_a_decision_belongs_to_who_decides(plant: Plant) -> None:
    tree = plant("""
Kenya Kenya PROPN 3 nmod:poss
's 's PART 1 case
decision decision NOUN 0 root
to to PART 5 mark
raid raid VERB 3 acl VerbForm=Inf
Chad Chad PROPN 5 obj
""")
    assert slot(tree, "raid", "subject") == ["Kenya"]
    assert slot(tree, "decision", "clause") == ["raid"]


def test_particles_make_the_lemma_also_as_adverbs(plant: Plant) -> None:
    tree = plant("""
He he PRON 2 nsubj
stepped step VERB 0 root Tense=Past|VerbForm=Fin
down down ADV 2 advmod
quickly quickly ADV 2 advmod
""")
    assert predicate(tree, "stepped").lemma == "step down"


def test_a_day_is_not_what_an_act_is_on(plant: Plant) -> None:
    tree = plant("""
Canada Canada PROPN 2 nsubj
called call VERB 0 root Tense=Past|VerbForm=Fin
Norway Norway PROPN 2 obj
on on ADP 5 case
Tuesday Tuesday PROPN 2 obl
""")
    assert (slot(tree, "called", "on"), slot(tree, "called", "day")) == ([], ["Tuesday"])


def test_a_person_may_bear_the_name_of_a_month(plant: Plant) -> None:
    tree = plant("""
Canada Canada PROPN 2 nsubj
spoke speak VERB 0 root Tense=Past|VerbForm=Fin
with with ADP 4 case
May May PROPN 2 obl
""")
    person = [replace(t, name="B-PER") if t.text == "May" else t for t in tree.tokens]
    named = Tree(replace(tree.sentence, tokens=tuple(person)))
    assert (slot(tree, "spoke", "day"), slot(named, "spoke", "with")) == (["May"], ["May"])


def test_a_noun_taken_for_a_clause_is_a_subject(plant: Plant) -> None:
    tree = plant("""
Fighting fighting NOUN 2 csubj
engulfed engulf VERB 0 root Tense=Past|VerbForm=Fin
Mali Mali PROPN 2 obj
""")
    assert slot(tree, "engulfed", "subject") == ["Fighting"]


def test_a_noun_that_is_counted_stands_with_the_verb_of_what_counts_it(plant: Plant) -> None:
    tree = plant("""
Canada Canada PROPN 2 nsubj
held hold VERB 0 root Tense=Past|VerbForm=Fin
two two NUM 4 nummod
rounds round NOUN 2 obj
of of ADP 6 case
talks talk NOUN 4 nmod
with with ADP 8 case
Norway Norway PROPN 4 nmod
""")
    assert predicate(tree, "talks").light == at(tree, "held")
    assert (slot(tree, "talks", "subject"), slot(tree, "talks", "with")) == (["Canada"], ["Norway"])


HEADLINE = """
Japan Japan PROPN 2 nsubj
urged urge VERB 0 root Tense=Past|VerbForm=Fin
to to PART 4 mark
pay pay VERB 2 xcomp VerbForm=Inf
"""


def test_who_is_urged_in_a_headline_urges_nobody(plant: Plant) -> None:
    headline = plant(HEADLINE)
    assert (slot(headline, "urged", "object"), slot(headline, "urged", "subject")) == (["Japan"], [])
    assert slot(headline, "pay", "subject") == ["Japan"]
    sentence = plant(HEADLINE + ". . PUNCT 2 punct\n")
    assert slot(sentence, "urged", "subject") == ["Japan"]


def test_a_relative_clause_behind_two_is_said_of_both(plant: Plant) -> None:
    tree = plant("""
Chad Chad PROPN 0 root
and and CCONJ 3 cc
Mali Mali PROPN 1 conj
which which PRON 5 nsubj
signed sign VERB 1 acl:relcl Tense=Past|VerbForm=Fin
pacts pact NOUN 5 obj
""")
    assert slot(tree, "signed", "subject") == ["Chad", "Mali"]


def test_headlines_tell_what_was_asked_of_whom_by_a_participle(plant: Plant) -> None:
    tree = plant("""
        Togo Togo PROPN 2 nsubj
        asked ask VERB 0 root Tense=Past|VerbForm=Fin
        to to PART 4 mark
        leave leave VERB 2 xcomp VerbForm=Inf
        by by ADP 6 case
        Mali Mali PROPN 4 obl
    """)
    assert (slot(tree, "asked", "object"), slot(tree, "asked", "subject")) == (["Togo"], ["Mali"])
