"""Entries: records of nobody in particular that are found by number, or listed by kind, newest first."""

from __future__ import annotations

from service.registry.control_records import ControlRecord
from service.registry.designation_records import DesignationRecord
from service.registry.event_records import EventRecord
from service.registry.incident_records import IncidentRecord
from service.registry.institutional_records import InstitutionalRecord
from service.registry.policy_records import AcknowledgementRecord, PolicyRecord
from service.registry.reading_records import ReadingRecord
from service.registry.takedown_records import TakedownCallRecord
from service.registry.webhook_records import WebhookRecord

Entry = (
    EventRecord
    | IncidentRecord
    | ControlRecord
    | WebhookRecord
    | PolicyRecord
    | AcknowledgementRecord
    | DesignationRecord
    | InstitutionalRecord
    | ReadingRecord
    | TakedownCallRecord
)
"""All have a `number`, one sequence for all kinds, and a `state`, which is `open` until somebody is done."""
