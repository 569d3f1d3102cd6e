"""« Vérifier une publication »: people, one answer, one number to cite."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import ROLES
from service.registry.errors import Conflict, Invalid, Unavailable
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.post_findings import blocking
from service.registry.post_records import PostRecord
from service.registry.publishing import NewPost, PostAnswer, check_new, check_post, register_post
from service.registry.questions import Who
from service.web import tickets
from service.web.confidential import (
    confidential_choices,
    confidential_line,
    read_confidential,
    with_conditions,
)
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.finding_lines import finding_lines
from service.web.last_post import last_post_of, remember_post
from service.web.mending import mending_of
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.pictures import faces_line
from service.web.post_files import take_files
from service.web.questions import (
    LISTS,
    PLACES,
    STRANGERS,
    read_count,
    read_media,
    read_people,
    read_question,
    read_time,
)
from service.web.reading import Sent
from service.web.readings import ask_first, readings_asked
from service.web.showing import Line, media_in_words, moment_of, question_lines
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/verifier-une-publication"
FIELDS: Final = {
    "/on": "on",
    "/asked/question": "activity",
    "/asked/people": "people",
    "/question": "activity",
    "/people": "people",
    "/who": "people",
    "/text": "text",
    "/account": "account",
}
BELOW: Final = ("health", "place", "incidental", "others")
"""Fields that stand below the people on the page, in this order."""

SEEN: Final = frozenset({"photo", "video"})
WORDS_OF: Final = {"yes": "yes", "yes_with_conditions": "conditions", "no": "no", "cannot_tell": "specify"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as typed: what the registry is asked, and how each person was named."""

    new: NewPost
    named: tuple[str, ...]


@router.get(PAGE)
def show_check_post(visit: SignedVisit) -> Response:
    """Ask for the post and everyone in it."""
    visit.must("publish")
    ticket = visit.query.get("de", "")
    before = tickets.load_typed(visit, ticket) if ticket else last_post_of(visit)
    return _form_page(visit, Typed({"on": (today(visit.ports).isoformat(),), **before}))


@router.post(PAGE)
def ask_post(visit: SignedVisit) -> Response:
    """Keep the post as typed, and lead to its answer."""
    form = Filled(visit.sent)
    visit = take_files(visit, form)
    try:
        draft = _read(visit, form)
        form.done()
        check_new(visit.ports, visit.caller, draft.new)
    except (Slipped, Invalid) as error:
        return _form_page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return remember_post(visit, visit.go(f"{PAGE}/{tickets.keep(visit)}"))


@router.get(f"{PAGE}/{{ticket}}")
def show_post_answer(visit: SignedVisit, ticket: str) -> Response:
    """Answer for the post kept under the ticket, as of now."""
    visit.count_question()
    sent = tickets.load(visit, ticket)
    try:
        return _answer_page(visit, ticket, sent, NOTHING_TYPED)
    except Unavailable:
        return visit.page("publisher/retry.html", status=503, ticket=ticket, back=PAGE)


@router.post(f"{PAGE}/{{ticket}}")
def register(visit: SignedVisit, ticket: str) -> Response:
    """Clear the post and lead to its number; every condition must be ticked first."""
    visit.count_question()
    sent = tickets.load(visit, ticket)
    draft = _read(visit, Filled(sent))
    form = Filled(visit.sent)
    shown = visit.sent.each("shown")
    try:
        if set(shown) - set(visit.sent.each("conditions")):
            form.slip("conditions", "CONDITIONS")
        form.done()
        path = once(
            visit, lambda ports: register_post(ports, visit.caller, draft.new), partial(_post_path, visit)
        )
    except (Slipped, Conflict) as error:
        return _answer_page(visit, ticket, sent, form.mend(error), UNPROCESSABLE)
    return visit.go(path)


@router.get(f"{PAGE}/{{ticket}}/relecture")
def show_answer_instead(visit: SignedVisit, ticket: str) -> Response:
    """A reading is asked for by a form of the answer."""
    visit.must("publish")
    return visit.go(f"{PAGE}/{ticket}")


@router.post(f"{PAGE}/{{ticket}}/relecture")
def ask_reading(visit: SignedVisit, ticket: str) -> Response:
    """Show the post first to whoever asked for it; the answer then says how that stands."""
    visit.count_question()
    draft = _read(visit, Filled(tickets.load(visit, ticket)))
    ask_first(visit, draft.new)
    return visit.go(f"{PAGE}/{ticket}")


