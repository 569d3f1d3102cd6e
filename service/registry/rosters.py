"""The list of an event: who may appear today, and nothing of anybody else (« Nothing may leak », no. 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from service.domain.views import publisher_view
from service.registry.badge_sheets import Wearer
from service.registry.errors import NotFound
from service.registry.event_people import asked_of, files_of
from service.registry.events import event_of, question_today
from service.registry.judging import Asked, publisher_until
from service.registry.permissions import check_may
from service.registry.questions import Who
from service.registry.recording import note_view
from service.registry.requested_posts import judge_to_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord
    from service.registry.event_records import EventRecord
    from service.registry.files import File, Found
    from service.registry.ports import Ports
    from service.registry.questions import Question
    from service.registry.storing import Checkpoint

OFFLINE_FOR: Final = timedelta(hours=24)
"""How long a list taken along may be relied on; older, it cannot tell (P3)."""
HIDDEN_UNDER: Final = 10


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who may appear: the number to cite, under which conditions, and until when that holds."""

    person: int
    name: str
    cite: tuple[str, ...]
    conditions: tuple[str, ...]
    valid_until: date


@dataclass(frozen=True, slots=True)
class Roster:
    """Who may appear at an event today, by name."""

    event: EventRecord
    question: Question
    listed: tuple[Listed, ...]
    made_at: datetime
    as_of: Checkpoint | None

    @property
    def expires_at(self) -> datetime:
        """Return when a list taken along ends."""
        return self.made_at + OFFLINE_FOR


def read_roster(
    ports: Ports, caller: Caller, number: int, action: str = "roster_read", after: int = 0
) -> Roster:
    """Judge everyone expected, each by themselves; who may not appear leaves no trace in what is returned.

    The record of the view names everyone expected, whatever the answers, and is kept before anything is told.
    `after` leaves out whoever stands up to there, listed or not; `NotFound` when they are expected no more.
    """
    check_may(caller, "read_events")
    roster, files = _judged(ports, caller, number, action)
    if not after:
        return roster
    places = {file.person.number: place for place, file in enumerate(files)}
    if after not in places:
        raise NotFound
    return replace(roster, listed=tuple(one for one in roster.listed if places[one.person] > places[after]))


def read_wearers(ports: Ports, caller: Caller, number: int) -> tuple[EventRecord, tuple[Wearer, ...]]:
    """List everyone expected for their badges: who may be shown without condition, and all others alike.

    Who has not answered, who refused, who set conditions and who must not be shown are one kind.
    """
    check_may(caller, "change_events")
    roster, files = _judged(ports, caller, number, "badges_printed")
    free = {one.person for one in roster.listed if not one.conditions}
    wearers = tuple(Wearer(file.person.names.display, file.person.number in free) for file in files)
    return roster.event, wearers


def count_received(ports: Ports, caller: Caller, number: int) -> int | None:
    """Count those expected who signed since the event was made; None under ten.

    It counts papers that came in, never what they allow: no answer moves it.
    """
    check_may(caller, "change_events")
    with ports.store.reading() as reader:
        event = event_of(reader, number)
        files = files_of(event, reader.find_files(asked_of(event)))
    note_view(ports, caller, "event_people_counted", files)
    signed = [file for file in files if any(_came_in(one, event.made_at) for one in file.consents)]
    return len(signed) if len(signed) >= HIDDEN_UNDER else None


def _judged(ports: Ports, caller: Caller, number: int, action: str) -> tuple[Roster, tuple[File, ...]]:
    now = ports.clock()
    with ports.store.reading() as reader:
        event = event_of(reader, number)
        found = reader.find_files(asked_of(event))
        as_of = reader.last_checkpoint()
    files = files_of(event, found)
    question = question_today(ports, event)
    listed = _listed(ports, event, found, question)
    note_view(ports, caller, action, files)
    return Roster(event, question, listed, now, as_of), files


def _listed(
    ports: Ports, event: EventRecord, found: Sequence[Found], question: Question
) -> tuple[Listed, ...]:
    met = dict(zip(event.people, found, strict=True))
    rows = (_answer(ports, file, met[file.person.number], question) for file in files_of(event, found))
    return tuple(row for row in rows if row is not None)


def _answer(ports: Ports, file: File, met: Found, question: Question) -> Listed | None:
    """Judge one person as a question about them alone is; None unless the answer is yes."""
    number, config = file.person.number, ports.policy.config
    asked = Asked((Who(person=number),), question)
    judged = judge_to_tell(asked, (met,), config, ports.clock()).told
    if not judged.publishable:
        return None
    view = publisher_view(judged.decision)
    until = publisher_until(judged, config, question.on)
    return Listed(number, file.person.names.display, view.cite, view.conditions, until)


def _came_in(paper: ConsentRecord, since: datetime) -> bool:
    """Tell whether this is a paper somebody signed; what stands in their file for other reasons is none."""
    return paper.order is None and paper.state != "draft" and paper.recorded_at >= since
