"""Reviews: what legal must decide before a post, and the decision it records (a fact of the engine)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import CONDITIONS, REVIEW_OUTCOMES
from service.registry.acts import LEGAL_FILE
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Fault, Invalid
from service.registry.legal_files import is_minor, stamp
from service.registry.legal_records import ReviewEntry
from service.registry.loading import file_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.takedowns import recheck_posts_showing
from service.registry.texts import check_texts
from service.registry.waiting import REVIEWABLE

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.questions import Question


LONGEST: Final = timedelta(days=5 * 366)
"""Beyond it an end is a slip: every decision is made again some day."""


@dataclass(frozen=True, slots=True)
class NewReview:
    """Legal's decision: accepted or refused, for which days, with which conditions."""

    outcome: str
    from_: date
    until: date
    conditions: tuple[str, ...] = ()
    note: str = ""
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A person whose papers wait for legal, and the code of what is to be decided."""

    file: File
    code: str
    question: Question

    @property
    def item(self) -> int:
        """Number of the review inside its file."""
        return REVIEWABLE.index(self.code) + 1


def list_reviews(ports: Ports, caller: Caller, after: int = 0, limit: int = 50) -> tuple[OpenReview, ...]:
    """List what waits for legal's decision, in order of file; the last file is listed whole."""
    check_may(caller, "decide_legally")
    waiting: list[OpenReview] = []
    with ports.store.reading() as reader:
        rows = ports.desk.rows(ports, reader, for_legal=True)
        numbers = sorted(number for number, row in tuple(rows.items()) if row.reviews and number > after)
        for number in numbers:
            file = reader.load_file(number)
            if file is not None:
                waiting += [OpenReview(file, one.code, one.question) for one in rows[number].reviews]
            if len(waiting) >= limit:
                break
    note_view(ports, caller, LEGAL_FILE, list({one.file.person.number: one.file for one in waiting}.values()))
    return tuple(waiting)


def decide_review(ports: Ports, caller: Caller, person: int, item: int, new: NewReview) -> ReviewEntry:
    """Record legal's decision on a REVIEW; it counts as a fact from its first to its last day."""
    check_may(caller, "decide_legally")
    _check_review(item, new)
    with changing(ports, caller) as change:
        file = file_of(change.writer, person)
        entry = ReviewEntry(
            item=file.legal.next_item,
            stamp=stamp(ports, caller, opens=new.outcome == "accepted" and is_minor(ports, file.person)),
            code=REVIEWABLE[item - 1],
            outcome=new.outcome,
            from_=new.from_,
            until=new.until,
            conditions=new.conditions,
            activity=new.activity,
            note=new.note,
        )
        legal = replace(file.legal, reviews=(*file.legal.reviews, entry), next_item=entry.item + 1)
        change.put_legal("review_decided", legal)
        recheck_posts_showing(change, person)
    return entry


def _check_review(item: int, new: NewReview) -> None:
    check_codes(
        ("/outcome", new.outcome, REVIEW_OUTCOMES), *each_code("/conditions", new.conditions, CONDITIONS)
    )
    check_texts(new)
    if not 1 <= item <= len(REVIEWABLE):
        raise Invalid(Fault("/id", "UNKNOWN"))
    if new.until < new.from_:
        raise Invalid(Fault("/until", "BEFORE_START"))
    if new.until - new.from_ > LONGEST:
        raise Invalid(Fault("/until", "END_TOO_FAR"))
