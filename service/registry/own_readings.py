"""What people are shown in their corner: posts to read before they go out, and posts that are online."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.registry.corner import visitor
from service.registry.corner_papers import left_to_withdraw, own_files, own_papers
from service.registry.errors import Conflict, NotFound
from service.registry.messages import is_address, send_courriel
from service.registry.reading_records import ReadingRecord
from service.registry.readings import give_answer
from service.registry.recording import changing
from service.registry.required_readings import EVERY, counts
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord
    from service.registry.corner_visits import CornerVisit
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.reading_records import ReadingAnswer
    from service.registry.recording import Change

READINGS_PAGE = "/relectures"


@dataclass(frozen=True, slots=True)
class OwnReading:
    """One text with whom it shows; `post` and `papers` are those of a post that is online."""

    file: File
    reading: ReadingRecord
    post: PostRecord | None = None
    papers: tuple[ConsentRecord, ...] = ()
    """What of theirs it rests on and can be taken back."""


def own_readings(ports: Ports, visit: CornerVisit) -> tuple[OwnReading, ...]:
    """List what waits for an answer and what is online, the newest first; who looked is recorded."""
    files = {file.person.number: file for file in own_files(ports, visit)}
    now = ports.clock()
    found: list[OwnReading] = []
    with ports.store.reading() as reader:
        for one in reader.list_entries(ReadingRecord, "open", None, EVERY):
            if one.person not in files or not counts(one, now):
                continue
            file = files[one.person]
            if one.kind == "draft":
                found.append(OwnReading(file, one))
                continue
            post = reader.load_post(one.post or 0)
            if post is not None and post.state == "published" and _shows(post, one.person):
                found.append(OwnReading(file, one, post, _resting(file, post)))
    return tuple(found)


def own_draft(ports: Ports, visit: CornerVisit, number: int) -> OwnReading:
    """Return one text to read. Raises `NotFound` for any other number."""
    for one in own_readings(ports, visit):
        if one.reading.number == number and one.reading.kind == "draft":
            return one
    raise NotFound


def answer_own(
    ports: Ports, visit: CornerVisit, number: int, answer: ReadingAnswer, word: str = ""
) -> ReadingRecord:
    """Accept or refuse a text, once: a change of mind is another reading, or a withdrawal."""
    own_draft(ports, visit, number)
    check_texts({"word": word})
    with changing(ports, visitor(visit.language)) as change:
        reading = change.writer.load_entry(ReadingRecord, number)
        if reading is None or not counts(reading, ports.clock()):
            raise NotFound
        if reading.answer is not None:
            raise Conflict("ALREADY_DONE")
        answered = give_answer(change, reading, answer, word)
        _tell(change, reading)
    return answered


def _shows(post: PostRecord, person: int) -> bool:
    """Tell whether a post shows a person still: changed since, it may be about others alone."""
    return any(person in one.persons for one in post.people)


def _resting(file: File, post: PostRecord) -> tuple[ConsentRecord, ...]:
    papers = (one for one in own_papers(file) if one.number in post.consents)
    return tuple(one for one in papers if left_to_withdraw(one))


def _tell(change: Change, reading: ReadingRecord) -> None:
    """Write to whoever asked that there is an answer, not which."""
    user = change.writer.load_user(reading.made_by)
    if user is not None and not user.disabled and is_address(user.email or ""):
        send_courriel(change, user.email or "", user.language, "reading_answered", path=READINGS_PAGE)
