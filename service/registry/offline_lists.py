"""The list of an event to take along: those who may appear, signed, good for a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from service.ledger.note import sign_note
from service.registry.rosters import read_roster

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.rosters import Listed, Roster

FIRST_LINE: Final = "aval-list-v1\n"


@dataclass(frozen=True, slots=True)
class OfflineList:
    """A signed list, the key that verifies it, and the list itself."""

    note: str
    key: str
    roster: Roster


def sign_roster(ports: Ports, caller: Caller, number: int) -> OfflineList:
    """Make the list of an event to take along: names, numbers to cite and conditions of who may appear."""
    roster = read_roster(ports, caller, number, "list_taken_along")
    said = {
        "event": roster.event.name,
        "as_of": _moment(roster.made_at),
        "expires": _moment(roster.expires_at),
        "medium": roster.question.medium,
        "channels": roster.question.channels,
        "purpose": roster.question.purpose,
        "people": [_row(ports, one, roster) for one in roster.listed],
    }
    text = FIRST_LINE + json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n"
    key = ports.lists
    return OfflineList(sign_note(text, key.verifier, key.sign), key.verifier.encode(), roster)


def _row(ports: Ports, one: Listed, roster: Roster) -> dict[str, object]:
    return {
        "name": one.name,
        "cite": one.cite,
        "conditions": one.conditions,
        "until": _moment(min(_end_of(ports, one.valid_until), roster.expires_at)),
    }


def _end_of(ports: Ports, day: date) -> datetime:
    """Return the local midnight after a day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ports.time_zone)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
