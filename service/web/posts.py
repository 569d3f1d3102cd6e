"""Posts with their number: « Mes publications », one post, and the word that it is online."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid
from service.registry.moments import local_day, today
from service.registry.post_batches import is_waiting
from service.registry.post_records import PostRecord
from service.registry.publishing import list_posts, publish_post, read_post
from service.registry.takedowns import list_takedowns
from service.web.clocks import moment_of_day
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.removals import removals_of
from service.web.showing import Line, all_of, citation_line, day_of, media_in_words, moment_of
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

A_PAGE: Final = 20
MOST_OPEN: Final = 1000
LOOKS: Final = {
    "cleared": "wait",
    "published": "good",
    "withdrawn_before_publication": "bad",
    "taken_down": "calm",
    "takedown": "bad",
    "lapsed": "calm",
}
SAID: Final = {
    "enregistree": "post.done",
    "publiee": "post.publish.done",
    "lien": "post.link.done",
    "modifiee": "post.change.done",
}
SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as lists and its page show it."""

    ref: str
    citation: str
    state: str
    text: str
    line: str
    url: str | None
    conditions: tuple[str, ...]
    waiting: bool
    """Whether it was to be out by now, and nobody said where it is."""
    copies: int

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return LOOKS[self.state]


@router.get("/publications")
def show_posts(visit: SignedVisit) -> Response:
    """List one's own posts, newest first."""
    before = visit.query.get("avant", "")
    start = visit.ports.references.open("post", before)[0] if before else None
    posts = _own(visit, start)
    last = visit.seal("post", posts[A_PAGE - 1].number) if len(posts) > A_PAGE else ""
    stopped = posts_to_take_down(visit)
    return visit.page(
        "publisher/posts.html",
        posts=[shown_post(visit, post, stopped) for post in posts[:A_PAGE]],
        first="/publications" if before else "",
        next=f"/publications?avant={last}" if last else "",
    )


@router.get("/publications/{ref}")
def show_post(visit: SignedVisit, ref: str) -> Response:
    """Show a post, its number and what is left to do."""
    post = read_post(visit.ports, visit.caller, _number(visit, ref))
    return _post_page(visit, post, Typed({"published_on": (today(visit.ports).isoformat(),)}))


@router.get("/publications/{ref}/publiee")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """That a post is online is said by a form of its page."""
    return visit.go(f"/publications/{ref}")


@router.post("/publications/{ref}/publiee")
def publish(visit: SignedVisit, ref: str) -> Response:
    """Note that the post is online; decided one last time."""
    number = _number(visit, ref)
    form = Filled(visit.sent)
    try:
        url, day = _read_publication(visit, form)
        form.done()
        publish_post(visit.ports, visit.caller, number, url, moment_of_day(visit.ports, day))
    except (Slipped, Invalid) as error:
        post = read_post(visit.ports, visit.caller, number)
        return _post_page(visit, post, form.mend(error, {"": "url"}), UNPROCESSABLE)
    except Conflict:
        return visit.go(f"/publications/{ref}?fait=arret")
    return visit.go(f"/publications/{ref}?fait=publiee")


def shown_post(visit: Visit, post: PostRecord, stopped: frozenset[int]) -> ShownPost:
    """Make what is shown of a post."""
    words, question = visit.words, post.question
    channels = all_of(words, "channel.", question.channels)
    return ShownPost(
        ref=visit.seal("post", post.number),
        citation=post.citation,
        state=_state(post, stopped),
        text=post.text,
        line=f"{channels} · {day_of(words, question.on)} · {words.count('post.people', len(post.people))}",
        url=post.url,
        conditions=post.conditions,
        waiting=is_waiting(visit.ports, post) and post.number not in stopped,
        copies=len(post.copies),
    )


def posts_to_take_down(visit: Visit) -> frozenset[int]:
    """Return the numbers of posts with an open takedown."""
    open_ones = list_takedowns(visit.ports, visit.caller, "open", limit=MOST_OPEN)
    return frozenset(post.number for _, post in open_ones)


def _state(post: PostRecord, stopped: frozenset[int]) -> str:
    if post.number not in stopped:
        return post.state
    return "takedown" if post.state == "published" else "withdrawn_before_publication"


def _own(visit: Visit, before: int | None) -> list[PostRecord]:
    found: list[PostRecord] = []
    while len(found) <= A_PAGE:
        posts = list_posts(visit.ports, visit.caller, before=before, limit=100)
        if not posts:
            break
        found += [post for post in posts if post.registered_by == visit.caller.user]
        before = posts[-1].number
    return found[: A_PAGE + 1]


def _post_page(visit: Visit, post: PostRecord, typed: Typed, status: int = 200) -> Response:
    done = visit.query.get("fait", "")
    stopped = posts_to_take_down(visit)
    return visit.page(
        "publisher/post.html",
        status=status,
        typed=typed,
        post=shown_post(visit, post, stopped),
        refused=done == "arret",
        said=SAID.get(done, ""),
        line=citation_line(visit.words, (post.citation,), local_day(visit.ports, post.registered_at)),
        facts=_facts(visit, post),
        removals=removals_of(visit, post),
    )


def _facts(visit: Visit, post: PostRecord) -> list[Line]:
    words, question = visit.words, post.question
    facts = [
        (words("post.medium"), words(f"medium.{question.medium}")),
        (words("post.channels"), all_of(words, "channel.", question.channels)),
        (words("post.purpose"), words(f"purpose.{question.purpose}")),
        (words("post.on"), day_of(words, question.on)),
        (words("post.people.label"), words.count("post.people", len(post.people))),
    ]
    if post.text:
        facts.insert(0, (words("post.text"), post.text))
    if post.account:
        facts.append((words("post.account"), post.account))
    if post.planned_at:
        planned = moment_of(words, post.planned_at, visit.ports.time_zone)
        facts.append((words("post.planned"), planned))
    if post.institutional is not None:
        facts.append((words("confidential.label"), words("confidential.cited")))
    if post.media:
        facts.append((words("post.pictures"), media_in_words(post.media)))
    if post.published_at:
        facts.append((words("post.published_on"), day_of(words, local_day(visit.ports, post.published_at))))
    return facts


def _read_publication(visit: Visit, form: Filled) -> tuple[str, date]:
    url, day = form.text("url"), form.day("published_on")
    if "://" in url and not url.startswith(SCHEMES):
        form.slip("url", "BAD_URL")
    if day > today(visit.ports):
        form.slip("published_on", "IN_THE_FUTURE")
    return url, day


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("post", ref)[0]
