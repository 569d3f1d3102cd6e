"""The key-encryption key's file: refused unless drawn, whole and private."""

import base64
import os
from pathlib import Path

import pytest

from service.vault.failures import VaultFailure
from service.vault.kek import Kek, create_kek, load_kek

DRAWN = bytes.fromhex("8f3a5cd1027be94460a7fe13c8952db6e01f7a4d59b3c8662a94d7f0137ec5ab")


def write(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400])
@pytest.mark.parametrize("content", [DRAWN, base64.b64encode(DRAWN), base64.b64encode(DRAWN) + b"\n"])
def test_a_private_file_with_a_drawn_key_is_loaded(tmp_path: Path, content: bytes, mode: int) -> None:
    assert load_kek(write(tmp_path / "kek", content, mode)) == Kek(DRAWN)


@pytest.mark.parametrize(
    ("content", "mode", "code"),
    [
        (DRAWN, 0o644, "KEK_READABLE_BY_OTHERS"),
        (DRAWN, 0o640, "KEK_READABLE_BY_OTHERS"),
        (DRAWN, 0o700, "KEK_READABLE_BY_OTHERS"),
        (DRAWN, 0o4600, "KEK_READABLE_BY_OTHERS"),
        (b"", 0o600, "KEK_MALFORMED"),
        (DRAWN[:31], 0o600, "KEK_MALFORMED"),
        (DRAWN + b"\n", 0o600, "KEK_MALFORMED"),
        (base64.b64encode(DRAWN[:24]), 0o600, "KEK_WEAK"),
        (base64.b64encode(DRAWN[:30]), 0o600, "KEK_MALFORMED"),
        (base64.b64encode(DRAWN) + b"\n\n", 0o600, "KEK_MALFORMED"),
        (base64.b64encode(DRAWN) + b"=" * 200, 0o600, "KEK_MALFORMED"),
        (bytes(32), 0o600, "KEK_WEAK"),
        (b"\xaa" * 32, 0o600, "KEK_WEAK"),
        (DRAWN[:8] * 4, 0o600, "KEK_WEAK"),
        (bytes(range(32)), 0o600, "KEK_WEAK"),
        (bytes(range(200, 136, -2)), 0o600, "KEK_WEAK"),
        (b"Gaspesie-2026-ne-pas-partager-!!", 0o600, "KEK_WEAK"),
        (DRAWN[:16].hex().encode(), 0o600, "KEK_WEAK"),
    ],
)
def test_any_other_file_is_refused_with_its_code(
    tmp_path: Path, content: bytes, mode: int, code: str
) -> None:
    with pytest.raises(VaultFailure) as refused:
        load_kek(write(tmp_path / "kek", content, mode))
    assert refused.value.code == code
    assert str(refused.value).startswith(code)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultFailure, match="KEK_MISSING"):
        load_kek(tmp_path / "kek")


def test_a_folder_or_a_pipe_is_no_key_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(VaultFailure, match="KEK_MALFORMED"):
            load_kek(path)


@pytest.mark.parametrize("umask", [0, 0o777])
def test_a_created_key_is_private_whatever_the_umask_and_loads_again(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        kek = create_kek(tmp_path / "kek", os.urandom)
    finally:
        os.umask(before)
    assert (tmp_path / "kek").stat().st_mode & 0o7777 == 0o600
    assert load_kek(tmp_path / "kek") == kek


def test_a_created_key_is_on_disk_with_its_name_before_anything_is_sealed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int]] = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: synced.append((os.fstat(handle).st_ino, os.fstat(handle).st_size))
    )
    create_kek(tmp_path / "kek", os.urandom)
    assert synced[0] == ((tmp_path / "kek").stat().st_ino, 45)
    assert synced[1][0] == tmp_path.stat().st_ino


def test_no_file_is_left_open(tmp_path: Path) -> None:
    opened = set(Path("/proc/self/fd").iterdir())
    create_kek(tmp_path / "kek", os.urandom)
    load_kek(tmp_path / "kek")
    assert set(Path("/proc/self/fd").iterdir()) <= opened


TYPED = b" ~Gaspesie-2026-ne-pas-partager!"


@pytest.mark.parametrize(
    ("key", "weak"),
    [
        (DRAWN[:15] + DRAWN[14::-1] + DRAWN[:2], True),
        (DRAWN[:16] + DRAWN[15::-1], False),
        (TYPED, True),
        (TYPED[:31] + b"\x7f", False),
        (TYPED[:31] + b"\x1f", False),
    ],
)
def test_a_key_is_weak_below_16_different_bytes_or_when_all_can_be_typed(
    tmp_path: Path, key: bytes, *, weak: bool
) -> None:
    path = write(tmp_path / "kek", key)
    if weak:
        with pytest.raises(VaultFailure, match="KEK_WEAK"):
            load_kek(path)
    else:
        assert load_kek(path) == Kek(key)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    kek = create_kek(tmp_path / "kek", os.urandom)
    with pytest.raises(VaultFailure, match="KEK_EXISTS"):
        create_kek(tmp_path / "kek", os.urandom)
    assert load_kek(tmp_path / "kek") == kek


def test_a_broken_source_of_chance_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(VaultFailure, match="KEK_WEAK"):
        create_kek(tmp_path / "kek", bytes)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_never_printed() -> None:
    assert repr(Kek(DRAWN)) == "Kek()"
