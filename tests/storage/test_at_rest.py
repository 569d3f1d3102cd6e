"""What lies on the disk: sealed, of equal sizes, and of no use once changed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.registry.access_records import AccessRecord, Seen
from service.registry.account_records import TokenRecord, UserRecord
from service.registry.errors import Unavailable
from service.registry.legal_records import (
    CheckEntry,
    LegalFile,
    OrderEntry,
    ProtectionEntry,
    SignalEntry,
)
from service.registry.people_records import Names, PersonRecord
from service.registry.questions import Who
from service.storage.blobs import FolderBlobs
from service.storage.store import SqlStore
from tests.storage.registry import BORN, NOW, STAMP, Town, person

ORDER = OrderEntry(
    1, STAMP, "Cour du Québec", "200-41-000123-456", date(2026, 9, 1), (1,),
    ("photo",), ("facebook",), ("promotion",),
    judge="Juge Bélanger", consent_id="1ZZZZZZZZZZZZZTJ",
)  # fmt: skip
WRITTEN = [
    "Zoé", "Lévesque", "levesque", "2010-01-02", "zoe@example.org", "E4821", "Marie Côté", "1K7F3M9X4T8B2QDY",
    "promotion", "facebook", "Cour du Québec", "200-41-000123-456", "Bélanger", "1ZZZZZZZZZZZZZTJ",
    "DPJ a confirmé",
    "protection", "active", "pending", "confirmed", "1ABCDEFGHJKMNPSC", "person_registered",
    "consent_registered", "ada@example.org", "Poste de légal", "NO_CONSENT", "original file",
]  # fmt: skip


def protected(number: int) -> LegalFile:
    return LegalFile(
        number,
        checks=(CheckEntry(STAMP, "pending"), CheckEntry(STAMP, "rejected", note="DPJ a confirmé")),
        protections=(ProtectionEntry(STAMP, "active", source="DPJ a confirmé"),),
        orders=(replace(ORDER, persons=(number,)),),
        signals=(SignalEntry(STAMP, "DPJ a confirmé"),),
    )


def fill(store: SqlStore, folder: Path) -> None:
    """Keep something of everything; afterwards all that was written is on the disk."""
    town = Town(store)
    number = town.register(email="zoe@example.org", staff_number="E4821")
    town.sign(number)
    town.put("legal_file", number, protected(number))
    town.clear((number,), (1,))
    town.put("user_added", None, UserRecord(1, "Ada", ("legal",), NOW, email="ada@example.org"))
    with store.writing() as writer:
        writer.put_token(TokenRecord(b"t" * 32, 1, "legal", "Poste de légal", NOW))
        writer.record_access(
            AccessRecord(NOW, 1, "communications", "api", "person_registered", (Seen(1, 1),))
        )
    asked = (Who(name="Zoé Lévesque", birth_date=BORN),)
    store.record_access(
        AccessRecord(NOW, 1, "communications", "api", "check", asked=asked, reasons=("NO_CONSENT",))
    )
    FolderBlobs(folder / "blobs", store.sealer_of).put(number, "photo-of-the-form", b"original file" * 9000)


def test_a_stolen_folder_holds_no_word_of_anybody(sqlite_store: SqlStore, sqlite_url: str) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    fill(sqlite_store, folder)
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(content) > 100_000
    found = [word for word in WRITTEN if word.encode() in content or word.encode("utf-16-le") in content]
    assert found == []


def test_protected_children_are_as_all_other_minors_in_rows_and_sizes(store: SqlStore) -> None:
    town = Town(store)
    for each in range(8):
        number = town.register(f"Enfant {chr(65 + each)}")
        town.sign(number)
        town.put("legal_file", number, protected(number) if each % 2 else LegalFile(number))
    with store.reading() as reader:
        for table, columns, owner in (
            ("person", "length(data_key), length(sealed)", "number"),
            ("legal_file", "length(sealed)", "person"),
            ("consent", "length(sealed)", "person"),
            ("look_up", "count(*)", "person"),
        ):
            group = " GROUP BY person" if table == "look_up" else ""
            rows = reader.sql.rows(f"SELECT {columns} FROM {table} WHERE {owner} > 0{group}")  # noqa: S608 - our own tables
            assert (len(rows), len(set(rows))) == (8, 1), table
        acts = reader.sql.rows("SELECT length(who), length(sealed), length(tag) FROM act WHERE topic IS NULL")
    assert (len(acts), len(set(acts))) == (25, 1)


@pytest.mark.parametrize(
    "known",
    [
        person(1),
        person(1, email="z@example.org"),
        person(1, birth_date=None, adult_attested=True),
        replace(person(1), names=Names("Zoé A", "Zoé", "Bé", ("Zoé C", "Zoé D")), email="z@example.org"),
    ],
    ids=["birth date", "courriel", "adult", "five names"],
)
def test_everyone_has_sixteen_look_up_rows_before_and_after_a_change(
    store: SqlStore, known: PersonRecord
) -> None:
    town = Town(store)
    town.register()

    def marks() -> set[int]:
        with store.reading() as reader:
            return {row[0] for row in reader.sql.rows("SELECT mark FROM look_up WHERE person = 1")}

    town.put("person_changed", 1, known)
    before = marks()
    town.put("person_changed", 1, replace(known, phone="514 555-0100"))
    assert marks() == before
    town.put("person_changed", 1, replace(known, email="zoe@example.com"))
    assert len(before) == len(marks()) == 16
    assert marks() != before


def test_access_records_of_like_questions_have_one_size_whatever_was_found(sqlite_store: SqlStore) -> None:
    none = AccessRecord(NOW, 1, "publisher", "api", "check", asked=(Who(name="Zoé", birth_date=BORN),))
    reasons = ("LPJ_COURT_ORDER_REQUIRED", "LPJ_CONSENT_INSUFFICIENT", "LEGAL_CHECK_PENDING", "YCJA_BAN")
    some = replace(none, reasons=reasons, seen=(Seen(1, 12), Seen(2, 3)), matched=((1, 2),), verdict="DENY")
    for each in (none, replace(some, at=NOW + timedelta(seconds=1))):
        sqlite_store.record_access(each)
    with sqlite_store.database.recording() as sql:
        assert len(sql.rows("SELECT DISTINCT length(sealed) FROM access_record")) == 1


SEALED = [
    ("person", "data_key"), ("person", "sealed"), ("legal_file", "sealed"), ("consent", "sealed"),
    ("act", "sealed"), ("post", "sealed"), ("registry_user", "sealed"), ("token", "sealed"),
    ("access_record", "sealed"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column"), SEALED)
def test_a_changed_byte_is_an_error_and_never_a_yes(store: SqlStore, table: str, column: str) -> None:
    town = Town(store)
    number = town.register()
    paper = town.sign(number)
    town.clear()
    town.put("user_added", None, UserRecord(1, "Ada", ("legal",), NOW))
    with store.writing() as writer:
        writer.put_token(TokenRecord(b"t" * 32, 1, "legal", "Poste", NOW))
        access = writer.record_access(AccessRecord(NOW, 1, "legal", "api", "x"))
    for at in (0, 5, 20, 38):
        flip(store, table, column, at)
        with pytest.raises(Unavailable, match="RECORD_UNREADABLE"):
            read_everything(store, number, paper.id, access)
        flip(store, table, column, at)
    read_everything(store, number, paper.id, access)


def flip(store: SqlStore, table: str, column: str, at: int) -> None:
    key = {"token": "digest", "act": "sequence", "legal_file": "person"}.get(table, "number")
    with store.database.writing() as sql:
        for row, content in sql.rows(f"SELECT {key}, {column} FROM {table}"):  # noqa: S608 - our own tables
            changed = bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]])
            sql.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", changed, row)  # noqa: S608 - our own tables


def read_everything(store: SqlStore, number: int, code: str, access: int) -> None:
    with store.reading() as reader:
        reader.find_files([Who(consent_id=code)])
        reader.load_file(number)
        reader.history(number)
        reader.list_posts(None, 10)
        reader.list_users()
        reader.load_token(b"t" * 32)
    store.load_access(access)
