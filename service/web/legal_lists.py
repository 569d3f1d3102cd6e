"""What waits for legal: « Dossiers de mineurs », answered in batches, and decisions to make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import LPJ_STATUSES
from service.i18n.dates import date_in_words
from service.registry.desk import list_legal_checks
from service.registry.desk_records import Task
from service.registry.errors import Conflict, Invalid
from service.registry.files import File
from service.registry.legal_files import is_minor
from service.registry.naming import files_named
from service.registry.protecting import answer_legal_checks
from service.registry.reviewing import OpenReview, list_reviews
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.legal_forms import read_check
from service.web.legal_lines import LOOKS, check_state
from service.web.mending import reason_in_words
from service.web.page_route import PageRoute
from service.web.showing import question_in_short
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/dossiers"
GROUPS: Final = ("open", "soon", "adults")
RENEWAL: Final = "check_renewal"
MOST: Final = 200
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
class ShownReview:
    """A person's papers that wait for legal's decision."""

    ref: str
    item: int
    name: str
    text: str
    question: str


@router.get(PAGE)
def show_files(visit: SignedVisit) -> Response:
    """List the files that wait for a check."""
    return _page(visit, NOTHING_TYPED)


@router.post(PAGE)
def answer_batch(visit: SignedVisit) -> Response:
    """Record one answer for all the files ticked: all of them, or none."""
    form = Filled(visit.sent)
    refs = visit.sent.each("files")
    try:
        if not refs:
            form.slip("files", "NO_FILE")
        new = read_check(form)
        form.done()
        numbers = [visit.ports.references.open("person", ref)[0] for ref in refs]
        answer_legal_checks(visit.ports, visit.caller, tuple((number, new) for number in numbers))
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, form.mend(error), UNPROCESSABLE)
    return visit.go(f"{PAGE}?reponses={len(refs)}")


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


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    tasks = list_legal_checks(visit.ports, visit.caller)[:MOST]
    files = files_named(visit.ports, visit.caller, (task.person for task in tasks), "legal_checks_listed")
    groups = _grouped(visit, tasks, files)
    answered = visit.query.get("reponses", "")
    said = visit.words.count("minors.batch.done", min(int(answered), MOST)) if answered.isdecimal() else ""
    return visit.page(
        "legal/minors.html",
        status=status,
        typed=typed,
        groups=[(group, some) for group, some in groups if some],
        said=said,
        lists={"protection": LPJ_STATUSES},
    )


def _grouped(
    visit: Visit, tasks: tuple[Task, ...], files: dict[int, File]
) -> list[tuple[str, list[WaitingFile]]]:
    groups: dict[str, list[WaitingFile]] = {group: [] for group in GROUPS}
    for task in tasks:
        file = files.get(task.person)
        if file is not None:
            minor = is_minor(visit.ports, file.person)
            group = "adults" if not minor else "soon" if task.kind == RENEWAL else "open"
            groups[group].append(_file(visit, task, file))
    return list(groups.items())


def _file(visit: Visit, task: Task, file: File) -> WaitingFile:
    words = visit.words
    state = check_state(visit, file.legal.checks)
    key = "check.until" if state == "accepted" else "minors.since"
    return WaitingFile(
        ref=visit.seal("person", file.person.number),
        name=file.person.names.display,
        birth_date=file.person.birth_date,
        check=state,
        when=words(key, day=date_in_words(task.due, words.language)),
    )


def _review(visit: Visit, review: OpenReview) -> ShownReview:
    return ShownReview(
        ref=visit.seal("person", review.file.person.number),
        item=review.item,
        name=review.file.person.names.display,
        text=reason_in_words(visit, review.code),
        question=question_in_short(visit.words, review.question),
    )
