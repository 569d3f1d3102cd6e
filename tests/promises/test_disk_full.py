"""P4, P6: a full disk gives a clear error, no answer goes out unrecorded, and all is well once there is room.

Seen to fail: with look-ups answered although their record could not be kept, and with a full disk taken for
a broken one (the server then ends).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.storage.store import SqlStore
from tests.promises.desk import API, POST, Desk, done
from tests.promises.lines import Line, Sent
from tests.promises.running import Running, running
from tests.promises.small_disk import Disk, can_mount, run_where_disks_can_be_mounted, small_disk
from tests.support.days import today

pytestmark = pytest.mark.long

MOST = 4_000
"""Questions asked at most until the disk is felt: what is on it already may be written over."""
REFUSED = 5
PAPER = b"%PDF-1.7 " + bytes(100_000)


def test_a_full_disk_refuses_clearly_records_all_it_answers_and_recovers(tmp_path: Path) -> None:
    if not can_mount():
        name = test_a_full_disk_refuses_clearly_records_all_it_answers_and_recovers.__name__
        assert run_where_disks_can_be_mounted(f"{__file__}::{name}") == 0
        return
    with small_disk(tmp_path / "data") as disk, running(disk.folder) as server, desk_at(server) as desk:
        before = [desk.register(f"Personne Avant {n}") for n in range(3)]
        checks = _check_until_refused(desk, before[0].named(), disk)
        changes = _change_until_refused(desk)
        papers = [desk.attach(signed.consent, PAPER) for signed in before]
        disk.empty()
        assert {problem(sent) for sent in checks if sent.status != 200} == {
            (503, "ACCESS_RECORD_UNAVAILABLE")
        }
        assert {problem(sent) for sent in changes if sent.status != 201} == {(503, "STORAGE_FULL")}
        assert {problem(sent) for sent in papers} == {(503, "STORAGE_FULL")}
        assert all(_is_well(desk, server, name) for name in ("Personne Après 1", "Personne Après 2"))
        assert [desk.check(signed.named()) for signed in before] == ["yes"] * 3
        assert [desk.attach(signed.consent, PAPER).status for signed in before] == [200] * 3
        assert _missing(desk, server, checks, changes) == []
        assert server.process
        assert server.process.poll() is None


def test_no_question_is_answered_whose_record_cannot_be_kept(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server, desk_at(server) as desk:
        signed = desk.register("Personne Notée")
        asked = {"on": today().isoformat(), **POST}
        with access_records_gone(server):
            sent = [
                desk.send("/checks", {"who": signed.named(), **asked}, desk.publisher),
                desk.send("/posts/check", {"people": [signed.named()], **asked}, desk.publisher),
                desk.post(signed.named()),
                desk.pick().ask("GET", f"{API}/people/{signed.person}", desk.communications),
            ]
        assert [problem(one) for one in sent] == [(503, "ACCESS_RECORD_UNAVAILABLE")] * 4
        assert desk.check(signed.named()) == "yes"


@contextmanager
def desk_at(server: Running) -> Iterator[Desk]:
    line = Line(server.url)
    yield Desk(lambda: line, server.token("communications"), server.token("publisher"))
    line.close()


@contextmanager
def access_records_gone(server: Running) -> Iterator[None]:
    """Take the table away into which look-ups are recorded, and put it back."""
    _rename(server, "access_record", "away")
    yield
    _rename(server, "away", "access_record")


def problem(sent: Sent) -> tuple[int, str]:
    """Return the status and code of what must be a problem document."""
    assert dict(sent.headers)["content-type"] == "application/problem+json"
    return sent.status, sent.document["code"]


def _check_until_refused(desk: Desk, who: object, disk: Disk) -> list[Sent]:
    asked = {"who": who, "on": today().isoformat(), **POST}
    disk.fill()
    sent: list[Sent] = []
    while sum(one.status != 200 for one in sent) < REFUSED:
        sent.append(desk.send("/checks", asked, desk.publisher))
        assert len(sent) < MOST
    return sent


def _change_until_refused(desk: Desk) -> list[Sent]:
    sent: list[Sent] = []
    while sum(one.status != 201 for one in sent) < REFUSED:
        person = {
            "names": {"display": f"Personne Pleine {len(sent)}"},
            "adult_attested": True,
            "roles": ["staff"],
        }
        sent.append(desk.send("/people", person))
        assert len(sent) < MOST
    return sent


def _is_well(desk: Desk, server: Running, name: str) -> bool:
    """Tell whether someone can be registered and found, and the log is right."""
    signed = desk.register(name)
    return desk.check(signed.named()) == "yes" and server.aval("ledger", "verify").returncode == 0


def _missing(desk: Desk, server: Running, checks: list[Sent], changes: list[Sent]) -> list[str]:
    """List what was answered and is not there: records of questions, people."""
    with server.opened() as ports:
        assert isinstance(ports.store, SqlStore)
        answered = [one.document["id"] for one in checks if one.status == 200]
        numbers = {check: ports.references.open("check", check)[0] for check in answered}
        missing = [check for check, number in numbers.items() if ports.store.load_access(number) is None]
    people = [one.document["id"] for one in changes if one.status == 201]
    found = {each: desk.pick().ask("GET", f"{API}/people/{each}", desk.communications) for each in people}
    return [*missing, *(each for each, sent in found.items() if not done(sent, 200))]


def _rename(server: Running, before: str, after: str) -> None:
    connection = sqlite3.connect(server.data / "access.db", timeout=30, isolation_level=None)
    connection.execute(f"ALTER TABLE {before} RENAME TO {after}")
    connection.close()
