from dateline.parsing.conllu import read_conllu
from dateline.trees import Tree, grow

ROWS = """1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\tenvoys\tenvoy\tNOUN\t_\t_\t6\tnsubj\t_\t_
3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_
4\tKenya\tKenya\tPROPN\t_\t_\t2\tnmod\t_\t_
5\tquickly\tquickly\tADV\t_\t_\t6\tadvmod\t_\t_
6\tcalled\tcall\tVERB\t_\t_\t0\troot\t_\t_
7\toff\toff\tADP\t_\t_\t6\tcompound:prt\t_\t_
8\ttalks\ttalk\tNOUN\t_\t_\t6\tobj\t_\t_
9\tand\tand\tCCONJ\t_\t_\t10\tcc\t_\t_
10\tvisits\tvisit\tNOUN\t_\t_\t8\tconj\t_\t_
11\taccording\taccord\tVERB\t_\t_\t13\tcase\t_\t_
12\tto\tto\tADP\t_\t_\t11\tfixed\t_\t_
13\tUganda\tUganda\tPROPN\t_\t_\t6\tobl\t_\t_

"""


def tree() -> Tree:
    return grow(read_conllu(ROWS))[0]


def test_children_by_relation() -> None:
    assert tree().children(5, "nsubj", "obj") == (1, 7)
    assert tree().child(5, "obj") == 7
    assert tree().child(5, "iobj") is None


def test_conjuncts_and_subtrees_are_in_text_order() -> None:
    assert tree().conjuncts(7) == (7, 9)
    assert tree().subtree(1) == (0, 1, 2, 3)


def test_a_phrase_is_an_unbroken_run_without_coordination() -> None:
    assert tree().phrase(1) == (0, 1, 2, 3)
    assert tree().phrase(7) == (7,)
    assert tree().phrase(12) == (12,)


def test_particle_verbs_and_complex_prepositions_are_one_word() -> None:
    assert tree().lemma(5) == "call off"
    assert tree().preposition(12) == "according to"
    assert tree().preposition(3) == "of"
    assert tree().preposition(7) == ""


def test_ancestors_lead_to_the_root() -> None:
    assert list(tree().ancestors(9)) == [7, 5]
