"""Signs of youth protection: communications report them and never read them; legal looks at each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry.acts import LEGAL_FILE
from service.registry.errors import Fault, Invalid
from service.registry.legal_files import pending, stamp
from service.registry.legal_records import SignalEntry
from service.registry.loading import file_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.takedowns import recheck_posts_showing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports

LONGEST_SIGN: Final = 300
LONGEST_OUTCOME: Final = 300


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as legal's list shows it, with the file it is about."""

    file: File
    entry: SignalEntry


def report_signal(ports: Ports, caller: Caller, number: int, note: str) -> None:
    """Report a sign of youth protection: written here, read by legal alone. The legal check opens at once."""
    check_may(caller, "report_signal")
    check_texts({"note": note})
    if len(note) > LONGEST_SIGN:
        raise Invalid(Fault("/note", "TOO_LONG"))
    with changing(ports, caller) as change:
        legal = file_of(change.writer, number).legal
        signal = SignalEntry(stamp(ports, caller, opens=False), note)
        legal = replace(legal, signals=(*legal.signals, signal))
        if not legal.checks or legal.checks[-1].status != "pending":
            legal = pending(ports, caller, legal)
        change.put_legal("signal_reported", legal)
        recheck_posts_showing(change, number)


def unseen_signals(file: File) -> tuple[SignalEntry, ...]:
    """List the signs of a file that legal has not looked at, oldest first."""
    return tuple(one for one in file.legal.signals if one.seen_at is None)


def count_unseen(ports: Ports, caller: Caller) -> int:
    """Count the signs that legal has not looked at."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        rows = ports.desk.rows(ports, reader, for_legal=True).values()
        return sum(row.standing.signs for row in rows if row.standing)


def list_signals(ports: Ports, caller: Caller, after: int = 0, limit: int = 50) -> tuple[Sign, ...]:
    """List the signs still kept in files, those not looked at first, then the latest first; skip `after`."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        held = [number for number, row in ports.desk.rows(ports, reader, for_legal=True).items() if row.signs]
        files = [file for number in held if (file := reader.load_file(number)) is not None]
    signs = [Sign(file, entry) for file in files for entry in file.legal.signals]
    signs.sort(key=lambda one: one.entry.stamp.recorded_at, reverse=True)
    signs.sort(key=lambda one: one.entry.seen_at is not None)
    shown = tuple(signs[after : after + limit])
    note_view(ports, caller, LEGAL_FILE, list({one.file.person.number: one.file for one in shown}.values()))
    return shown


def answer_signal(ports: Ports, caller: Caller, number: int, outcome: str, until: datetime) -> File:
    """Say what was made of the signs of a file reported up to a moment; later ones stay to be looked at."""
    check_may(caller, "decide_legally")
    check_texts({"outcome": outcome})
    if not outcome.strip():
        raise Invalid(Fault("/outcome", "MISSING"))
    if len(outcome) > LONGEST_OUTCOME:
        raise Invalid(Fault("/outcome", "TOO_LONG"))
    now = ports.clock()
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        seen = tuple(
            replace(one, seen_at=now, seen_by=caller.user, outcome=outcome)
            if one.seen_at is None and one.stamp.recorded_at <= until
            else one
            for one in file.legal.signals
        )
        if seen == file.legal.signals:
            raise Invalid(Fault("/until", "NOTHING_TO_SEE"))
        change.put_legal("signal_seen", replace(file.legal, signals=seen))
        return file_of(change.writer, number)
