"""What the code of a printed form says is read back whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.form_codes import FormCode, NoFormCode, decode_code, encode_code
from service.documents.qr import FORM_VERSION, dark_runs
from service.domain import serials
from tests.documents.shop import FAMILIES, chance

FROZEN = FormCode("adult", 1, "fr", "letter", False, 1, 1, "0BCC44", "BW6TPJXMZQ6JFCX")  # noqa: FBT003 - in order
FROZEN_TEXT = "AVAL1/ADULT/1/FR/LN/1/1/0BCC44/BW6TPJXMZQ6JFCX//"
IN_A_CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

codes = st.builds(
    FormCode,
    family=st.sampled_from(FAMILIES),
    version=st.integers(1, 99),
    language=st.sampled_from(["fr", "en"]),
    paper=st.sampled_from(["letter", "a4"]),
    large=st.booleans(),
    page=st.integers(1, 12),
    pages=st.integers(1, 12),
    fingerprint=st.text("0123456789ABCDEF", min_size=6, max_size=6),
    serial=st.integers(0).map(lambda seed: serials.draw(chance(seed))),
    person=st.sampled_from(["", "abcdefghijklmnopqrstuvwxyz", "a2b3c4d5e6f7a2b3c4d5e6f7ab"]),
)


@given(codes)
def test_a_code_is_read_as_written_and_fits_the_one_size(code: FormCode) -> None:
    text = encode_code(code)
    assert decode_code(text) == code
    assert dark_runs(text, FORM_VERSION)[0] == 45


@given(codes, st.data())
def test_a_code_with_one_other_character_is_refused(code: FormCode, data: st.DataObject) -> None:
    text = encode_code(code)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([each for each in IN_A_CODE if each != text[place]]))
    with pytest.raises(NoFormCode):
        decode_code(text[:place] + other + text[place + 1 :])


@given(codes, codes)
def test_a_code_put_together_from_two_is_refused(one: FormCode, other: FormCode) -> None:
    head, tail = encode_code(one).rpartition("/")[0], encode_code(other).rpartition("/")[2]
    if head == encode_code(other).rpartition("/")[0]:
        return
    with pytest.raises(NoFormCode):
        decode_code(f"{head}/{tail}")


def test_what_is_printed_today_is_read_for_ever() -> None:
    assert encode_code(FROZEN) == FROZEN_TEXT + "BSMR2333"


@pytest.mark.parametrize(
    "text", ["", "https://aval.example/v#1", "AVAL2/ADULT", "AVAL1/ADULT/1/FR/LN/1/1/0/0/0/0"]
)
def test_other_codes_are_not_forms(text: str) -> None:
    with pytest.raises(NoFormCode):
        decode_code(text)
