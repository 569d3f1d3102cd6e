"""What a witness once found stays found, and no answer of a witness stops the log from being kept.

Seen to fail: with a finding replaced by a witness that is away, with a witness's moment of the year 292
billion taken, with a time-stamping authority's broken line let through.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.credentials.log_key import is_signed
from service.documents.sealing.log_stamps import date_content
from service.ledger.cosignature import CosignerKey, cosign
from service.ledger.note import VerifierKey
from service.ledger.witness import AddCheckpoint
from service.registry.sealing import TimeStampUnavailable
from service.storage.log_files import LogFiles
from service.storage.log_keeping import LogKeeper, LogSigner
from service.storage.store import SqlStore
from tests.storage.registry import NOW
from tests.support.log_keys import private_key, public_key
from tests.support.raw_answers import answering

KEY = VerifierKey("aval.example/log", public_key(1))
WITNESS = CosignerKey("temoin.exemple/w1", public_key(2))
GRANTED = bytes.fromhex("3005 3003 020100")
"""An RFC 3161 response that grants, and bears no time stamp."""


class Post:
    """A witness that answers as it is told to."""

    def __init__(self) -> None:
        self.says: Callable[[str], tuple[int, str]] = self.cosigns
        self.at = 7

    def __call__(self, body: str) -> tuple[int, str]:
        return self.says(body)

    def cosigns(self, body: str) -> tuple[int, str]:
        text = AddCheckpoint.decode(body).note.partition("\n\n")[0] + "\n"
        return 200, cosign(text, WITNESS, private_key(2).sign, self.at)

    @staticmethod
    def has_seen_more(_: str) -> tuple[int, str]:
        return 409, "1000000\n"

    @staticmethod
    def has_seen_another(_: str) -> tuple[int, str]:
        return 422, ""

    @staticmethod
    def is_away(_: str) -> tuple[int, str]:
        raise OSError

    @staticmethod
    def knows_no_such_log(_: str) -> tuple[int, str]:
        return 404, ""


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def keeper(sqlite_store: SqlStore, tmp_path: Path, post: Post) -> LogKeeper:
    made = LogKeeper(
        sqlite_store,
        LogFiles(tmp_path / "log"),
        LogSigner(KEY, private_key(1).sign, is_signed),
        ((WITNESS, post),),
    )
    made.publish(NOW)
    made.attest(NOW)
    return made


@pytest.mark.parametrize(("found", "fault"), [("has_seen_more", "REPLAYED"), ("has_seen_another", "FORKED")])
@pytest.mark.parametrize("then", ["is_away", "knows_no_such_log"])
def test_a_finding_leaves_only_when_that_witness_cosigns_again(
    keeper: LogKeeper, post: Post, found: str, fault: str, then: str
) -> None:
    post.says = getattr(post, found)
    keeper.attest(NOW)
    assert keeper.standing().faults == (f"{fault} {WITNESS.name}",)
    post.says = getattr(post, then)
    keeper.attest(NOW)
    keeper.attest(NOW)
    assert keeper.standing().faults == (f"{fault} {WITNESS.name}",)
    post.says = post.cosigns
    keeper.attest(NOW)
    assert keeper.standing().faults == ()


@pytest.mark.parametrize("at", [253_402_300_800, 2**63 - 1])
def test_a_moment_that_no_calendar_holds_is_no_cosignature(keeper: LogKeeper, post: Post, at: int) -> None:
    before = keeper.files.checkpoint()
    post.at = at
    keeper.attest(NOW)
    assert keeper.standing().witnesses[WITNESS.name].standing == "REFUSED"
    assert keeper.files.checkpoint() == before


@pytest.mark.parametrize("answer", [b"no answer of anybody\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n" + GRANTED])
def test_an_authority_that_answers_nonsense_dates_nothing(answer: bytes) -> None:
    with answering(answer) as address, pytest.raises(TimeStampUnavailable):
        date_content(address, b"a note")
