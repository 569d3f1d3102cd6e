"""Status lists: the working group's bytes, and nothing told from a list that does not hold."""

import base64
import json
from datetime import UTC, datetime, timedelta

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.credentials.cbor import encode
from service.credentials.refusals import CredentialRefused, StatusMalformed
from service.credentials.signing import IssuingKey
from service.credentials.status_lists import (
    MOST_BYTES,
    issue_status_list,
    pack_bits,
    read_status_list,
    set_bits,
)
from service.credentials.tokens import PLACES
from tests.credentials.corpus import LISTS, RING
from tests.credentials.minting import PRIVATE, STATUS, VECTORS, status_list

PUBLISHED = json.loads((VECTORS / "status-lists.json").read_text(encoding="utf-8"))
KEY = IssuingKey(bytes.fromhex(STATUS), PRIVATE[STATUS])
ADDRESS = "https://registre.example.qc.ca/status/7"
NOW = datetime(2026, 11, 22, 14, tzinfo=UTC)


def base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_working_groups_list_of_a_million_places_is_written_byte_for_byte() -> None:
    vector = PUBLISHED["one_bit"]
    packed = pack_bits(set_bits(vector["set"], vector["entries"]))
    assert encode(packed).hex() == vector["cbor"]
    assert packed["lst"] == base64url(vector["lst"])


def test_the_working_groups_short_list_is_written_byte_for_byte() -> None:
    vector = PUBLISHED["short"]
    bits = set_bits([0, 3, 4, 5, 7, 8, 9, 13, 15], 16)
    assert bits.hex() == vector["byte_array"]
    assert encode(pack_bits(bits)).hex() == vector["cbor"]
    assert pack_bits(bits)["lst"] == base64url(vector["lst"])


def test_the_working_groups_list_is_read_bit_by_bit() -> None:
    vector = PUBLISHED["one_bit"]
    lst = cbor2.loads(bytes.fromhex(vector["cbor"]))["lst"]
    read = read_status_list(status_list(lst=lst), RING)
    assert [place for place in range(PLACES) if read.is_set(place)] == vector["set"]


def test_the_working_groups_list_of_two_bits_is_refused() -> None:
    held = cbor2.loads(bytes.fromhex(PUBLISHED["two_bits_refused"]["cbor"]))
    for bits in (1, 2):
        with pytest.raises(StatusMalformed):
            read_status_list(status_list(lst=held["lst"], bits=bits), RING)


def test_a_list_has_the_form_and_the_claims_of_the_working_groups_token() -> None:
    theirs, ours = cbor2.loads(bytes.fromhex(PUBLISHED["token"])), cbor2.loads(LISTS["good"])
    assert list(cbor2.loads(ours[2])) == list(cbor2.loads(theirs[2]))
    assert cbor2.loads(ours[0])[16] == cbor2.loads(theirs[0])[16] == "application/statuslist+cwt"
    assert [type(each) for each in ours] == [type(each) for each in theirs]


def test_a_list_is_issued_byte_for_byte_as_another_program_makes_it() -> None:
    bits = set_bits([1, 2, 3, 348_210, 348_212])
    assert issue_status_list(bits, ADDRESS, NOW, KEY) == LISTS["good"]


def test_a_list_is_good_for_48_hours_and_knows_its_number() -> None:
    read = read_status_list(issue_status_list(set_bits([]), ADDRESS, NOW, KEY), RING)
    assert (read.number, read.issued_at, read.expires_at) == (7, NOW, NOW + timedelta(hours=48))


@given(st.sets(st.integers(0, PLACES - 1), max_size=20))
def test_the_bits_read_are_the_bits_set(places: set[int]) -> None:
    read = read_status_list(issue_status_list(set_bits(places), ADDRESS, NOW, KEY), RING)
    assert all(read.is_set(place) for place in places)
    assert sum(each.bit_count() for each in read.bits) == len(places)


@pytest.mark.parametrize(
    ("bits", "address"),
    [
        (set_bits([], 8), ADDRESS),
        (set_bits([], PLACES * 2), ADDRESS),
        (set_bits([]), "https://registre.example.qc.ca/lists/7"),
        (set_bits([]), "https://registre.example.qc.ca/status/65536"),
        (set_bits([]), "https://registre.example.qc.ca/status/7?now"),
    ],
)
def test_no_list_is_issued_that_no_verifier_would_take(bits: bytes, address: str) -> None:
    with pytest.raises(StatusMalformed):
        issue_status_list(bits, address, NOW, KEY)


def test_a_list_too_large_to_be_one_is_not_even_opened() -> None:
    with pytest.raises(StatusMalformed, match="length"):
        read_status_list(bytes(MOST_BYTES + 1), RING)


def test_a_list_of_random_bits_is_not_too_large() -> None:
    bits = bytes(n * n * 2_654_435_761 >> 13 & 0xFF for n in range(PLACES // 8))
    issued = issue_status_list(bits, ADDRESS, NOW, KEY)
    assert len(issued) < MOST_BYTES
    assert read_status_list(issued, RING).bits == bits


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(CredentialRefused):
        read_status_list(content, RING)
