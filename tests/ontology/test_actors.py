import pytest

from dateline.ontology import cameo_actor, load_ontology


@pytest.mark.parametrize(
    ("country", "sectors", "code"),
    [
        ("RUS", ("GOV", "MIL"), "RUSGOVMIL"),
        ("SYR", ("REB",), "SYRREB"),
        ("USA", ("JRN",), "USAMED"),
        ("LBR", ("MED",), "LBRHLH"),
        ("GEO", ("PRE", "GOV"), "GEOSEPGOV"),
        ("UNO", (), "IGOUNO"),
        ("KOS", ("GOV",), "KSVGOV"),
        ("UKR", ("SOC", "CVL"), "UKRCVL"),
        ("FRA", ("UNK",), "FRA"),
        (None, ("CRM",), "---CRM"),
        (None, (), "---"),
    ],
)
def test_cameo_spelling(country: str | None, sectors: tuple[str, ...], code: str) -> None:
    assert cameo_actor(country, sectors) == code


def test_every_sector_and_body_has_a_spelling() -> None:
    ontology = load_ontology()
    assert all(cameo_actor(None, (s,)) != f"---{s}" or len(s) == 3 for s in ontology.sectors)
    assert all(len(cameo_actor(b, ())) % 3 == 0 for b in ontology.bodies)
