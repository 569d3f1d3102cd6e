"""Records to bytes and back, and the bytes that are already kept somewhere."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from service.registry.access_records import AccessRecord, Seen
from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.consent_records import ConsentRecord, WithdrawalRecord
from service.registry.errors import Unavailable
from service.registry.invitation_records import InvitationRecord
from service.registry.job_records import JobRecord
from service.registry.legal_records import CheckEntry, LegalFile, OrderEntry, ProtectionEntry
from service.registry.people_records import Names, PersonRecord, Relation, RolePeriod
from service.registry.post_records import PostPerson, PostRecord, RequestRecord, TakedownRecord
from service.registry.questions import Who
from service.registry.scan_records import ScannedFormRecord
from service.registry.ticket_records import TicketRecord
from service.storage.codec import ENTRIES, decode, encode
from tests.storage.registry import NOW, QUESTION, STAMP, consent

ACCOUNTS = [UserRecord, SessionRecord, LinkRecord, TokenRecord]
RECORDS = [
    *(PersonRecord, LegalFile, ConsentRecord, PostRecord, TakedownRecord, RequestRecord, AccessRecord),
    *(InvitationRecord, ScannedFormRecord, JobRecord, TicketRecord, BreakGlassRecord),
    *ENTRIES,
]
moments = st.datetimes(timezones=st.just(UTC))
texts = st.text(st.characters(codec="utf-8"), max_size=12)
st.register_type_strategy(datetime, moments)
st.register_type_strategy(date, st.dates())
st.register_type_strategy(str, texts)
st.register_type_strategy(bytes, st.just(b""))


def records(shape: type) -> st.SearchStrategy[Any]:
    """Any record of a class, fields left out at times so that they have their default."""
    hints = get_type_hints(shape)
    given_fields = {each.name: field_values(hints[each.name]) for each in fields(shape)}
    return st.builds(shape, **given_fields)


def field_values(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type
    return records(hint) if is_dataclass(hint) and isinstance(hint, type) else st.from_type(hint)


@pytest.mark.parametrize("shape", RECORDS + ACCOUNTS, ids=lambda shape: shape.__name__)
@given(data=st.data())
def test_every_record_comes_back_as_it_was(shape: type, data: st.DataObject) -> None:
    record = data.draw(records(shape))
    content = encode(record)
    assert decode(shape, content) == record
    assert encode(decode(shape, content)) == content


PERSON = PersonRecord(
    7,
    Names("Zoé Côté", "Zoé", "Côté", ("Zoé Roy",)),
    (RolePeriod("user", date(2020, 1, 1), date(2024, 2, 29)),),
    NOW,
    NOW,
    birth_date=date(2010, 1, 2),
    relations=(Relation("child", 8, NOW),),
    parted_from=(9,),
)
WITHDRAWAL = WithdrawalRecord(date(2026, 10, 2), NOW, "person", "phone", 3)
CONSENT = consent(3, 7, "1K7F3M9X4T8B2QDY", withdrawals=(WITHDRAWAL,))
LEGAL = LegalFile(
    7,
    checks=(CheckEntry(STAMP, "pending"),),
    protections=(ProtectionEntry(STAMP, "active", ycja=True),),
    orders=(
        OrderEntry(1, STAMP, "C.Q.", "200", date(2026, 9, 1), (7,), ("photo",), ("print",), ("training",)),
    ),
    next_item=2,
)
POST = PostRecord(1, "1ABC", "cleared", QUESTION, (PostPerson(Who(person=7), (7,), ()),), (), NOW, 3)
ACCESS = AccessRecord(NOW, 3, "publisher", "api", "check", (Seen(7, 2),), question=QUESTION)
USER = UserRecord(1, "Ada", ("legal",), NOW)
FROZEN = Path(__file__).with_name("kept_records.json")


@pytest.mark.parametrize(
    "record", [PERSON, CONSENT, LEGAL, POST, ACCESS, USER], ids=lambda each: type(each).__name__
)
def test_bytes_already_kept_read_as_they_did(record: Any) -> None:  # noqa: ANN401 - any record
    """`kept` is what a registry may hold; `whole` spells out what its left-out fields stand for."""
    frozen = json.loads(FROZEN.read_text("utf-8"))[type(record).__name__]
    assert encode(record).decode() == frozen["kept"]
    assert TypeAdapter(type(record)).dump_json(record).decode() == frozen["whole"]
    assert decode(type(record), frozen["kept"].encode()) == record


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"person":"7"}', b"\xff"])
def test_anything_else_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unavailable, match="RECORD_UNREADABLE"):
        decode(LegalFile, content)
