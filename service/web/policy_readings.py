"""Who has read a version: the list for those who follow it, and the page of a responsable's link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.acknowledging import (
    Responsable,
    StaffMember,
    ask_reminders,
    count_left,
    follow,
    note_in_person,
)
from service.registry.errors import Conflict, NotFound
from service.registry.moments import local_day
from service.registry.policy_links import PAGE as LINK
from service.registry.policy_links import acknowledge_by_link, find_document, find_policy
from service.web.entrance import AnyVisit, SignedVisit, in_language
from service.web.filled import Filled
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.policies import document, number_of
from service.web.policy_lines import PAGE, moderation_lists, policy_facts
from service.web.showing import all_of, day_of, moment_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.registry.ports import Ports

router = APIRouter(route_class=PageRoute, include_in_schema=False)

READINGS: Final = f"{PAGE}/{{ref}}/lectures"
ONE: Final = f"{LINK}/{{secret}}"
SAID: Final = ("rappel", "note")


@dataclass(frozen=True, slots=True)
class Reader:
    """One person the version concerns, in words; `ref` where somebody may note that they read it."""

    name: str
    about: str
    state: str
    done: bool
    ref: str = ""


@router.get(READINGS)
def show_readings(visit: SignedVisit, ref: str) -> Response:
    """List who has read a version and who has not."""
    return _page(visit, ref, NOTHING_TYPED)


@router.get(f"{READINGS}/rappel")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """Reminders are asked for by a form of the list."""
    return visit.go(f"{PAGE}/{ref}/lectures")


@router.post(f"{READINGS}/rappel")
def remind(visit: SignedVisit, ref: str) -> Response:
    """Have those who have not read it be written to again."""
    visit.must("follow_policies")
    act = partial(ask_reminders, caller=visit.caller, number=number_of(visit, ref))
    return _done(visit, ref, act, "rappel")


@router.post(f"{READINGS}/{{person_id}}")
def note(visit: SignedVisit, ref: str, person_id: str) -> Response:
    """Note that a responsable read it in person."""
    visit.must("follow_policies")
    person = visit.ports.references.open("person", person_id)[0]
    act = partial(note_in_person, caller=visit.caller, number=number_of(visit, ref), person=person)
    return _done(visit, ref, act, "note")


@router.get(ONE)
@router.head(ONE)
def show_link(guest: AnyVisit, secret: str) -> Response:
    """Show the text. Nothing is changed, counted or sent: machines open links too."""
    try:
        opened = find_policy(guest.ports, secret)
    except NotFound:
        return _dead(guest)
    shown = in_language(guest, opened.language)
    done = opened.done_at
    return shown.page(
        "policies/link.html",
        path=f"{LINK}/{secret}",
        policy=opened.record,
        lines=policy_facts(shown, opened.record),
        content=opened.content,
        lists=moderation_lists(opened.content),
        done=moment_of(shown.words, done, guest.ports.time_zone) if done else "",
    )


@router.post(ONE)
def say_read(guest: AnyVisit, secret: str) -> Response:
    """Keep that the person of the link read it."""
    guest.site.knocks.count(secret)
    try:
        acknowledge_by_link(guest.ports, secret)
    except NotFound:
        return _dead(guest)
    return guest.go(f"{LINK}/{secret}")


@router.get(f"{ONE}/document")
def send_document(guest: AnyVisit, secret: str) -> Response:
    """Send the text of a link, to keep."""
    try:
        return document(*find_document(guest.ports, secret))
    except NotFound:
        return _dead(guest)


def _done(visit: Visit, ref: str, act: Callable[[Ports], object], said: str) -> Response:
    path = f"{PAGE}/{ref}/lectures"
    try:
        return visit.go(once(visit, act, lambda _: f"{path}?fait={said}"))
    except Conflict as error:
        return _page(visit, ref, Filled(visit.sent).mend(error), UNPROCESSABLE)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    visit.must("follow_policies")
    found = follow(visit.ports, visit.caller, number_of(visit, ref))
    said = visit.query.get("fait", "")
    return visit.page(
        "policies/readings.html",
        status=status,
        typed=typed,
        said=f"policy.follow.said.{said}" if said in SAID and not typed.slips else "",
        ref=ref,
        policy=found.record,
        left=count_left((*found.staff, *found.people)),
        staff=[_staff(visit, one) for one in found.staff],
        people=[_responsable(visit, one) for one in found.people],
    )


def _staff(visit: Visit, one: StaffMember) -> Reader:
    words = visit.words
    state = words("policy.follow.waits")
    if one.at is not None:
        state = words("policy.follow.read", moment=moment_of(words, one.at, visit.ports.time_zone))
    return Reader(one.user.name, all_of(words, "role.", one.user.roles), state, one.at is not None)


def _responsable(visit: Visit, one: Responsable) -> Reader:
    words, asked = visit.words, one.asked
    name, sent = one.file.person.names.display, words("policy.follow.sent.none")
    if asked.sent_at is not None:
        day = day_of(words, local_day(visit.ports, asked.sent_at))
        sent = words.count("policy.follow.sent.count", asked.sent, day=day)
    if asked.done_at is None:
        ref = visit.seal("person", asked.person)
        return Reader(name, sent, words("policy.follow.waits"), done=False, ref=ref)
    key = "policy.follow.in_person" if asked.done_by else "policy.follow.read"
    moment = moment_of(words, asked.done_at, visit.ports.time_zone)
    return Reader(name, sent, words(key, moment=moment), done=True)


def _dead(guest: Guest) -> Response:
    """Answer the same for a link that has ended, was replaced, or never was."""
    return guest.page(
        "public/message.html",
        status=404,
        key="policy.dead",
        code="",
        path="/",
        button="policy.dead.button",
    )
