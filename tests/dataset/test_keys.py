import random

from msgspec.structs import replace

from dateline.dataset import InputKeys, Keys
from dateline.reading import BadInput
from tests.dataset.making import article


def test_keys_hold_what_came_in_however_many() -> None:
    numbers = random.Random(4).sample(range(2**63 - 1), 150_000)
    given = [f"{n:016x}" for n in numbers]
    keys = Keys(given[:100_000])
    keys.update(given[50_000:100_000])
    assert len(keys) == 100_000
    assert all(k in keys for k in given[:100_000:50])
    assert not any(k in keys for k in given[100_000::50])
    assert sorted(keys) == sorted(given[:100_000])
    assert "f" * 16 not in Keys(["0" * 16])


def test_an_inputs_key_tells_name_content_and_how_often() -> None:
    a, b = article(0), article(1)
    bad = BadInput("x", "empty", "")
    stream = [a, a, b, replace(a, input_id="else"), bad, bad, BadInput("x", "binary", ""), a]
    keys = InputKeys()
    made = [keys(item) for item in stream]
    assert len(set(made)) == len(stream)
    again = InputKeys()
    assert [again(item) for item in stream] == made
    assert all(len(k) == 16 and int(k, 16) >= 0 for k in made)
    assert InputKeys()(replace(a, input_id="\udcff"))
