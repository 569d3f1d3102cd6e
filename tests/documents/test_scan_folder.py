"""The watched folder: what is whole is taken in, what is not waits, what is no scan is put aside with why."""

import fcntl
import os
from pathlib import Path

import pytest

from service.documents.scan_folder import ScanFolder
from service.registry.errors import Fault, Invalid, MustStop, Unavailable

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
    assert full.look() == 0
    assert (tmp_path / "pile.pdf").read_bytes() == b"%PDF"


def test_what_one_file_meets_keeps_no_other_back_and_a_disk_that_failed_stops(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    met: list[str] = []

    def receive(name: str, _content: bytes) -> bool:
        met.append(name)
        if name == "a.pdf":
            raise UnicodeError
        raise MustStop

    folder = ScanFolder(tmp_path, receive, lambda name, _code: name)
    folder.look()
    with pytest.raises(MustStop):
        folder.look()
    assert met == ["a.pdf", "b.pdf"]


def test_a_name_that_is_no_text_is_taken_in_and_refused_like_any_other(tmp_path: Path) -> None:
    kept: Kept = {}
    folder = folder_of(tmp_path, kept)
    for name, content in ((b"Rem\xe9di.pdf", b"%PDF"), (b"caf\xe9.txt", b"Bonjour")):
        (tmp_path / os.fsdecode(name)).write_bytes(content)
    folder.look()
    assert folder.look() == 1
    assert list(kept) == ["Rem?di.pdf"]
    (why,) = (tmp_path / "refuses").glob("*.txt.txt")
    assert why.read_text("utf-8") == "caf?.txt: NOT_IN_LIST\n"


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    kept: Kept = {}
    folder = folder_of(tmp_path, kept)
    folder.most = 10
    for name, content in (("a.pdf", b"%PDF" + b" " * 7), ("b.pdf", b"%PDF" + b" " * 6)):
        (tmp_path / name).write_bytes(content)
    folder.look()
    assert folder.look() == 1
    assert list(kept) == ["b.pdf"]
    assert (tmp_path / "refuses" / "a.pdf.txt").read_text("utf-8") == "a.pdf: TOO_LARGE\n"
