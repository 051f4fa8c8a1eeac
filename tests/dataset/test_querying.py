from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.dataset import Dataset
from dateline.dataset.grouping import group
from dateline.errors import StoreError
from tests.dataset.making import entries

ENDLESS = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    made = Dataset.create(tmp_path_factory.mktemp("asked") / "d")
    made.append(entries(0, 10))
    return made


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("", "one SELECT"),
        ("DROP VIEW events", "one SELECT"),
        ("COPY texts TO 'out.csv'", "one SELECT"),
        ("ATTACH 'other.db'", "one SELECT"),
        ("SET enable_external_access = true", "one SELECT"),
        ("INSTALL httpfs", "one SELECT"),
        ("SELEC", "syntax error"),
        ("SELECT * FROM nobody", "nobody does not exist"),
        ("SELECT content FROM read_text('/etc/hostname')", "disabled by configuration"),
        ("FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("FROM glob('/*')", "disabled by configuration"),
        ("FROM 'https://example.org/x.parquet'", "disabled by configuration"),
        ("SELECT CASE WHEN range > 70000 THEN error('late\x1b[2J') END FROM range(80000)", "late"),
    ],
)
def test_only_a_select_on_the_datasets_own_files_is_answered(dataset: Dataset, sql: str, why: str) -> None:
    with pytest.raises(StoreError, match=why) as told:
        dataset.query(sql)
    assert "\n" not in str(told.value)
    assert "\x1b" not in str(told.value)


def test_the_files_of_other_commits_are_out_of_reach(tmp_path: Path) -> None:
    made = Dataset.create(tmp_path / "d")
    made.append(entries(0, 2))
    first = made.connection()
    made.append(entries(2, 2))
    old, new = (set(Path(made.where).glob("tables/texts/*.parquet")), first.execute("FROM texts").fetchall())
    assert len(new) == 2
    seen = [p for p in old if _readable(made, p)]
    assert len(seen) == 2
    pinned = Dataset.open(made.where, as_of=1)
    assert len([p for p in old if _readable(pinned, p)]) == 1


def _readable(dataset: Dataset, path: Path) -> bool:
    try:
        dataset.query(f"SELECT count(*) FROM read_parquet('{path}')")
    except StoreError:
        return False
    return True


def test_limits_of_rows_and_of_time(dataset: Dataset) -> None:
    assert dataset.query("FROM range(1000000)", limit=7).num_rows == 7
    assert dataset.query("FROM events", limit=0).num_rows == 0
    assert dataset.query("FROM events", limit=99).num_rows == 18
    with pytest.raises(StoreError, match=r"longer than 0\.2 s"):
        dataset.query(ENDLESS, seconds=0.2)
    assert dataset.query("SELECT 1 AS one", seconds=5)["one"].to_pylist() == [1]


def test_an_error_of_the_reader_of_rows_is_the_readers_own(dataset: Dataset) -> None:
    with pytest.raises(BrokenPipeError), dataset.stream("FROM events"):
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize("broken", [b"", b"PAR1", None], ids=["empty", "cut off", "gone"])
def test_a_file_that_is_broken_is_told_in_one_line_whatever_is_asked(tmp_path: Path, broken: bytes | None) -> None:
    made = Dataset.create(tmp_path / "d")
    made.append(entries(0, 2))
    made.append(entries(2, 2))
    for file in Path(made.where).glob("tables/signatures/*.parquet"):
        file.unlink() if broken is None else file.write_bytes(broken)
    acts: list[Callable[[Dataset], object]] = [Dataset.connection, Dataset.info, Dataset.compact, group]
    for act in acts:
        with pytest.raises(StoreError, match="cannot be read") as told:
            act(Dataset.open(made.where))
        assert "\n" not in str(told.value)


def test_what_breaks_while_rows_are_fetched_is_told_in_one_line(tmp_path: Path) -> None:
    made = Dataset.create(tmp_path / "d")
    made.append(entries(0, 300))
    file = next(Path(made.where).glob("tables/texts/*.parquet"))
    content = file.read_bytes()
    file.write_bytes(content[:4] + bytes(len(content) // 2) + content[len(content) // 2 + 4 :])
    with pytest.raises(StoreError, match="query is wrong"):
        made.query("FROM texts")


def test_explain_describe_and_tables_are_answered(dataset: Dataset) -> None:
    for sql in ("EXPLAIN FROM dyads", "DESCRIBE events", "SHOW TABLES", "SUMMARIZE outcomes"):
        assert dataset.query(sql).num_rows


def test_a_path_may_hold_nearly_anything(tmp_path: Path) -> None:
    made = Dataset.create(tmp_path / 'it\'s "here" — é & #1/d')
    made.append(entries(0, 2))
    made.append(entries(2, 2))
    made.compact()
    assert Dataset.open(made.where).query("FROM events").num_rows == 8
    assert made.info().bytes_now > 1_000
    for unfit in ("a[1]", "a*", "50%", "a|b", "a?"):
        for act in (Dataset.create, Dataset.open, Dataset.exists):
            with pytest.raises(StoreError, match="cannot lie in a path with"):
                act(tmp_path / unfit)
