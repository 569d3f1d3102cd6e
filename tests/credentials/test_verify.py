"""Good and bad tokens: our verifier and a second one, written from the format alone, say the same of all."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.credentials.status_lists import read_status_list
from service.credentials.verify import verify_token
from tests.credentials import other_verifier
from tests.credentials.corpus import BY_NAME, CASES, CORPUS, GOOD, KEYS, LISTS, RING, TOKEN, Case
from tests.credentials.make_tokens import FILE, make
from tests.credentials.token_text import token_in
from tests.house.source import ROOT

OF_ES256 = token_in(str(BY_NAME["ES256 as a code"].given)) or b""
MEANT = {
    "cbor2",
    "cryptography",
    "service",
    "service.credentials",
    "service.domain",
    "service.domain.identifiers",
    "service.domain.unfit_words",
    "service.domain.vocabulary",
}
WHAT_IT_LOADS = """
import sys
standard = set(sys.modules)
import service.credentials.verify
import service.credentials.key_ring
others = {name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names}
print(*(name if name.startswith("service") else name.partition(".")[0] for name in others))
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_our_verifier_says_what_must_be_said(case: Case) -> None:
    found = verify_token(case.given, RING, case.status, case.at)
    assert (found.authentic, found.usable, found.id, found.detail) == (
        case.authentic,
        case.usable,
        case.id,
        case.detail,
    )
    assert bool(found) is (case.authentic and case.usable is True)


def test_the_second_verifier_says_the_same_of_every_token() -> None:
    program = Path(other_verifier.__file__)
    done = subprocess.run(
        [sys.executable, str(program)],
        input=FILE.read_bytes(),
        capture_output=True,
        check=True,
        cwd=program.parent,
    )
    assert json.loads(done.stdout) == {case.name: [case.authentic, case.usable] for case in CASES}


def test_the_second_verifier_shares_nothing_with_the_product() -> None:
    tree = ast.parse(Path(other_verifier.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    tops = {name.partition(".")[0] for name in names}
    assert tops - set(sys.stdlib_module_names) == {"cbor2", "cryptography"}


def test_the_corpus_is_large_enough_and_its_names_differ() -> None:
    good = [case for case in CASES if case.authentic and case.usable]
    assert len(good) >= 10
    assert len(CASES) - len(good) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_corpus_is_what_its_script_makes() -> None:
    assert make() == CORPUS, "add cases; change none"


def changes(content: bytes, masks: tuple[int, ...]) -> Iterator[bytes]:
    for place in range(len(content)):
        for mask in masks:
            yield content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


@pytest.mark.parametrize("token", [TOKEN, OF_ES256], ids=["Ed25519", "ES256"])
def test_a_token_with_any_byte_changed_is_refused_by_both(token: bytes) -> None:
    assert verify_token(token, RING, GOOD.status, GOOD.at)
    for changed in changes(token, (0x01,)):
        assert not verify_token(changed, RING, GOOD.status, GOOD.at).authentic
        assert other_verifier.verify(changed, KEYS, GOOD.status, GOOD.at) == (False, False)


def test_a_status_list_with_any_byte_changed_tells_nothing_to_either() -> None:
    for changed in changes(LISTS["good"], (0x01,)):
        assert verify_token(TOKEN, RING, changed, GOOD.at).usable is None
        assert other_verifier.verify(TOKEN, KEYS, changed, GOOD.at) == (True, None)


@pytest.mark.long
def test_every_other_value_of_every_byte_is_refused() -> None:
    every, bits = tuple(range(1, 256)), (0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF)
    assert not any(verify_token(each, RING, GOOD.status, GOOD.at).authentic for each in changes(TOKEN, every))
    for changed in changes(LISTS["good"], bits):
        assert verify_token(TOKEN, RING, changed, GOOD.at).usable is None


@given(st.one_of(st.text(), st.binary(), st.from_regex(r"CAC1:[0-9A-Z]*", fullmatch=True)))
def test_nothing_that_is_given_makes_it_fail(given_: str | bytes) -> None:
    assert not verify_token(given_, RING, None, GOOD.at)


@given(st.binary())
def test_no_status_list_makes_it_fail(status: bytes) -> None:
    assert verify_token(TOKEN, RING, status, GOOD.at).usable is None


def test_the_answer_has_the_fields_of_the_command() -> None:
    assert verify_token(TOKEN, RING, GOOD.status, GOOD.at).to_json() == {
        "authentic": True,
        "id": "1K7F-3M9X-4T8B-2QDY",
        "usable": True,
        "until": "2027-11-30",
        "scope": ["photo", "video", "voice"],
        "channels": ["facebook", "facebook_personal", "linkedin"],
        "as_of": "2026-11-22T14:00:00Z",
        "detail": "USABLE",
    }


def test_a_token_that_proves_nothing_says_nothing() -> None:
    answer = verify_token(TOKEN[:-1], RING, GOOD.status, GOOD.at).to_json()
    assert answer == {
        "authentic": False,
        "id": None,
        "usable": False,
        "until": None,
        "scope": [],
        "channels": [],
        "as_of": None,
        "detail": "TOKEN_MALFORMED",
    }


def test_a_list_read_once_serves_many_tokens_and_still_goes_stale() -> None:
    read = read_status_list(LISTS["good"], RING)
    assert verify_token(TOKEN, RING, read, GOOD.at)
    late = verify_token(TOKEN, RING, read, GOOD.at + timedelta(hours=48))
    assert (late.usable, late.detail) == (None, "STATUS_STALE")


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    toronto = datetime.fromisoformat("2026-11-22T10:00:00-05:00")
    assert toronto == GOOD.at
    assert verify_token(TOKEN, RING, GOOD.status, toronto) == verify_token(TOKEN, RING, GOOD.status, GOOD.at)
    evening = datetime.fromisoformat("2027-11-30T20:00:00-05:00")
    assert verify_token(TOKEN, RING, None, evening).detail == "TOKEN_EXPIRED"
    assert verify_token(TOKEN, RING, None, datetime(2027, 11, 30, 23, tzinfo=UTC)).detail == "STATUS_MISSING"


def test_it_loads_nothing_of_the_registry() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IT_LOADS], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name for name in done.stdout.split() if not name.startswith(("_", "service.credentials."))}
    assert loaded <= MEANT | {"cffi"}
