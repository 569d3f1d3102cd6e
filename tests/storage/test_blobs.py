"""Originals: whole or not there, byte for byte, and of no use to anybody else."""

import os
from pathlib import Path

import pytest

from service.registry.errors import NotFound, Unavailable
from service.storage.blobs import FolderBlobs
from service.storage.failures import StorageBroken
from service.storage.store import SqlStore
from tests.storage.registry import Town, register

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
