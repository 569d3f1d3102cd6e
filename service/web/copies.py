"""« Où la publication se trouve »: its further addresses, and the link sent to the people it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS
from service.registry.copies import COPY_KINDS, NewCopy, add_copy
from service.registry.errors import Conflict, Invalid
from service.registry.moments import local_day, today
from service.registry.post_records import PostCopy, PostRecord
from service.registry.published_links import send_published
from service.registry.publishing import read_post
from service.web.clocks import moment_of_day
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.showing import day_of
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/publications/{ref}/adresses"
LINK: Final = "/publications/{ref}/lien"
SCHEMES: Final = ("https://", "http://")
FIELDS: Final = {"/url": "address", "/account": "account", "/at": "on", "": "address"}
LOOKS: Final = {"live": "good", "removed": "calm", "beyond": "wait"}


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """One address as the list shows it."""

    kind: str
    channel: str
    url: str
    account: str
    on: str
    state: str

    @property
    def look(self) -> str:
        """Return the colour of how it stands."""
        return LOOKS[self.state]


@router.get(PAGE)
def show_copies(visit: SignedVisit, ref: str) -> Response:
    """List where the post is, and ask for another address."""
    post = read_post(visit.ports, visit.caller, _number(visit, ref))
    return _page(visit, post, Typed({"on": (today(visit.ports).isoformat(),)}))


@router.post(PAGE)
def add(visit: SignedVisit, ref: str) -> Response:
    """Keep an address; what is ours is decided again."""
    visit.count_question()
    number = _number(visit, ref)
    form = Filled(visit.sent)
    try:
        new = _read(visit, form)
        form.done()
        add_copy(visit.ports, visit.caller, number, new)
    except (Slipped, Invalid) as error:
        post = read_post(visit.ports, visit.caller, number)
        return _page(visit, post, form.mend(error, FIELDS), UNPROCESSABLE)
    except Conflict:
        return visit.go(f"/publications/{ref}/adresses?fait=arret")
    return visit.go(f"/publications/{ref}/adresses?fait=ajoutee")


@router.get(LINK)
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """The link is sent by a form of the post's page."""
    return visit.go(f"/publications/{ref}")


@router.post(LINK)
def send(visit: SignedVisit, ref: str) -> Response:
    """Send the people the link, once each; the page says the same whomever it reached."""
    send_published(visit.ports, visit.caller, _number(visit, ref))
    return visit.go(f"/publications/{ref}?fait=lien")


def _read(visit: Visit, form: Filled) -> NewCopy:
    kind = form.choice("what", COPY_KINDS)
    channel = form.choice("channel", CHANNELS)
    url, day = form.text("address"), form.day("on")
    if "://" in url and not url.startswith(SCHEMES):
        form.slip("address", "BAD_URL")
    if day > today(visit.ports):
        form.slip("on", "IN_THE_FUTURE")
    at = moment_of_day(visit.ports, day)
    return NewCopy(kind, channel, url, at, form.sent.some("account"))  # type: ignore[arg-type] # checked above


def _page(visit: Visit, post: PostRecord, typed: Typed, status: int = 200) -> Response:
    done = visit.query.get("fait", "")
    return visit.page(
        "publisher/copies.html",
        status=status,
        typed=typed,
        ref=visit.seal("post", post.number),
        citation=post.citation,
        is_out=post.state == "published",
        url=post.url,
        copies=[_shown(visit, one) for one in post.copies],
        kinds=COPY_KINDS,
        channels=CHANNELS,
        refused=done == "arret",
        said="copies.done" if done == "ajoutee" else "",
    )


def _shown(visit: Visit, copy: PostCopy) -> ShownCopy:
    words = visit.words
    state = "removed" if copy.removed_at else "live" if copy.is_ours else "beyond"
    return ShownCopy(
        kind=words(f"copies.kind.{copy.kind}"),
        channel=words(f"channel.{copy.channel}"),
        url=copy.url,
        account=copy.account or "",
        on=day_of(words, local_day(visit.ports, copy.at)),
        state=state,
    )


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("post", ref)[0]
