"""Making and opening a registry: once, current, under its own key, and only where it is safe."""

from pathlib import Path

import pytest

from service.storage import safety
from service.storage.address import default_url, read_address
from service.storage.failures import NotCurrent, UnsafeSetting
from service.storage.later import Later
from service.storage.opening import CURRENT, connect_database, init_registry, open_store, version_of
from service.storage.safety import check_folder, find_file_system
from service.storage.schema import migrate
from service.storage.store import SqlStore
from service.vault.failures import KeyringIncomplete, KeyUnwrapFailed
from service.vault.kek import Kek
from tests.storage.registry import Town
from tests.support.stores import KEK

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
server:/share /mnt/shared nfs4 rw 0 0
/dev/sdb1 /mnt/shared/disk xfs rw 0 0
//server/files /mnt/shared\040files cifs rw 0 0
sshfs#host: /srv/data fuse.sshfs rw 0 0
overlay /srv/data/local overlay rw 0 0
"""
PLACES = [
    ("/var/lib/aval", "ext4"),
    ("/run/aval", "tmpfs"),
    ("/mnt/shared/aval", "nfs4"),
    ("/mnt/shared/disk/aval", "xfs"),
    ("/mnt/shared files/aval", "cifs"),
    ("/mnt/shared-not/aval", "ext4"),
    ("/srv/data", "fuse.sshfs"),
    ("/srv/data/local/aval", "overlay"),
]


def test_a_registry_is_made_once(registry_url: str) -> None:
    store = open_store(registry_url, KEK)
    number = Town(store).register()
    assert init_registry(registry_url, KEK) is False
    assert version_of(registry_url) == CURRENT
    with store.reading() as reader:
        file = reader.load_file(number)
        assert file is not None
        assert [past.place for past in reader.registry_acts("registry_opened")] == [0]
    store.close()


def test_a_fresh_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    assert init_registry(default_url(folder), KEK) is True
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in folder.iterdir()) == ["access.db", "aval.db"]
    open_store(default_url(folder), KEK).close()


def test_another_key_opens_nothing(registry_url: str) -> None:
    with pytest.raises(KeyUnwrapFailed):
        open_store(registry_url, Kek(bytes(range(1, 33))))


def test_a_ring_without_a_key_opens_nothing(registry_url: str, store: SqlStore) -> None:
    with store.database.writing() as sql:
        sql.run("DELETE FROM registry_key WHERE name = 'tag'")
    with pytest.raises(KeyringIncomplete):
        open_store(registry_url, KEK)


def test_a_database_without_tables_is_not_current(database_url: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert version_of(database_url) == ""
    with pytest.raises(NotCurrent) as refused:
        open_store(database_url, KEK)
    assert (refused.value.code, refused.value.mend) == ("SCHEMA_NOT_CURRENT", "aval init")


def test_tables_without_keys_are_no_registry(database_url: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    migrate(database_url)
    assert version_of(database_url) == CURRENT
    with pytest.raises(NotCurrent, match="empty"):
        open_store(database_url, KEK)


def test_tables_of_another_version_are_not_current(registry_url: str, store: SqlStore) -> None:
    with store.database.writing() as sql:
        sql.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotCurrent):
        open_store(registry_url, KEK)


def test_opening_makes_no_file(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(NotCurrent):
        open_store(default_url(tmp_path), KEK)
    with pytest.raises(NotCurrent):
        open_store(default_url(tmp_path / "absent"), KEK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_that_others_may_enter_is_refused_with_the_mend(sqlite_url: str, mode: int) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    folder.chmod(mode)
    with pytest.raises(UnsafeSetting) as refused:
        open_store(sqlite_url, KEK)
    assert refused.value.code == "DATA_DIR_OPEN_TO_OTHERS"
    assert refused.value.mend == f"chmod 700 {folder}"


@pytest.mark.parametrize(("place", "kind"), PLACES)
def test_the_file_system_of_a_place_is_told_by_its_mount(place: str, kind: str) -> None:
    assert find_file_system(Path(place), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_disk_on_a_network_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(safety, "_MOUNTS", mounts)
    tmp_path.chmod(0o700)
    with pytest.raises(UnsafeSetting, match=f"NETWORK_FILE_SYSTEM {kind}"):
        check_folder(tmp_path)


def test_settings_that_lose_what_was_answered_are_refused(sqlite_url: str) -> None:
    path = read_address(sqlite_url).required_path
    with connect_database(read_address(sqlite_url), Later()).reading() as sql:
        sql.run("ROLLBACK")
        sql.run("PRAGMA journal_mode=DELETE")
    with pytest.raises(UnsafeSetting) as refused:
        open_store(sqlite_url, KEK)
    assert (refused.value.code, refused.value.mend) == ("SQLITE_JOURNAL_MODE", "PRAGMA journal_mode=wal")
    assert path.exists()


def test_connections_keep_the_promises(sqlite_store: SqlStore) -> None:
    names = ("synchronous", "journal_mode", "foreign_keys", "secure_delete")
    with sqlite_store.database.reading() as sql:
        found = [sql.rows(f"PRAGMA {name}")[0][0] for name in names]
        busy = sql.rows("PRAGMA busy_timeout")
    assert found == [2, "wal", 1, 1]
    assert busy == [(10_000,)]


@pytest.mark.parametrize("url", ["mysql://host/aval", "sqlite://", "sqlite:///", ""])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(UnsafeSetting, match="DATABASE_UNKNOWN"):
        open_store(url, KEK)
