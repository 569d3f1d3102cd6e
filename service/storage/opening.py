"""Making a registry, once; opening it, only when its storage keeps its promises."""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from service.registry.acts import Act
from service.registry.legal_records import LegalFile
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.storage.address import Address, read_address
from service.storage.codec import warm_up
from service.storage.failures import NotCurrent
from service.storage.finding import NOBODY
from service.storage.later import Later
from service.storage.placing import place_leaves
from service.storage.postgres import PostgresDatabase
from service.storage.safety import check_folder
from service.storage.seals import Seals
from service.storage.sql import Database, Sql, one
from service.storage.sqlite import SqliteDatabase
from service.storage.store import SqlStore
from service.storage.writing import SqlWriter
from service.vault.kek import Kek
from service.vault.keyring import Keyring, draw_keyring, unwrap_keyring, wrap_keyring
from service.vault.randomness import Random

Clock = Callable[[], datetime]

CURRENT: Final = "0006"
"""The last migration; a test says it is."""
_NAME_BYTES: Final = 12
_NOBODY_BORN: Final = date(1980, 1, 1)


def system_clock() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


def open_store(
    url: str, kek: Kek, *, random: Random = secrets.token_bytes, clock: Clock = system_clock
) -> SqlStore:
    """Open a registry that `init_registry` made.

    Raises UnsafeSetting (its `mend` is what to type), NotCurrent, KeyringIncomplete, KeyUnwrapFailed.
    """
    address = read_address(url)
    if address.path is not None and address.path.parent.exists():
        check_folder(address.path.parent)
    later = Later()
    database = connect_database(address, later)
    try:
        keyring = _load_keyring(database, kek)
    except BaseException:
        database.close()
        raise
    warm_up()
    return SqlStore(database, Seals(kek, keyring, random), later, clock)


def version_of(url: str) -> str:
    """Return the version of a database's tables, this one or an older one; empty when it has none."""
    database = connect_database(read_address(url), Later())
    try:
        return database.schema_version()
    finally:
        database.close()


def init_registry(
    url: str, kek: Kek, *, random: Random = secrets.token_bytes, clock: Clock = system_clock
) -> bool:
    """Make the tables, the registry's keys, the nobody file and the log's first leaf.

    On a registry already made this returns False: tables of an older version are brought to this one, after a
    copy was laid aside (SQLite); otherwise nothing changes.
    """
    from service.storage.schema import migrate  # noqa: PLC0415 - Alembic loads for seconds

    address = read_address(url)
    if address.path is not None:
        address.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_folder(address.path.parent)
    migrate(url)
    database = connect_database(address, Later())
    try:
        with database.writing() as sql:
            made = _fill(sql, kek, random, clock)
        place_leaves(database)
    finally:
        database.close()
    return made


def connect_database(address: Address, later: Later) -> Database:
    """Choose the database an address is of; nothing is opened yet."""
    return PostgresDatabase(address) if address.path is None else SqliteDatabase(address, later)


def _load_keyring(database: Database, kek: Kek) -> Keyring:
    version = database.schema_version()
    if version != CURRENT:
        raise NotCurrent(version)
    with database.reading() as sql:
        wrapped: dict[str, bytes] = dict(sql.rows("SELECT name, wrapped FROM registry_key"))
    if not wrapped:
        raise NotCurrent("empty")
    return unwrap_keyring(kek, wrapped)


def _fill(sql: Sql, kek: Kek, random: Random, clock: Clock) -> bool:
    if one(sql.rows("SELECT 1 FROM registry_key")):
        return False
    keyring = draw_keyring(random)
    for name, key in wrap_keyring(kek, keyring).items():
        sql.run("INSERT INTO registry_key (name, wrapped) VALUES (?, ?)", name, key)
    writer = SqlWriter(sql, Seals(kek, keyring, random), clock)
    now = clock()
    writer.put(Act("registry_opened", now, NOBODY, "operator", "init"))
    opened = Act("person_registered", now, NOBODY, "operator", "init", NOBODY)
    writer.put(opened, _nobody(random, now), LegalFile(NOBODY))
    return True


def _nobody(random: Random, now: datetime) -> PersonRecord:
    """Make the record nobody has: an adult like any other, of a name drawn by chance."""
    drawn = random(_NAME_BYTES).hex().translate(str.maketrans("0123456789", "ghijklmnop"))
    return PersonRecord(NOBODY, Names(drawn), (RolePeriod("user"),), now, now, birth_date=_NOBODY_BORN)
