"""Withdrawals: effective at once, whole or in part, with every post to take down, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.i18n.dates import moment_in_words
from service.registry.closed_lists import check_codes, each_code
from service.registry.consent_records import GRANTED, Outcomes, WithdrawalRecord
from service.registry.consent_states import STANDING
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.loading import consent_of
from service.registry.messages import CORNER_PAGE, is_address, send_courriel
from service.registry.moments import today
from service.registry.outcomes import take_back
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.takedowns import ask_takedowns, posts_touched, recheck_posts_showing

if TYPE_CHECKING:
    from datetime import date, datetime

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord, ConsentState
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change

BY: Final = ("person", "representative", "parent", "tutor", "other")
HOW: Final = ("verbal", "written", "phone", "portal")


@dataclass(frozen=True, slots=True)
class NewWithdrawal:
    """What was said: legal day, who, how, and which part (None: all). Empty parts of a scope mean all."""

    received_on: date
    by: str
    how: str
    scope: Outcomes | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The consent as it is now, when that took effect, and the takedowns to do."""

    consent: ConsentRecord
    withdrawn_at: datetime
    takedowns: tuple[int, ...]


def withdraw_consent(ports: Ports, caller: Caller, consent_id: str, new: NewWithdrawal) -> Withdrawn:
    """Withdraw: once this returns, no check, listing or publication may rest on what was taken back."""
    check_may(caller, "withdraw")
    scope = _checked_scope(ports, new)
    now = ports.clock()
    with changing(ports, caller) as change:
        file, consent = consent_of(change.writer, consent_id)
        if consent.state in {"draft", "entered_in_error"}:
            raise Conflict("WRONG_STATE")
        record = WithdrawalRecord(new.received_on, now, new.by, new.how, caller.user, scope)
        outcomes = take_back(consent.outcomes, scope, new.received_on)
        changed = replace(
            consent,
            state=_state_after(consent.state, outcomes, new.by),
            outcomes=outcomes,
            withdrawals=(*consent.withdrawals, record),
            changed_at=now,
            revision=consent.revision + 1,
        )
        change.put("consent_withdrawn", file.person.number, changed)
        touched = posts_touched(change.writer, [consent.number], scope)
        asked = ask_takedowns(change, touched, urgent=new.urgent)
        fallen = recheck_posts_showing(change, file.person.number)
        _confirm(change, file.person, now)
    return Withdrawn(changed, now, tuple(dict.fromkeys((*asked, *fallen))))


def _checked_scope(ports: Ports, new: NewWithdrawal) -> Outcomes | None:
    check_codes(("/by", new.by, BY), ("/how", new.how, HOW))
    if new.received_on > today(ports):
        raise Invalid(Fault("/received_on", "IN_THE_FUTURE"))
    scope = new.scope
    if scope is None:
        return None
    check_codes(
        *each_code("/scope/media", scope.media, MEDIA),
        *each_code("/scope/channels", scope.channels, CHANNELS),
        *each_code("/scope/purposes", scope.purposes, PURPOSES),
    )
    return Outcomes(scope.media or MEDIA, scope.channels or CHANNELS, scope.purposes or PURPOSES, "no")


def _confirm(change: Change, person: PersonRecord, now: datetime) -> None:
    """Write to the person that it counts, when there is an address to write to."""
    if person.deceased is None and is_address(person.email or ""):
        moment = moment_in_words(now, change.ports.time_zone, person.language)
        words = {"moment": moment, "path": CORNER_PAGE}
        send_courriel(change, person.email or "", person.language, "withdrawn", **words)


def _state_after(state: ConsentState, outcomes: tuple[Outcomes, ...], by: str) -> ConsentState:
    """Say « withdrawn » by the person, « revoked » by another, once nothing granted is left."""
    left = any(block.answer in GRANTED and block.withdrawn_on is None for block in outcomes)
    if left or state not in STANDING:
        return state
    return "withdrawn" if by == "person" else "revoked"
