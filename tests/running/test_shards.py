from dateline.dataset import Keys
from dateline.reading import BadInput
from dateline.running.shards import LISTED, Errand, Failure, Shard, Slow, Tally, add, cut, halve

ITEMS = tuple((f"{n:016x}", BadInput(str(n), "empty", "")) for n in range(10))


def test_shards_end_where_the_order_says_whatever_is_done() -> None:
    plain = list(cut(ITEMS, Keys(), 4))
    assert [len(shard.items) for shard in plain] == [4, 4, 2]
    resumed = list(cut(ITEMS, Keys([ITEMS[1][0], ITEMS[4][0], ITEMS[5][0], ITEMS[6][0], ITEMS[7][0]]), 4))
    assert resumed == [Shard((ITEMS[0], *ITEMS[2:4]), 1), Shard((), 4), Shard(ITEMS[8:], 0)]


def test_a_lost_errand_is_cut_at_the_input_under_way() -> None:
    parts = halve(Errand(3, 0, ITEMS, 1), 4)
    assert [(part.start, len(part.items), part.suspect) for part in parts] == [
        (0, 4, False),
        (4, 1, True),
        (5, 5, False),
    ]
    assert [(part.start, len(part.items)) for part in halve(parts[2], 0)] == [(5, 1), (6, 4)]


def test_a_lost_errand_is_halved_where_nobody_knows() -> None:
    parts = halve(Errand(3, 6, ITEMS[6:9], 1), None)
    assert [(part.start, len(part.items), part.suspect) for part in parts] == [(6, 1, False), (7, 2, False)]
    assert halve(parts[0], None) == [Errand(3, 6, ITEMS[6:7], 1, suspect=True)]


def test_tallies_add_up_and_lists_stay_short() -> None:
    failures = tuple(Failure(str(n), "who", "broke") for n in range(LISTED))
    one = Tally(coded=2, skipped=1, reasons={"dropped: empty": 1}, slowest=tuple(Slow(n, str(n), 1) for n in range(9)))
    both = add(one, Tally(coded=1, dropped=3, failed=1, reasons={"dropped: empty": 3}, slowest=(Slow(4.5, "x", 1),)))
    assert both.inputs == 8
    assert both.reasons == {"dropped: empty": 4}
    assert [slow.seconds for slow in both.slowest][:5] == [8, 7, 6, 5, 4.5]
    assert len(add(Tally(failures=failures), Tally(failures=failures)).failures) == LISTED
