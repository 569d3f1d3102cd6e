"""Acts: every change of state is one, and each is a leaf of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from service.registry.account_records import UserRecord
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.consent_records import ConsentRecord
from service.registry.entry_records import Entry
from service.registry.invitation_records import InvitationRecord
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.post_records import PostRecord, RequestRecord, TakedownRecord
from service.registry.scan_records import ScannedFormRecord

Record = (
    PersonRecord
    | ConsentRecord
    | LegalFile
    | PostRecord
    | TakedownRecord
    | RequestRecord
    | UserRecord
    | InvitationRecord
    | ScannedFormRecord
    | BreakGlassRecord
    | Entry
)

LEGAL_FILE = "legal_file"
"""The one name every legal act on a file has for everyone but legal (rules 5)."""

ACT_KINDS = (
    "registry_opened", "policy_set", "person_registered", "person_changed", "relation_declared",
    "capacity_recorded", "minority_recorded", "death_recorded", "people_parted",
    "consent_drafted", "consent_registered", "consent_signed", "document_attached",
    "consent_confirmed", "consent_sealed", "consent_suspended", "consent_resumed",
    "consent_invalidated", "consent_entered_in_error", "consent_withdrawn", LEGAL_FILE,
    "post_cleared", "post_published", "post_updated", "picture_labelled", "takedown_asked",
    "takedown_done", "authorization_requested",
    "request_closed", "user_added", "user_changed", "invitation_made", "invitation_renewed",
    "invitation_reminded", "invitation_opened", "invitation_answered", "invitation_ended", "accesses_sealed",
    "form_submitted",
    "form_approved", "form_published", "work_given_up",
    "scan_received", "scan_read", "scan_assigned", "scan_registered", "scan_set_aside", "scan_taken_back",
    "break_glass_asked", "break_glass_approved", "break_glass_refused", "break_glass_ended",
    "calendar_given", "calendar_ended",
    "access_alert_closed",
    "event_made", "event_changed", "event_closed", "event_people_changed",
    "token_issued",
    "request_forwarded", "request_answered",
    "post_copied", "post_lapsed", "reading_asked", "reading_answered", "reading_ended", "published_link_sent",
    "webhook_added", "webhook_stopped", "webhook_resumed", "webhook_replayed",
    "incident_declared", "incident_sorted", "incident_linked", "incident_assessed", "incident_notice_given",
    "measure_taken", "incident_removal_asked", "incident_closed",
    "control_drawn", "control_looked", "control_signed",
    "account_user_designated", "account_user_noted", "account_user_ended",
    "policy_drafted", "policy_dropped", "policy_approved", "policy_replaced", "policy_sent",
    "policy_acknowledged", "policy_reminders_asked",
    "institutional_asked", "institutional_answered", "institutional_withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One change: what kind, on whom (person number, or none), when, by which user and entrance."""

    kind: str
    at: datetime
    by: int
    role: str
    via: str
    subject: int | None = None
    details: dict[str, str] = field(default_factory=dict)
    """Further plain facts for the file's history; `detail_kind` tells legal which legal act it was."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act read back, with the records as it left them and its place in the log (None: not yet placed)."""

    n: int
    act: Act
    records: tuple[Record, ...]
    sequence: int
    place: int | None
