"""Break-glass: for a reason and by a second person's word, an hour of what legal sees of one thing.

Asking tells nothing: one is asked over something that is not there as over something that is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.break_glass_records import BreakGlassRecord
from service.registry.closed_lists import check_codes
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.loading import file_of
from service.registry.messages import is_address, send_courriel
from service.registry.people import read_file
from service.registry.permissions import MAY, can, check_may
from service.registry.recording import changing, note_view
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

LASTS: Final = timedelta(minutes=60)
LAPSES: Final = timedelta(days=7)
"""After which nobody can approve a request any more."""
SHORTEST_REASON: Final = 20
"""Characters: a sentence, not a word."""
LONGEST_REASON: Final = 1000
OUTCOMES: Final = ("approved", "refused")
SCOPES: Final = ("person", "decision")
PAGE: Final = "/acces-d-exception"
_AT_ONCE: Final = 100


def ask_break_glass(
    ports: Ports, caller: Caller, scope: str, reference: str, reason: str
) -> BreakGlassRecord:
    """Ask to see what legal sees, by a reference of somebody or of nobody. Others are told that one waits."""
    check_may(caller, "ask_break_glass")
    check_codes(("/scope", scope, SCOPES))
    check_texts({"reason": reason, "reference": reference})
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid(Fault("/reason", "TOO_SHORT", str(SHORTEST_REASON)))
    if len(reason) > LONGEST_REASON:
        raise Invalid(Fault("/reason", "TOO_LONG", str(LONGEST_REASON)))
    with changing(ports, caller) as change:
        asked = BreakGlassRecord(
            change.writer.next_number("break_glass"),
            ports.clock(),
            caller.user,
            caller.role,
            scope,
            _subject(ports, scope, reference),
            reason.strip(),
            "open",
            reference=reference,
        )
        _put(change, "break_glass_asked", asked)
        _tell_deciders(change)
    return asked


def decide_break_glass(ports: Ports, caller: Caller, number: int, outcome: str) -> BreakGlassRecord:
    """Approve or refuse; never one's own. Raises NotAllowed("FOUR_EYES"), Conflict when it waits no more."""
    check_may(caller, "decide_break_glass")
    check_codes(("/outcome", outcome, OUTCOMES))
    now = ports.clock()
    with changing(ports, caller) as change:
        asked = _loaded(change.writer, number)
        if asked.asked_by == caller.user:
            raise NotAllowed("FOUR_EYES")
        if state_at(asked, now) != "open":
            raise Conflict("ALREADY_DEALT_WITH")
        approved = outcome == "approved"
        decided = replace(
            asked,
            state="approved" if approved else "refused",
            decided_at=now,
            decided_by=caller.user,
            ends_at=now + LASTS if approved else None,
        )
        _put(change, f"break_glass_{outcome}", decided)
    return decided


def end_break_glass(ports: Ports, caller: Caller, number: int) -> BreakGlassRecord:
    """End one early, waiting or approved: whoever asked may, and whoever may approve."""
    if not (can(caller, "ask_break_glass") or can(caller, "decide_break_glass")):
        raise NotAllowed
    now = ports.clock()
    with changing(ports, caller) as change:
        asked = _loaded(change.writer, number)
        _check_may_see(caller, asked)
        if state_at(asked, now) not in {"open", "approved"}:
            raise Conflict("ALREADY_DEALT_WITH")
        ended = replace(asked, state="ended", ended_at=now)
        _put(change, "break_glass_ended", ended)
    return ended


def list_break_glass(
    ports: Ports, caller: Caller, before: int | None = None, limit: int = 50
) -> tuple[BreakGlassRecord, ...]:
    """List them, newest first: all for those who approve, one's own for those who only ask."""
    check_may(caller, "read_break_glass")
    note_view(ports, caller, "break_glass_listed", [])
    shown: list[BreakGlassRecord] = []
    with ports.store.reading() as reader:
        while len(shown) < limit and (read := reader.list_break_glass(None, before, _AT_ONCE)):
            shown += [one for one in read if _may_see(caller, one)]
            before = read[-1].number
    return tuple(shown[:limit])


