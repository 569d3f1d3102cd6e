"""Authorized users of accounts, by direction (policy 10 974, 7.4): designated, noted, ended.

The DCAI is told of each, and of each end, in one wording that names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry.designation_records import DesignationRecord
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.incidents import check_lengths
from service.registry.messages import is_address, reachable, send_courriel
from service.registry.permissions import can, check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.account_records import Caller, UserRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

LONGEST: Final = {"name": 100, "position": 100, "direction": 200, "accounts": 500}
MOST: Final = 1000
PAGE: Final = "/equipe-et-comptes"


@dataclass(frozen=True, slots=True)
class NewDesignation:
    """Whom a direction designates, for which accounts, from when and until when."""

    name: str
    position: str
    direction: str
    accounts: str
    since: date
    until: date | None = None
    user_email: str = ""
    """Courriel of their account here; empty: none."""


def designate(ports: Ports, caller: Caller, new: NewDesignation) -> DesignationRecord:
    """Keep who is designated; communications take note at once of what they enter themselves."""
    check_may(caller, "designate")
    check_lengths({name: getattr(new, name) for name in LONGEST}, LONGEST, tuple(LONGEST))
    if new.until is not None and new.until < new.since:
        raise Invalid(Fault("/until", "BEFORE_START"))
    now, told = ports.clock(), can(caller, "take_note_of_designations")
    with changing(ports, caller) as change:
        user = _account(change, new.user_email.strip())
        made = DesignationRecord(
            number=change.writer.next_number("entry"),
            state="open",
            made_at=now,
            made_by=caller.user,
            name=new.name.strip(),
            position=new.position.strip(),
            direction=new.direction.strip(),
            accounts=new.accounts.strip(),
            since=new.since,
            until=new.until,
            told_at=now if told else None,
            told_by=caller.user if told else None,
            user=user.number if user else None,
        )
        _tell_dcai(change)
        return _put(change, "account_user_designated", made)


def take_note(ports: Ports, caller: Caller, number: int) -> DesignationRecord:
    """Have communications take note of who is designated. Raises `Conflict` when they did before."""
    check_may(caller, "take_note_of_designations")
    with changing(ports, caller) as change:
        made = _open(change.writer, number)
        if made.told_at is not None:
            raise Conflict("ALREADY_DONE")
        return _put(change, "account_user_noted", replace(made, told_at=ports.clock(), told_by=caller.user))


def end_designation(ports: Ports, caller: Caller, number: int) -> DesignationRecord:
    """End it from now on."""
    check_may(caller, "designate")
    with changing(ports, caller) as change:
        ended = replace(
            _open(change.writer, number), state="closed", ended_at=ports.clock(), ended_by=caller.user
        )
        _tell_dcai(change)
        return _put(change, "account_user_ended", ended)


def list_designations(ports: Ports, caller: Caller) -> tuple[DesignationRecord, ...]:
    """List them by direction and name, those that ended last."""
    check_may(caller, "designate")
    note_view(ports, caller, "designations_listed", [])
    with ports.store.reading() as reader:
        found = reader.list_entries(DesignationRecord, None, None, MOST)
    return tuple(sorted(found, key=lambda one: (one.state, one.direction.casefold(), one.name.casefold())))


def read_designation(ports: Ports, caller: Caller, number: int) -> DesignationRecord:
    """Read one."""
    check_may(caller, "designate")
    with ports.store.reading() as reader:
        found = reader.load_entry(DesignationRecord, number)
    if found is None:
        raise NotFound
    note_view(ports, caller, "designations_listed", [])
    return found


def accounts_of(ports: Ports, caller: Caller, designated: Iterable[DesignationRecord]) -> dict[int, str]:
    """Return the courriels of the accounts that designations are linked to, by number of user."""
    check_may(caller, "designate")
    linked = {one.user for one in designated if one.user is not None}
    if not linked:
        return {}
    with ports.store.reading() as reader:
        return {user.number: user.email or "" for user in reader.list_users() if user.number in linked}


def list_to_note(ports: Ports, caller: Caller) -> tuple[DesignationRecord, ...]:
    """List those of which communications have to take note."""
    if not can(caller, "take_note_of_designations"):
        return ()
    with ports.store.reading() as reader:
        found = reader.list_entries(DesignationRecord, "open", None, MOST)
    return tuple(one for one in found if one.told_at is None)


def _account(change: Change, email: str) -> UserRecord | None:
    """Find the account that somebody designated has. Raises `Invalid` when there is none."""
    if not email:
        return None
    user = change.writer.load_user_by_email(email)
    if user is None or user.disabled:
        raise Invalid(Fault("/user_email", "NO_ACCOUNT"))
    return user


def _tell_dcai(change: Change) -> None:
    """Write to whoever answers for the DCAI, or where nobody does to communications; not to who does it."""
    desk = reachable(change.writer, "communications")
    dcai = [user for user in change.writer.list_users() if "dcai" in user.offices and not user.disabled]
    for user in [one for one in dcai if is_address(one.email or "")] or desk:
        if user.number != change.caller.user:
            send_courriel(change, user.email or "", user.language, "designations_changed", path=PAGE)


def _open(reader: Reader, number: int) -> DesignationRecord:
    made = reader.load_entry(DesignationRecord, number)
    if made is None:
        raise NotFound
    if made.state != "open":
        raise Conflict("ALREADY_DONE")
    return made


def _put(change: Change, kind: str, record: DesignationRecord) -> DesignationRecord:
    change.put(kind, None, record, why=change.ports.references.seal("designation", record.number))
    return record
