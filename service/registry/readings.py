"""« Voir avant la publication »: who asked for it reads the very text first, and says yes or no.

A reading is offered where the answer holds that condition, and nowhere else: a no asks for nothing, so that
asking tells no more than the answer did. The courriel leads to the person's own corner, which a code sent to
the same address opens: there is no link that anybody of the house could hold.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from service.registry.checking import readable
from service.registry.errors import Conflict, NotFound
from service.registry.messages import CORNER_PAGE, is_address, send_courriel
from service.registry.permissions import check_may
from service.registry.publishing import check_new, decide_now
from service.registry.reading_records import Draft, ReadingAnswer, ReadingRecord
from service.registry.recording import changing
from service.registry.required_readings import counts, digest_of, in_force, readers_of
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.publishing import NewPost
    from service.registry.recording import Change
    from service.registry.required_readings import FirstReader

TO_ANSWER: Final = timedelta(days=14)
STANDS: Final = timedelta(days=90)
"""How long an answer counts: for the same text, unless another answer takes its place."""
_STEP: Final = 200
ANSWERS: Final = get_args(ReadingAnswer)
Status = Literal["waiting", "accepted", "refused", "ended"]


def ask_readings(ports: Ports, caller: Caller, new: NewPost) -> tuple[ReadingRecord, ...]:
    """Have each who asked to see the post first sent it; what is asked already is not asked again.

    Raises `Conflict`: NOT_CLEARED for every no, READING_NOT_ASKED where nobody asked to see it.
    """
    check_may(caller, "publish")
    new = replace(new, asked=readable(new.asked))
    check_new(ports, caller, new)
    with changing(ports, caller) as change:
        readers = readers_of(decide_now(change, new.asked, "reading_asked"))
        if not readers:
            raise Conflict("READING_NOT_ASKED")
        known = _newest(in_force(change.writer, digest_of(new), ports.clock()))
        return tuple(_kept(known, one) or _ask(change, new, one) for one in readers)


def readings_of(ports: Ports, caller: Caller, new: NewPost) -> tuple[ReadingRecord, ...]:
    """List the newest reading of this text by each of its people, in their order."""
    check_may(caller, "publish")
    with ports.store.reading() as reader:
        known = _newest(in_force(reader, digest_of(new), ports.clock()))
        met = reader.find_files(readable(new.asked).people) if known else ()
    places = {file.person.number: place for place, one in enumerate(met) for file in one.files}
    shown = [replace(one, place=places[one.person]) for one in known.values() if one.person in places]
    return tuple(sorted(shown, key=lambda one: (one.place, one.number)))


def list_readings(
    ports: Ports, caller: Caller, before: int | None = None, limit: int = 50
) -> tuple[ReadingRecord, ...]:
    """List one's own readings asked for, newest first."""
    check_may(caller, "publish")
    found: list[ReadingRecord] = []
    with ports.store.reading() as reader:
        while len(found) < limit and (
            some := reader.list_entries(ReadingRecord, None, before, max(limit, _STEP))
        ):
            found += [one for one in some if one.kind == "draft" and one.made_by == caller.user]
            before = some[-1].number
    return tuple(found[:limit])


def note_reading(
    ports: Ports, caller: Caller, number: int, answer: ReadingAnswer, word: str = ""
) -> ReadingRecord:
    """Note what a person said who was shown the text in person; who says so is kept."""
    check_may(caller, "publish")
    check_texts({"word": word})
    with changing(ports, caller) as change:
        reading = change.writer.load_entry(ReadingRecord, number)
        if reading is None or reading.kind != "draft" or reading.made_by != caller.user:
            raise NotFound
        if reading.state != "open" or reading.answer is not None:
            raise Conflict("ALREADY_DONE")
        return give_answer(change, replace(reading, way="in_person"), answer, word)


def read_reading(ports: Ports, caller: Caller, number: int) -> ReadingRecord:
    """Read one of one's own readings. Raises `NotFound` for any other."""
    check_may(caller, "publish")
    with ports.store.reading() as reader:
        reading = reader.load_entry(ReadingRecord, number)
    if reading is None or reading.kind != "draft" or reading.made_by != caller.user:
        raise NotFound
    return reading


def give_answer(change: Change, reading: ReadingRecord, answer: ReadingAnswer, word: str) -> ReadingRecord:
    """Keep an answer; it counts for this text until its time is over."""
    now = change.ports.clock()
    answered = replace(
        reading,
        answer=answer,
        word=word,
        answered_at=now,
        answered_by=change.caller.user,
        ends_at=now + STANDS,
    )
    change.put("reading_answered", None, answered)
    return answered


def status_of(ports: Ports, reading: ReadingRecord) -> Status:
    """Tell how a reading stands: by its answer, while that counts."""
    if not counts(reading, ports.clock()):
        return "ended"
    return reading.answer or "waiting"


def writes_to(person: PersonRecord) -> bool:
    """Tell whether the registry knows where to write to a person."""
    return person.deceased is None and is_address(person.email or "")


def _ask(change: Change, new: NewPost, reader: FirstReader) -> ReadingRecord:
    person, now = reader.file.person, change.ports.clock()
    question = new.asked.question
    pictures = tuple(name for _, name in new.media if name)
    writes = reader.alone and writes_to(person)
    reading = ReadingRecord(
        number=change.writer.next_number("entry"),
        state="open",
        made_at=now,
        made_by=change.caller.user,
        person=person.number,
        place=reader.place,
        digest=digest_of(new),
        draft=Draft(new.text, question.medium, question.channels, question.purpose, question.on, pictures),
        way="courriel" if writes else "in_person",
        ends_at=now + TO_ANSWER,
    )
    change.put("reading_asked", None, reading)
    if writes:
        send_courriel(change, person.email or "", person.language, "reading", path=CORNER_PAGE)
    return reading


def _kept(known: dict[int, ReadingRecord], reader: FirstReader) -> ReadingRecord | None:
    """Keep what is asked or accepted already; after a refusal the person may be asked once more."""
    one = known.get(reader.file.person.number)
    return None if one is None or one.answer == "refused" else replace(one, place=reader.place)


def _newest(found: tuple[ReadingRecord, ...]) -> dict[int, ReadingRecord]:
    newest: dict[int, ReadingRecord] = {}
    for one in found:
        newest.setdefault(one.person, one)
    return newest