def read_break_glass(ports: Ports, caller: Caller, number: int) -> BreakGlassRecord:
    """Read one: any for those who approve, one's own for those who only ask."""
    check_may(caller, "read_break_glass")
    with ports.store.reading() as reader:
        asked = _loaded(reader, number)
    _check_may_see(caller, asked)
    note_view(ports, caller, "break_glass_listed", [])
    return asked


def state_at(asked: BreakGlassRecord, now: datetime) -> str:
    """Return how it stands: an approved one ends by itself, one that nobody answered lapses."""
    if asked.state == "open" and asked.asked_at + LAPSES <= now:
        return "lapsed"
    if asked.state == "approved" and (asked.ends_at is None or asked.ends_at <= now):
        return "ended"
    return asked.state


def reference_of(ports: Ports, asked: BreakGlassRecord) -> str:
    """Return the reference as it was typed; older records kept only what it stands for."""
    if asked.reference:
        return asked.reference
    if not asked.subject:
        return ports.references.seal("break_glass", asked.number, 1)
    return ports.references.seal("person" if asked.scope == "person" else "check", asked.subject)


def exception_over(ports: Ports, caller: Caller, scope: str, subject: int) -> str:
    """Return the reference of the caller's open exception over exactly this; nothing when there is none."""
    if not can(caller, "ask_break_glass"):
        return ""
    now, before = ports.clock(), None
    with ports.store.reading() as reader:
        while read := reader.list_break_glass(None, before, _AT_ONCE):
            for one in read:
                mine = (one.asked_by, one.scope, one.subject) == (caller.user, scope, subject)
                if mine and state_at(one, now) == "approved":
                    return ports.references.seal("break_glass", one.number)
            if read[-1].asked_at + LAPSES + LASTS <= now:
                break
            before = read[-1].number
    return ""


def read_legal_file(ports: Ports, caller: Caller, number: int) -> File:
    """Read what only legal may know: as legal, or under an open exception over this person."""
    if can(caller, "read_legal_file"):
        return read_file(ports, caller, number)
    why = exception_over(ports, caller, "person", number)
    if not why:
        raise NotAllowed
    with ports.store.reading() as reader:
        file = file_of(reader, number)
    note_view(ports, caller, "exception_used", [file], why=why)
    return file


def note_use(ports: Ports, caller: Caller, scope: str, subject: int, files: Sequence[File]) -> None:
    """Record, under the number of the caller's open exception over this, that these files are being read."""
    why = exception_over(ports, caller, scope, subject)
    if why:
        note_view(ports, caller, "exception_used", files, why=why)


def _subject(ports: Ports, scope: str, reference: str) -> int:
    """Return the number of what is asked for; 0 for what is not there."""
    try:
        number, item = ports.references.open("person" if scope == "person" else "check", reference)
    except NotFound:
        return 0
    return 0 if item else number


def _put(change: Change, kind: str, record: BreakGlassRecord) -> None:
    why = change.ports.references.seal("break_glass", record.number)
    change.put(kind, None, record, why=why)


def _loaded(reader: Reader, number: int) -> BreakGlassRecord:
    asked = reader.load_break_glass(number)
    if asked is None:
        raise NotFound
    return asked


def _may_see(caller: Caller, asked: BreakGlassRecord) -> bool:
    return asked.asked_by == caller.user or can(caller, "decide_break_glass")


def _check_may_see(caller: Caller, asked: BreakGlassRecord) -> None:
    if not _may_see(caller, asked):
        raise NotFound


def _tell_deciders(change: Change) -> None:
    """Write to all who may approve: that something waits, and nothing of what."""
    for user in change.writer.list_users():
        may = MAY["decide_break_glass"] & set(user.roles) and user.number != change.caller.user
        if may and not user.disabled and is_address(user.email or ""):
            send_courriel(change, user.email or "", user.language, "exception_asked", path=PAGE)
