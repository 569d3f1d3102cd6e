"""« J'ai lu »: who acknowledged a version, who has not, and those who are asked.

Users acknowledge on their pages, and nothing waits for it. Resource responsables have no account: a link does
it (`policy_links.py`), or somebody of the house notes that they read it in person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.account_records import PolicyRead
from service.registry.errors import Conflict, NotFound
from service.registry.naming import files_named
from service.registry.permissions import check_may
from service.registry.policies import MOST, SENDING, load_policy, newest_approved, put_policy
from service.registry.policy_records import AcknowledgementRecord, PolicyRecord
from service.registry.recording import changing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.registry.account_records import Caller, UserRecord
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

EVERY: Final = 1_000_000
ONE_DAY: Final = timedelta(days=1)
"""How long somebody waits before having reminders sent again."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A user who is asked, and when they acknowledged."""

    user: UserRecord
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Responsable:
    """A resource responsable who is asked: the file, and how it stands."""

    file: File
    asked: AcknowledgementRecord


@dataclass(frozen=True, slots=True)
class Followed:
    """Everybody one version concerns."""

    record: PolicyRecord
    staff: tuple[StaffMember, ...]
    people: tuple[Responsable, ...]


def unread_by(reader: Reader, user: UserRecord) -> tuple[PolicyRecord, ...]:
    """List the versions a user is asked to acknowledge and has not; two of one text are never asked for."""
    known = reader.list_entries(PolicyRecord, "open", None, MOST)
    read = {one.policy for one in user.policies_read}
    return tuple(one for one in newest_approved(known) if "staff" in one.concerns and one.number not in read)


def acknowledge(ports: Ports, caller: Caller, number: int) -> datetime:
    """Keep that the caller read a version, once; the first time counts. Raises `Conflict` for a draft."""
    check_may(caller, "read_policies")
    with changing(ports, caller) as change:
        record = load_policy(change.writer, number)
        if record.approved_at is None:
            raise Conflict("WRONG_STATE")
        user = change.writer.load_user(caller.user)
        if user is None:
            raise NotFound
        before = read_at(user, number)
        if before is not None:
            return before
        now = ports.clock()
        read = (*user.policies_read, PolicyRead(number, now))
        why = ports.references.seal("policy", number)
        change.put("policy_acknowledged", None, replace(user, policies_read=read), why=why)
    return now


def own_reading(ports: Ports, caller: Caller, number: int) -> datetime | None:
    """Return when the caller acknowledged a version; None while they have not."""
    check_may(caller, "read_policies")
    with ports.store.reading() as reader:
        user = reader.load_user(caller.user)
    return read_at(user, number) if user else None


def follow(ports: Ports, caller: Caller, number: int) -> Followed:
    """List who acknowledged an approved version and who has not, those who have not first."""
    check_may(caller, "follow_policies")
    with ports.store.reading() as reader:
        record = load_policy(reader, number)
        if record.approved_at is None:
            raise NotFound
        users = staff_of(reader, record)
        asked = asked_of(reader, number)
    files = files_named(ports, caller, asked, "policy_followed")
    people = [Responsable(file, asked[person]) for person, file in files.items()]
    return Followed(
        record,
        tuple(sorted(users, key=lambda one: (one.at is not None, one.user.name.casefold()))),
        tuple(sorted(people, key=_by_state_and_name)),
    )


def note_in_person(ports: Ports, caller: Caller, number: int, person: int) -> AcknowledgementRecord:
    """Note that a responsable read a version in person; who says so is kept."""
    check_may(caller, "follow_policies")
    with changing(ports, caller) as change:
        asked = asked_of(change.writer, number).get(person)
        if asked is None:
            raise NotFound
        return close(change, asked, by=caller.user)


def ask_reminders(ports: Ports, caller: Caller, number: int) -> PolicyRecord:
    """Have everybody who has not acknowledged be written to again, once a day at most."""
    check_may(caller, "follow_policies")
    with changing(ports, caller) as change:
        record = load_policy(change.writer, number)
        if record.step != "approved":
            raise Conflict("WRONG_STATE")
        now = ports.clock()
        if record.reminded_at is not None and now - record.reminded_at < ONE_DAY:
            raise Conflict("REMINDED_TODAY")
        change.later(SENDING, None, now, policy=str(number), again="yes")
        return put_policy(change, "policy_reminders_asked", replace(record, reminded_at=now))


def staff_of(reader: Reader, record: PolicyRecord) -> list[StaffMember]:
    """List the users who sign in and whom a version concerns."""
    if "staff" not in record.concerns:
        return []
    users = [user for user in reader.list_users() if user.email is not None and not user.disabled]
    return [StaffMember(user, read_at(user, record.number)) for user in users]


def asked_of(reader: Reader, number: int) -> dict[int, AcknowledgementRecord]:
    """Return who was asked to acknowledge a version, by person; what is done hides what waits."""
    found = [
        one for one in reader.list_entries(AcknowledgementRecord, None, None, EVERY) if one.policy == number
    ]
    return {one.person: one for one in sorted(found, key=lambda one: one.state == "closed")}


def close(change: Change, asked: AcknowledgementRecord, by: int = 0) -> AcknowledgementRecord:
    """Keep that a responsable read it. Raises `Conflict` when that is kept already."""
    if asked.state == "closed":
        raise Conflict("ALREADY_DONE")
    done = replace(asked, state="closed", done_at=change.ports.clock(), done_by=by)
    change.put("policy_acknowledged", None, done, why=change.ports.references.seal("policy", asked.policy))
    return done


def read_at(user: UserRecord, number: int) -> datetime | None:
    """Return when a user acknowledged a version."""
    return next((one.at for one in user.policies_read if one.policy == number), None)


def count_left(people: Iterable[StaffMember | Responsable]) -> int:
    """Count those who have not acknowledged."""
    return sum(
        one.at is None if isinstance(one, StaffMember) else one.asked.state == "open" for one in people
    )


def _by_state_and_name(one: Responsable) -> tuple[bool, str]:
    return one.asked.state == "closed", one.file.person.names.display.casefold()
