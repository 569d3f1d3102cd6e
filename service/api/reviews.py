"""Reviews: what waits for legal's decision, and the decision it records."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.fields import Condition, Day, Given, Line, Note, one_of, shown_by
from service.api.legal_shown import ReviewShown
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import PersonIn
from service.api.routes import may, routes_on
from service.api.shown import Shown
from service.domain import vocabulary
from service.registry import reviewing
from service.registry.closed_lists import check_codes
from service.registry.legal_records import ReviewEntry
from service.registry.people import read_file
from service.registry.reviewing import NewReview, OpenReview
from service.registry.waiting import REVIEWABLE

routes = routes_on("reviews")


class ReviewWaiting(Shown):
    """A code that makes a paper of this person wait, and one question it stands in the way of."""

    id: str
    person_id: str
    code: str
    medium: str
    channel: str
    purpose: str
    activity: str | None


class DecisionGiven(Given):
    """Legal's decision, for which days (both included), with which conditions."""

    model_config = shown_by(
        {
            "outcome": "accepted",
            "from": "2026-10-13",
            "until": "2026-12-31",
            "conditions": ["no_tag"],
            "note": "Vu le dossier.",
        }
    )

    outcome: Annotated[Line, one_of(vocabulary.REVIEW_OUTCOMES)]
    from_: Day = Field(alias="from")
    until: Day
    conditions: list[Condition] = Field(default=[], max_length=50)
    note: Note = ""
    activity: Line | None = None

    def new_review(self) -> NewReview:
        """Return what the use case is asked."""
        return NewReview(
            self.outcome, self.from_, self.until, tuple(self.conditions), self.note, self.activity
        )


class PersonDecisionGiven(DecisionGiven):
    """A decision on a code that no paper of the person meets: a post alone raises it."""

    model_config = shown_by(
        {
            "outcome": "accepted",
            "from": "2026-10-13",
            "until": "2026-12-31",
            "conditions": ["no_tag"],
            "code": "PARENTAL_CONFLICT",
        }
    )

    code: Annotated[Line, one_of(REVIEWABLE)]


async def _review(call: CallIn, review_id: str) -> tuple[int, int]:
    return call.ports.references.open("review", review_id)


ReviewIn = Annotated[tuple[int, int], Depends(_review)]


@routes.get("/reviews", **may("decide_legally"))
def list_reviews(
    call: CallIn, request: Request, response: Response, cursor: Cursor = None, limit: Limit = 50
) -> Page[ReviewWaiting]:
    """List what waits for legal, in order of file; a page ends with a whole file."""
    after = place_of(call.ports, "person", cursor) or 0
    waiting = reviewing.list_reviews(call.ports, call.caller, after, limit)
    items = [_waiting(call, one) for one in waiting]
    following = items[-1].person_id if len(items) >= limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.post("/reviews/{review_id}/decision", **may("decide_legally"))
def decide_review(call: CallIn, review: ReviewIn, given: DecisionGiven) -> ReviewShown:
    """Record legal's decision; it counts as a fact from its first to its last day."""
    (person, item), new = review, given.new_review()
    decided = call.once(
        lambda ports: reviewing.decide_review(ports, call.caller, person, item, new),
        lambda entry: str(entry.item),
        lambda kept: _entry(call, person, int(kept)),
    )
    return ReviewShown.of(decided, call.ports)


@routes.post("/people/{person_id}/reviews", status_code=201, **may("decide_legally"))
def decide_for_person(call: CallIn, person: PersonIn, given: PersonDecisionGiven) -> ReviewShown:
    """Record legal's decision from a person's file, listed or not: what a post alone raises is not."""
    check_codes(("/code", given.code, REVIEWABLE))
    item, new = REVIEWABLE.index(given.code) + 1, given.new_review()
    decided = call.once(
        lambda ports: reviewing.decide_review(ports, call.caller, person, item, new),
        lambda entry: str(entry.item),
        lambda kept: _entry(call, person, int(kept)),
    )
    return ReviewShown.of(decided, call.ports)


def _waiting(call: Call, one: OpenReview) -> ReviewWaiting:
    person, question = one.file.person.number, one.question
    return ReviewWaiting(
        id=call.seal("review", person, one.item),
        person_id=call.seal("person", person),
        code=one.code,
        medium=question.medium,
        channel=question.channels[0],
        purpose=question.purpose,
        activity=question.activity,
    )


def _entry(call: Call, person: int, item: int) -> ReviewEntry:
    legal = read_file(call.ports, call.caller, person).legal
    return next(one for one in legal.reviews if one.item == item)
