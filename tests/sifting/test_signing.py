import numpy as np
from msgspec.structs import replace

from dateline.reading import make_article
from dateline.sifting.signing import BANDS, Signature, sign

TEXT = "The minister of Ruritania met 14 generals on Monday and said the talks at the border had failed."


def test_a_signature_has_all_bands_and_sorted_shingles() -> None:
    signature = sign(make_article(TEXT))
    assert len(signature.bands) == BANDS
    assert list(signature.shingles) == sorted(set(signature.shingles))
    assert len(signature.shingles) == len(TEXT.split()) - 2


def test_the_same_text_has_the_same_signature_in_any_process() -> None:
    # written down once: a change here means that signatures of datasets no longer meet
    signature = sign(make_article("Oslo and Lima signed."))
    assert signature.shingles == (-551507839, -78107841)
    assert signature.bands[:2] == (-3774989212369131740, -3391877511028055351)


def test_case_quotes_and_dashes_do_not_count() -> None:
    plain = sign(make_article('"We will not sign," the envoy said - twice - on Monday.'))
    other = sign(make_article("“WE WILL NOT SIGN,” the envoy said — twice — on Monday."))
    assert [s >> 1 for s in plain.shingles] == [s >> 1 for s in other.shingles]
    assert plain.bands == other.bands


def test_shingles_with_names_and_numbers_are_marked() -> None:
    marked = [s & 1 for s in sign(make_article("the talks failed again and again")).shingles]
    assert marked == [0, 0, 0, 0]
    assert [s & 1 for s in sign(make_article("talks with Peru failed")).shingles] == [1, 1]
    assert [s & 1 for s in sign(make_article("in all 14 died")).shingles] == [1, 1]
    assert [s & 1 for s in sign(make_article("The talks failed")).shingles] == [0]


def test_dateline_and_title_are_left_out() -> None:
    bare = sign(make_article(TEXT))
    dressed = sign(make_article(f"LIMA, March 2 (Reuters) - {TEXT}", title="Talks fail", published="2021-03-02"))
    assert bare == dressed


def test_texts_without_words_and_short_ones_are_signed_too() -> None:
    assert sign(replace(make_article(TEXT), body=len(TEXT))) == Signature((), ())
    assert len(sign(make_article("Peru left")).shingles) == 1


def test_every_number_fits_its_column() -> None:
    signature = sign(make_article(TEXT))
    assert np.array(signature.bands).dtype == np.int64
    assert all(-(2**31) <= s < 2**31 for s in signature.shingles)
