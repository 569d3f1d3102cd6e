"""Originals: whole or not there, byte for byte, and of no use to anybody else."""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from service.registry.account_records import Caller
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import NewConsent, register_consent
from service.registry.documents import attach_document, read_document
from service.registry.errors import Invalid, NotFound, Unavailable
from service.storage.blobs import FolderBlobs
from service.storage.failures import StorageBroken
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town, register
from tests.support.ports import MovableClock, make_ports

NAME = "m4u2kq7x5"


@pytest.fixture
def kept(store: SqlStore, tmp_path: Path) -> FolderBlobs:
    Town(store).register()
    Town(store).register("Jean Tremblay")
    return FolderBlobs(tmp_path / "blobs", store.sealer_of)


@pytest.mark.parametrize("size", [0, 1, 65_536, 300_000])
def test_an_original_comes_back_byte_for_byte(kept: FolderBlobs, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    kept.put(1, NAME, content)
    assert kept.get(1, NAME) == content


def test_an_original_is_never_written_over(kept: FolderBlobs) -> None:
    kept.put(1, NAME, b"first")
    with pytest.raises(Unavailable, match="STORAGE_UNAVAILABLE"):
        kept.put(1, NAME, b"second")
    assert kept.get(1, NAME) == b"first"


def test_an_original_of_someone_new_is_kept_in_their_transaction(store: SqlStore, tmp_path: Path) -> None:
    kept = FolderBlobs(tmp_path / "blobs", store.sealer_of)
    with store.writing() as writer:
        number = register(writer, "Jean Tremblay")
        kept.put(number, NAME, b"form")
    assert kept.get(number, NAME) == b"form"


def test_an_original_of_nobody_known_is_not_found(kept: FolderBlobs) -> None:
    with pytest.raises(NotFound):
        kept.put(99, NAME, b"form")


def test_a_missing_changed_or_moved_original_is_unavailable(kept: FolderBlobs, tmp_path: Path) -> None:
    kept.put(1, NAME, b"form" * 1000)
    path = tmp_path / "blobs" / NAME[:2] / NAME
    with pytest.raises(Unavailable, match="STORAGE_UNAVAILABLE"):
        kept.get(1, "another-name")
    with pytest.raises(Unavailable, match="RECORD_UNREADABLE"):
        kept.get(2, NAME)
    path.rename(path.with_name(NAME + "x"))
    with pytest.raises(Unavailable, match="RECORD_UNREADABLE"):
        kept.get(1, NAME + "x")
    content = path.with_name(NAME + "x").read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(Unavailable, match="RECORD_UNREADABLE"):
        kept.get(1, NAME)


@pytest.mark.parametrize("name", ["../../etc/passwd", "short", "a" * 101, "name.with.dots", "a/b/c/d/e/f"])
def test_a_name_leads_nowhere_else(kept: FolderBlobs, name: str) -> None:
    with pytest.raises(Unavailable):
        kept.get(1, name)
    with pytest.raises(Unavailable):
        kept.put(1, name, b"form")


@pytest.mark.parametrize(("number", "error"), [(28, Unavailable), (5, StorageBroken)])
def test_a_disk_that_fails_leaves_no_half_original(
    kept: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, "disk")

    monkeypatch.setattr(os, "fsync", fail)
    (tmp_path / "blobs" / NAME[:2]).mkdir(parents=True)
    with pytest.raises(error):
        kept.put(1, NAME, b"form")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and "blobs" in path.parts] == []


COMMUNICATIONS = Caller(3, "Ana", "communications", "api")
ORIGINAL = b"%PDF-1.7 form as signed"


def paper(person: int, original: bytes, **more: object) -> NewConsent:
    """A paper that comes with its original."""
    signed = (SignatureRecord("self", "Jean Roy", date(2026, 10, 1), "paper"),)
    answers = (Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),)
    return NewConsent(person, "adult", "fr", signed, answers, original=original, **more)  # type: ignore[arg-type] # any field


def test_a_paper_and_its_original_are_kept_by_one_change(store: SqlStore, tmp_path: Path) -> None:
    person = Town(store).register("Jean Roy", birth_date=date(1980, 1, 2))
    ports = make_ports(store, tmp_path, MovableClock(NOW))
    kept = register_consent(ports, COMMUNICATIONS, paper(person, ORIGINAL))
    (document,) = kept.documents
    assert (document.sha256, document.media_type) == (sha256(ORIGINAL).hexdigest(), "application/pdf")
    assert read_document(ports, COMMUNICATIONS, kept.id) == (document, ORIGINAL)
    with store.reading() as reader:
        acts = [past.act.kind for past in reader.history(person)]
    assert acts == ["person_registered", "consent_registered"]
    assert attach_document(ports, COMMUNICATIONS, kept.id, ORIGINAL) == document


@pytest.mark.parametrize(
    ("original", "more"), [(b"MZ", {}), (b"", {}), (ORIGINAL, {"limits": ("no_such_word",)})]
)
def test_a_paper_that_is_refused_leaves_no_original(
    store: SqlStore, tmp_path: Path, original: bytes, more: dict[str, object]
) -> None:
    person = Town(store).register("Jean Roy", birth_date=date(1980, 1, 2))
    ports = make_ports(store, tmp_path, MovableClock(NOW))
    with pytest.raises(Invalid):
        register_consent(ports, COMMUNICATIONS, paper(person, original, **more))
    with store.reading() as reader:
        file = reader.load_file(person)
    assert file is not None
    assert file.consents == ()
    assert not [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
