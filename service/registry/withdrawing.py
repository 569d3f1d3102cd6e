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
from service.registry.signing_invitations import close
from service.registry.takedown_receipts import JOB as RECEIPT
from service.registry.takedowns import ask_takedowns, posts_touched, recheck_posts_showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord, ConsentState
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.takedown_records import LivePlace

BY: Final = ("person", "representative", "parent", "tutor", "other")
HOW: Final = ("verbal", "written", "phone", "portal")
EVERY: Final = 1_000_000
"""Invitations looked through for the one of a paper: all that are open."""


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
    """Withdraw: once this returns, no check, listing or publication may rest on what was taken back.

    What one of several signed on screen is taken back whole before the others sign: they are asked no more.
    Raises `Conflict` for a paper not signed yet, or written down by mistake.
    """
    return withdraw_parts(ports, caller, consent_id, new, (new.scope,))


def withdraw_parts(
    ports: Ports, caller: Caller, consent_id: str, new: NewWithdrawal, parts: tuple[Outcomes | None, ...]
) -> Withdrawn:
    """Withdraw several parts at once, in place of the scope: one act, one courriel."""
    check_may(caller, "withdraw")
    _check(ports, new)
    scopes = tuple(_checked_scope(part) for part in parts)
    now = ports.clock()
    with changing(ports, caller) as change:
        file, consent = consent_of(change.writer, consent_id)
        if not can_withdraw(consent) or (consent.state == "draft" and scopes != (None,)):
            raise Conflict("WRONG_STATE")
        changed = _taken_back(consent, new, scopes, (now, caller.user))
        change.put("consent_withdrawn", file.person.number, changed)
        _stop_asking(change, consent)
        touched = _touched(change, consent.number, scopes)
        asked = ask_takedowns(change, touched, urgent=new.urgent)
        listed = {one.post for one in touched} if scopes == (None,) else ()
        fallen = recheck_posts_showing(change, file.person.number, listed, urgent=new.urgent)
        _confirm(change, file.person, now)
        if asked or fallen:
            change.later(RECEIPT, file.person.number, now, consent=consent.id, since=now.isoformat())
    return Withdrawn(changed, now, tuple(dict.fromkeys((*asked, *fallen))))


def is_live(consent: ConsentRecord) -> bool:
    """Tell whether it is offered among what someone may withdraw."""
    return consent.order is None and (consent.state in STANDING or _is_half_signed(consent))


def can_withdraw(consent: ConsentRecord) -> bool:
    """Tell whether someone signed it: on screen each signature counts by itself, before all have signed."""
    return consent.state not in {"draft", "entered_in_error"} or _is_half_signed(consent)


def _is_half_signed(consent: ConsentRecord) -> bool:
    return consent.state == "draft" and bool(consent.screen)


def _taken_back(
    consent: ConsentRecord,
    new: NewWithdrawal,
    scopes: tuple[Outcomes | None, ...],
    noted: tuple[datetime, int],
) -> ConsentRecord:
    now, user = noted
    outcomes = consent.outcomes
    for scope in scopes:
        outcomes = take_back(outcomes, scope, new.received_on)
    records = (WithdrawalRecord(new.received_on, now, new.by, new.how, user, scope) for scope in scopes)
    return replace(
        consent,
        state=_state_after(consent.state, outcomes, new.by),
        outcomes=outcomes,
        withdrawals=(*consent.withdrawals, *records),
        changed_at=now,
        revision=consent.revision + 1,
    )


def _touched(change: Change, consent: int, scopes: tuple[Outcomes | None, ...]) -> tuple[LivePlace, ...]:
    found = [one for scope in scopes for one in posts_touched(change.writer, [consent], scope)]
    return tuple(found if len(scopes) == 1 else dict.fromkeys(found))


def _stop_asking(change: Change, consent: ConsentRecord) -> None:
    """End the invitation that asks others to sign what was taken back."""
    if consent.state != "draft":
        return
    for invitation in change.writer.list_invitations("open", None, EVERY):
        if invitation.consent == consent.id:
            close(change, invitation, "invitation_ended")


def _check(ports: Ports, new: NewWithdrawal) -> None:
    check_codes(("/by", new.by, BY), ("/how", new.how, HOW))
    if new.received_on > today(ports):
        raise Invalid(Fault("/received_on", "IN_THE_FUTURE"))


def _checked_scope(scope: Outcomes | None) -> Outcomes | None:
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
        words = {"moment": moment, "path": CORNER_PAGE, "reach": _reach(change.ports.establishment)}
        send_courriel(change, person.email or "", person.language, "withdrawn", **words)


def _reach(house: Mapping[str, str]) -> str:
    """Return the establishment's telephone and courriel as far as they are known; its name else."""
    known = [house[one] for one in ("phone", "email") if house.get(one)]
    return ", ".join(known) or house.get("establishment", "Aval")


def _state_after(state: ConsentState, outcomes: tuple[Outcomes, ...], by: str) -> ConsentState:
    """Say « withdrawn » by the person, « revoked » by another, once nothing granted is left."""
    left = any(block.answer in GRANTED and block.withdrawn_on is None for block in outcomes)
    if left or state not in STANDING | {"draft"}:
        return state
    return "withdrawn" if by == "person" else "revoked"
