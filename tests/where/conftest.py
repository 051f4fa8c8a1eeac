"""A small gazetteer of a made-up and a real corner of the world, and sentences tagged by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.parsing.conllu import read_conllu
from dateline.reading import make_article
from dateline.records import Place
from dateline.trees import grow
from dateline.where import Gazetteer, find_places
from dateline.where.building import Row, write_gazetteer

ROWS = (
    Row(1, "Kenya", "country", "KEN", 1, 38, 9.7, zone="Africa/Nairobi", forms=("Republic of Kenya",)),
    Row(2, "Lebanon", "country", "LBN", 33.8, 35.8, 9.6),
    Row(3, "Libya", "country", "LBY", 27, 17, 9.7),
    Row(4, "US", "country", "USA", 39.8, -98.6, 9.8, forms=("United States", "U.S.")),
    Row(5, "Nairobi", "city", "KEN", -1.28, 36.82, 8.6, zone="Africa/Nairobi"),
    Row(6, "Tripoli", "city", "LBY", 32.89, 13.19, 8.0),
    Row(7, "Tripoli", "city", "LBN", 34.43, 35.84, 5.4),
    Row(8, "Pennsylvania", "admin1", "USA", 40.9, -77.7, 7.1, forms=("PA",)),
    Row(9, "Lebanon", "city", "USA", 40.34, -76.41, 4.4, admin1=8),
    Row(10, "Harrisburg", "city", "USA", 40.27, -76.88, 4.7, admin1=8),
    Row(11, "Kisumu", "admin1", "KEN", -0.2, 34.8, 6.2, forms=("Kisumu County",)),
    Row(12, "Kisumu", "city", "KEN", -0.1, 34.75, 5.6, admin1=11),
    Row(13, "Shabwah", "admin1", "YEM", 15, 47, 5.8),
    Row(14, "Saint Ann", "city", "JAM", 18.4, -77.2, 4.2),
    Row(-15, "Red Sea", "water", "", 21, 38.5, 8.5),
    Row(16, "Beirut", "city", "LBN", 33.9, 35.5, 8.3),
)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The gazetteer of `ROWS`."""
    path: Path = tmp_path_factory.mktemp("where") / "small.sqlite"
    write_gazetteer(ROWS, {"Kenyan": "KEN", "Lebanese": "LBN"}, path, {"source": "made up"})
    return Gazetteer(path)


@pytest.fixture(scope="session")
def places(small: Gazetteer) -> Callable[..., tuple[Place, ...]]:
    """The places in words: capitalised ones are names of the kind given, each word hangs on the one before it."""

    def find(words: str, *, tag: str = "LOC", cases: str = "in near to from of at") -> tuple[Place, ...]:
        rows, before = [], "O"
        parts = words.split()
        for n, word in enumerate(parts, 1):
            kind = "B" if before == "O" else "I"
            name = f"{kind}-{tag}" if word[0].isupper() else "O"
            before = name
            upos = "PROPN" if word[0].isupper() else "PUNCT" if word in ",-" else "ADP" if word in cases else "NOUN"
            head, relation = (n + 1, "case") if upos == "ADP" else (max(n - 1, 0), "dep" if n > 1 else "root")
            rows.append(f"{n}\t{word}\t{word}\t{upos}\t_\t_\t{head}\t{relation}\t_\tName={name}")
        return find_places(make_article(words), grow(read_conllu("\n".join(rows) + "\n\n")), small)

    return find
