"""What waits for legal: « Dossiers de mineurs » by groups, and decisions to make."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry.acts import LEGAL_FILE
from service.registry.check_standing import ADULTS, ASKED, TO_ASK, TO_RENEW, WITHOUT_FORM
from service.registry.legal_batches import Waiting, list_checks
from service.registry.naming import files_named
from service.registry.reviewing import OpenReview, list_reviews
from service.registry.signals import count_unseen, list_signals
from service.web.entrance import SignedVisit
from service.web.legal_lines import LOOKS, signs_of, when_of
from service.web.mending import reason_in_words
from service.web.page_route import PageRoute
from service.web.showing import question_in_short
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/dossiers"
GROUPS: Final = {
    "a-demander": TO_ASK,
    "demandes": ASKED,
    "a-renouveler": TO_RENEW,
    "adultes": ADULTS,
    "sans-formulaire": WITHOUT_FORM,
}
"""How addresses call each group."""
A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits for its check, or whose answer runs out."""

    ref: str
    name: str
    birth_date: date | None
    check: str
    when: str

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return LOOKS[self.check]


@dataclass(frozen=True, slots=True)
class Batch:
    """Children asked about on one day, as a list shows them."""

    day: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A person's papers that wait for legal's decision."""

    ref: str
    item: int
    name: str
    text: str
    question: str


@router.get(PAGE)
def show_files(visit: SignedVisit) -> Response:
    """List the files of one group; the first that has any, unless one is chosen."""
    checks = list_checks(visit.ports, visit.caller)
    filled = next((name for name, group in GROUPS.items() if checks[group]), "a-demander")
    chosen = visit.query.get("groupe", "")
    name = chosen if chosen in GROUPS else filled
    waiting = checks[GROUPS[name]]
    start = _place(visit, waiting)
    shown = waiting[start : start + A_PAGE]
    rest = f"{PAGE}?groupe={name}&apres={visit.seal('person', shown[-1].person)}" if shown else ""
    return visit.page(
        "legal/minors.html",
        groups=[(f"{PAGE}?groupe={one}", group, len(checks[group])) for one, group in GROUPS.items()],
        group=GROUPS[name],
        files=_files(visit, shown),
        batches=_batches(visit, waiting) if GROUPS[name] == ASKED else [],
        to_ask=len(checks[TO_ASK]) + len(checks[TO_RENEW]),
        signs=count_unseen(visit.ports, visit.caller),
        first=f"{PAGE}?groupe={name}" if start else "",
        next=rest if start + A_PAGE < len(waiting) else "",
    )


@router.get(f"{PAGE}/indices")
def show_signs(visit: SignedVisit) -> Response:
    """List the signs that communications reported, those not looked at first."""
    page = visit.query.get("page", "")
    start = int(page) * A_PAGE if page.isascii() and page.isdecimal() and len(page) < len("10000") else 0
    signs = list_signals(visit.ports, visit.caller, start, A_PAGE + 1)
    more = f"{PAGE}/indices?page={start // A_PAGE + 1}" if len(signs) > A_PAGE else ""
    first = f"{PAGE}/indices" if start else ""
    return visit.page("legal/signs.html", signs=signs_of(visit, signs[:A_PAGE]), first=first, next=more)


@router.get("/decisions")
def show_reviews(visit: SignedVisit) -> Response:
    """List what waits for legal's decision."""
    after = visit.query.get("apres", "")
    start = visit.ports.references.open("person", after)[0] if after else 0
    reviews = list_reviews(visit.ports, visit.caller, start, A_PAGE)
    more = visit.seal("person", reviews[-1].file.person.number) if len(reviews) >= A_PAGE else ""
    return visit.page(
        "legal/reviews.html",
        reviews=[_review(visit, one) for one in reviews],
        first="/decisions" if after else "",
        next=f"/decisions?apres={more}" if more else "",
    )


def _place(visit: Visit, waiting: tuple[Waiting, ...]) -> int:
    after = visit.query.get("apres", "")
    number = visit.ports.references.open("person", after)[0] if after else 0
    return next((place for place, one in enumerate(waiting, start=1) if one.person == number), 0)


def _files(visit: Visit, waiting: tuple[Waiting, ...]) -> list[WaitingFile]:
    files = files_named(visit.ports, visit.caller, (one.person for one in waiting), LEGAL_FILE)
    return [
        WaitingFile(
            visit.seal("person", one.person),
            files[one.person].person.names.display,
            one.standing.born,
            *when_of(visit, one),
        )
        for one in waiting
        if one.person in files
    ]


def _batches(visit: Visit, waiting: tuple[Waiting, ...]) -> list[Batch]:
    days = Counter(one.standing.asked_on for one in waiting if one.standing.asked_on is not None)
    return [
        Batch(date_in_words(day, visit.words.language), f"{PAGE}/demandes/{day.isoformat()}", count)
        for day, count in sorted(days.items())
    ]


def _review(visit: Visit, review: OpenReview) -> ShownReview:
    return ShownReview(
        ref=visit.seal("person", review.file.person.number),
        item=review.item,
        name=review.file.person.names.display,
        text=reason_in_words(visit, review.code),
        question=question_in_short(visit.words, review.question),
    )
