"""Tokens: small, of one spelling, and issued just as the published one is."""

from dataclasses import replace
from datetime import date, timedelta

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.credentials.refusals import SignatureFalse, TokenMalformed
from service.credentials.scope import Scope, decode_bits
from service.credentials.signing import IssuingKey
from service.credentials.token_texts import (
    LARGEST_QR,
    longest_public_url,
    qr_version,
    segments_of,
    to_address,
)
from service.credentials.tokens import (
    MOST_BYTES,
    MOST_LISTS,
    PLACES,
    Claims,
    StatusPlace,
    expiry_of,
    issue_token,
    read_token,
)
from service.domain.identifiers import ConsentId, parse
from service.domain.vocabulary import CHANNELS, MEDIA
from tests.credentials.corpus import RING, TOKEN
from tests.credentials.minting import ED, ES, PRIVATE, PUBLISHED, token

SCOPE = Scope(("photo", "video", "voice"), ("facebook", "facebook_personal", "linkedin"))
SAID = Claims(
    parse("1K7F-3M9X-4T8B-2QDY"), date(2026, 11, 22), date(2027, 12, 1), SCOPE, StatusPlace(7, 348_211)
)
KEYS = {kid: IssuingKey(bytes.fromhex(kid), PRIVATE[kid]) for kid in (ED, ES)}


def words(listed: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.sets(st.sampled_from(listed), min_size=1)
    return chosen.map(lambda some: tuple(each for each in listed if each in some))


CLAIMED = st.builds(
    Claims,
    id=st.just(SAID.id),
    issued_on=st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    expires_on=st.dates(date(2100, 1, 2), date(2106, 2, 7)),
    scope=st.builds(Scope, words(MEDIA), words(CHANNELS)),
    status=st.builds(StatusPlace, st.integers(0, MOST_LISTS - 1), st.integers(0, PLACES - 1)),
)


@pytest.mark.parametrize(("kid", "minted"), [(ED, TOKEN), (ES, token(kid=ES))])
def test_a_token_is_issued_byte_for_byte_as_another_program_makes_it(kid: str, minted: bytes) -> None:
    assert issue_token(SAID, KEYS[kid]) == minted


@pytest.mark.parametrize("kid", [ED, ES])
def test_no_scope_makes_a_token_longer_than_135_bytes_or_a_code_larger_than_version_nine(kid: str) -> None:
    """Every set of media, with channels of each width a number has in CBOR; all else at its longest."""
    longest = replace(
        SAID,
        issued_on=date(2106, 1, 1),
        expires_on=date(2106, 2, 7),
        status=StatusPlace(MOST_LISTS - 1, PLACES - 1),
    )
    url = "https://" + "r" * (longest_public_url() - len("https://"))
    lengths = set()
    for media in range(1, 1 << len(MEDIA)):
        for channels in (1, 23, 24, 255, 256, (1 << len(CHANNELS)) - 1):
            scope = Scope(decode_bits(media, MEDIA), decode_bits(channels, CHANNELS))
            issued = issue_token(replace(longest, scope=scope), KEYS[kid])
            version = qr_version(segments_of(to_address(issued, url)))
            assert version is not None
            assert version <= LARGEST_QR == 9
            lengths.add(len(issued))
    assert max(lengths) <= MOST_BYTES == 135


def test_the_published_token_reads_and_is_issued_again_byte_for_byte() -> None:
    content = bytes.fromhex(PUBLISHED["cose_sign1"])
    claims, key = read_token(content, RING)
    said = PUBLISHED["claims"]
    assert (claims.id.to_bytes().hex(), key.kid.hex()) == (said["cti"], ED)
    assert claims.issued_on == date(1970, 1, 1) + timedelta(seconds=said["iat"])
    assert claims.expires_on == date(1970, 1, 1) + timedelta(seconds=said["exp"])
    assert [claims.status.list_number, claims.status.index] == said["status"]
    assert issue_token(claims, KEYS[ED]) == content


@given(CLAIMED, st.sampled_from([ED, ES]))
def test_what_is_issued_is_read_and_never_longer_than_135_bytes(claims: Claims, kid: str) -> None:
    issued = issue_token(claims, KEYS[kid])
    assert len(issued) <= MOST_BYTES == 135
    assert read_token(issued, RING) == (claims, RING.keys[bytes.fromhex(kid)])


def test_bytes_too_many_for_a_token_are_not_even_opened() -> None:
    with pytest.raises(TokenMalformed, match="length"):
        read_token(bytes(MOST_BYTES + 1), RING)


def test_the_usual_token_takes_129_bytes() -> None:
    assert len(TOKEN) == 129


@pytest.mark.parametrize(
    "claims",
    [
        replace(SAID, expires_on=SAID.issued_on),
        replace(SAID, expires_on=date(2106, 2, 8)),
        replace(SAID, scope=Scope((), CHANNELS)),
        replace(SAID, scope=Scope(MEDIA, ())),
        replace(SAID, scope=Scope(("painting",), CHANNELS)),
        replace(SAID, status=StatusPlace(7, PLACES)),
        replace(SAID, status=StatusPlace(MOST_LISTS, 0)),
        replace(SAID, id=ConsentId("2" + SAID.id.text[1:])),
    ],
)
def test_no_token_is_issued_that_no_verifier_would_take(claims: Claims) -> None:
    with pytest.raises(TokenMalformed):
        issue_token(claims, KEYS[ED])


def test_nothing_is_read_of_claims_nobody_signed() -> None:
    parts = cbor2.loads(TOKEN)
    with pytest.raises(SignatureFalse):
        read_token(cbor2.dumps([*parts[:2], b"\xd8\x23\x61(", parts[3]]), RING)


@pytest.mark.parametrize(
    ("last_day", "expires"),
    [
        ("2026-11-29", None),
        ("2026-11-30", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-30", "2026-12-01"),
        ("2026-12-31", "2027-01-01"),
        ("2028-02-28", "2028-02-01"),
        ("2028-02-29", "2028-03-01"),
        ("2026-11-01", None),
    ],
)
def test_it_expires_the_day_after_the_last_month_end_of_its_use(last_day: str, expires: str | None) -> None:
    wanted = None if expires is None else date.fromisoformat(expires)
    assert expiry_of(date.fromisoformat(last_day), date(2026, 11, 22)) == wanted


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, 2000))
def test_no_token_outlives_its_use(issued_on: date, days: int) -> None:
    last_day = issued_on + timedelta(days=days)
    expires = expiry_of(last_day, issued_on)
    ends = [
        day for n in range(days + 1) if ((day := issued_on + timedelta(days=n)) + timedelta(days=1)).day == 1
    ]
    assert expires == (ends[-1] + timedelta(days=1) if ends else None)