def _post_path(visit: Visit, post: PostRecord) -> str:
    return f"/publications/{visit.seal('post', post.number)}?fait=enregistree"


def _read(visit: Visit, form: Filled) -> Draft:
    form_text, account = form.sent.text("text"), form.sent.some("account")
    question = read_question(form, whole=True)
    people = read_people(form)
    visible = read_count(form, "visible")
    if not form.sent.text("visible") and question.medium in SEEN:
        form.slip("visible", "MISSING")
    form.slips.sort(key=lambda slip: BELOW.index(slip.field) + 1 if slip.field in BELOW else 0)
    asked = Asked(tuple(who for _, who in people), question, visible)
    named = tuple(_name(visit, line, who) for line, who in people)
    planned, media = read_planned(visit, form, question.on), read_media(form)
    confidential, institutional = read_confidential(visit, form)
    new = NewPost(asked, form_text, account, planned, media)
    return Draft(replace(new, confidential=confidential, institutional=institutional), named)


def read_planned(visit: Visit, form: Filled, on: date) -> datetime | None:
    """Read at which hour of a day the post is to go out, or nothing."""
    at = read_time(form, "planned")
    return None if at is None else datetime.combine(on, at, tzinfo=visit.ports.time_zone)


def _name(visit: Visit, line: str, who: Who) -> str:
    if who.looked_up:
        return line
    role = visit.words(f"person_role.{who.role}")
    return f"{who.name}, {role}" if who.name else role


def _form_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    strangers = any(name.startswith(("stranger-", "adult-")) for name in typed.values)
    return visit.page(
        "publisher/check_post.html",
        status=status,
        typed=typed,
        open=strangers,
        places=tuple(PLACES),
        roles=ROLES,
        strangers=STRANGERS,
        confidential=confidential_choices(visit, typed),
        **LISTS,
    )


def _answer_page(visit: Visit, ticket: str, sent: Sent, typed: Typed, status: int = 200) -> Response:
    draft = _read(visit, Filled(sent))
    answer = check_post(visit.ports, visit.caller, draft.new)
    readings = readings_asked(visit, draft.new, draft.named, answer.whole.conditions)
    shown = "no" if readings.refused else WORDS_OF[answer.whole.answer]
    conditions = answer.whole.conditions
    if shown in {"yes", "conditions"}:
        conditions = with_conditions(visit, draft.new, conditions)
        shown = "conditions" if conditions else shown
    return visit.page(
        "publisher/post_answer.html",
        status=status,
        typed=typed,
        shown=shown,
        readings=readings,
        reading_path=f"{PAGE}/{ticket}/relecture",
        conditions=conditions,
        findings=finding_lines(visit.words, draft.new.text, answer.findings),
        blocked=bool(blocking(answer.findings)),
        people=_people(draft, answer),
        asked=_asked(visit, draft),
        given=moment_of(visit.words, visit.ports.clock(), visit.ports.time_zone),
        request_path=f"/demander-une-autorisation?de={ticket}",
        change_path=f"{PAGE}?de={ticket}",
        register_path=f"{PAGE}/{ticket}",
        mending=mending_of(visit, answer.whole.reasons),
        faces=faces_line(visit, sent, len(draft.new.asked.people)),
    )


def _people(draft: Draft, answer: PostAnswer) -> list[Line]:
    return [(name, WORDS_OF[one.answer]) for name, one in zip(draft.named, answer.each, strict=True)]


def _asked(visit: Visit, draft: Draft) -> list[Line]:
    words, asked = visit.words, draft.new.asked
    lines = question_lines(words, asked.question)
    place = next(code for code, meant in PLACES.items() if meant == asked.question.capture_place)
    lines.append((words("ask.place"), words(f"place.{place}")))
    for key, yes in (
        ("incidental", asked.question.incidental),
        ("others", asked.question.context_links_family),
    ):
        lines.append((words(f"ask.{key}"), words("ask.yes" if yes else "ask.no")))
    if draft.new.planned_at:
        lines.append(
            (words("check_post.planned"), moment_of(words, draft.new.planned_at, visit.ports.time_zone))
        )
    if draft.new.media:
        lines.append((words("check_post.pictures"), media_in_words(draft.new.media)))
    if draft.new.confidential:
        lines.append((words("confidential.label"), confidential_line(visit, draft.new)))
    if asked.visible_count is not None:
        lines.append((words("check_post.visible"), str(asked.visible_count)))
    if draft.new.text:
        lines.insert(0, (words("post.text"), draft.new.text))
    return lines
