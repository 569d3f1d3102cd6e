"""Records to bytes and back: JSON, without the fields that have their default."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from service.registry.access_records import AccessRecord
from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.acts import Record
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.consent_records import ConsentRecord
from service.registry.control_records import ControlRecord
from service.registry.designation_records import DesignationRecord
from service.registry.errors import Unavailable
from service.registry.event_records import EventRecord
from service.registry.incident_records import IncidentRecord
from service.registry.institutional_records import InstitutionalRecord
from service.registry.invitation_records import InvitationRecord
from service.registry.job_records import JobRecord
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.policy_records import AcknowledgementRecord, PolicyRecord
from service.registry.post_records import PostRecord, RequestRecord, TakedownRecord
from service.registry.reading_records import ReadingRecord
from service.registry.scan_records import ScannedFormRecord
from service.registry.takedown_records import TakedownCallRecord
from service.registry.ticket_records import TicketRecord
from service.registry.webhook_records import WebhookRecord

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that acts keep: its name there, and which number is its own."""

    name: str
    type: type[Any]
    number: Callable[[Any], int]


ENTRIES: Final = {
    EventRecord: "event",
    IncidentRecord: "incident",
    ControlRecord: "control",
    WebhookRecord: "webhook",
    PolicyRecord: "policy",
    AcknowledgementRecord: "acknowledgement",
    DesignationRecord: "designation",
    InstitutionalRecord: "institutional",
    ReadingRecord: "reading",
    TakedownCallRecord: "takedown_call",
}
"""Kinds of records that share one table."""
KINDS: Final = (
    Kind("person", PersonRecord, lambda record: record.number),
    Kind("legal_file", LegalFile, lambda record: record.person),
    Kind("consent", ConsentRecord, lambda record: record.number),
    Kind("post", PostRecord, lambda record: record.number),
    Kind("takedown", TakedownRecord, lambda record: record.number),
    Kind("request", RequestRecord, lambda record: record.number),
    Kind("user", UserRecord, lambda record: record.number),
    Kind("invitation", InvitationRecord, lambda record: record.number),
    Kind("scanned_form", ScannedFormRecord, lambda record: record.number),
    Kind("break_glass", BreakGlassRecord, lambda record: record.number),
    *(Kind(name, shape, lambda record: record.number) for shape, name in ENTRIES.items()),
)
_BY_TYPE: Final = {kind.type: kind for kind in KINDS}
_BY_NAME: Final = {kind.name: kind for kind in KINDS}
_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {}


def kind_of(record: Record) -> Kind:
    """Return the kind a record is of."""
    return _BY_TYPE[type(record)]


def encode(record: object) -> bytes:
    """Write a record; the same record always gives the same bytes."""
    return _adapter(type(record)).dump_json(record, exclude_defaults=True)


def decode(shape: type[T], content: bytes) -> T:
    """Read a record; raises `Unavailable` for what is no such record."""
    try:
        record: T = _adapter(shape).validator.validate_json(content, strict=True)
    except ValidationError:
        # Not chained: the error would carry what was sealed into logs.
        raise Unavailable("RECORD_UNREADABLE") from None
    return record


def decode_named(name: str, content: bytes) -> Record:
    """Read a record by the name of its kind."""
    record: Record = decode(_BY_NAME[name].type, content)
    return record


def warm_up() -> None:
    """Build all readers now rather than at the first request."""
    for shape in (*_BY_TYPE, AccessRecord, TokenRecord, SessionRecord, LinkRecord, JobRecord, TicketRecord):
        _adapter(shape)


def _adapter(shape: type) -> TypeAdapter[Any]:
    adapter = _ADAPTERS.get(shape)
    if adapter is None:
        adapter = _ADAPTERS[shape] = TypeAdapter(shape)
    return adapter
