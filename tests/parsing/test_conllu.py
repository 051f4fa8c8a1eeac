from dateline.parsing.conllu import read_conllu, write_conllu

TEXT = """# sent_id = 1
# field = text
1\tKenya\tKenya\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tName=B-LOC|Start=0|End=5
2\tleft\tleave\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\tName=O|Start=6|End=10

"""


def test_what_is_written_is_read_again() -> None:
    parse = read_conllu(TEXT)
    assert write_conllu(parse) == TEXT
    kenya, left = parse.sentences[0].tokens
    assert (kenya.head, kenya.name, left.head, left.tense, left.verb_form) == (1, "B-LOC", -1, "Past", "Fin")


def test_ranges_and_empty_nodes_are_skipped_and_offsets_are_made_up_where_absent() -> None:
    rows = [
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tdo\tdo\tAUX\t_\t_\t2\taux\t_\t_",
        "2\tn't\tnot\tPART\t_\t_\t0\troot\t_\t_",
    ]
    tokens = read_conllu("\n".join(rows) + "\n\n").sentences[0].tokens
    assert [(t.text, t.start, t.end) for t in tokens] == [("do", 0, 2), ("n't", 3, 6)]
