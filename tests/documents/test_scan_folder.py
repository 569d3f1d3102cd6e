"""The watched folder: what is whole is taken in, what is not waits, what is no scan is put aside with why."""

import fcntl
from pathlib import Path

import pytest

from service.documents.scan_folder import ScanFolder
from service.registry.errors import Fault, Invalid, Unavailable

Kept = dict[str, bytes]


def folder_of(path: Path, kept: Kept, *, right: bool = True) -> ScanFolder:
    def receive(name: str, content: bytes) -> bool:
        if not content.startswith(b"%PDF"):
            raise Invalid(Fault("/file", "NOT_IN_LIST"))
        kept[name] = content
        return right

    return ScanFolder(path, receive, lambda name, code: f"{name}: {code}\n")


def test_a_file_is_taken_once_it_no_longer_changes(tmp_path: Path) -> None:
    kept: Kept = {}
    folder = folder_of(tmp_path, kept)
    file = tmp_path / "pile.pdf"
    file.write_bytes(b"%PDF half")
    assert folder.look() == 0
    file.write_bytes(b"%PDF half and the rest")
    assert folder.look() == 0, "it grew since the last look"
    assert folder.look() == 1
    assert kept == {"pile.pdf": b"%PDF half and the rest"}
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_holds_or_has_not_finished_waits(tmp_path: Path) -> None:
    kept: Kept = {}
    folder = folder_of(tmp_path, kept)
    for name in ("a.pdf.part", ".b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    (tmp_path / "d.pdf").symlink_to(tmp_path / "a.pdf.part")
    with (tmp_path / "c.pdf").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        folder.look()
        assert folder.look() == 0
    assert folder.look() == 1
    assert list(kept) == ["c.pdf"]


def test_what_is_no_scan_is_put_aside_with_the_reason_and_nothing_is_written_over(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {})
    for _ in range(2):
        (tmp_path / "note.txt").write_bytes(b"Bonjour")
        folder.look()
        folder.look()
    refused = tmp_path / "refuses"
    assert sorted(path.name for path in refused.iterdir()) == [
        "note-2.txt",
        "note-2.txt.txt",
        "note.txt",
        "note.txt.txt",
    ]
    assert (refused / "note.txt.txt").read_text("utf-8") == "note.txt: NOT_IN_LIST\n"


def test_a_file_stays_when_it_could_not_be_kept_or_does_not_come_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "pile.pdf").write_bytes(b"%PDF")
    folder = folder_of(tmp_path, {}, right=False)
    folder.look()
    assert folder.look() == 0

    def fail(_name: str, _content: bytes) -> bool:
        raise Unavailable("STORAGE_FULL")

    full = ScanFolder(tmp_path, fail, lambda name, _code: name)
    full.look()
    with pytest.raises(Unavailable):
        full.look()
    assert (tmp_path / "pile.pdf").read_bytes() == b"%PDF"
