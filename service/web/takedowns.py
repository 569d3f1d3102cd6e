"""« Publications à retirer »: the same words and deadline whatever the cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words, hour_in_words
from service.registry.documents import ENDINGS
from service.registry.errors import Conflict, Invalid
from service.registry.moments import today
from service.registry.post_records import PostRecord, TakedownRecord
from service.registry.takedowns import Removed, finish_takedown, list_due, read_proof
from service.web.clocks import moment_of_day
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.rendering import DOWNLOAD
from service.web.showing import all_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/publications-a-retirer"
A_PAGE: Final = 50
MOST_SHOWN: Final = 9999


@dataclass(frozen=True, slots=True)
class ShownTakedown:
    """One takedown as its card shows it; `suffix` keeps the fields of the cards apart."""

    ref: str
    suffix: str
    post_ref: str
    citation: str
    channels: str
    text: str
    url: str | None
    day: str
    hour: str
    late: bool
    left: str
    """How long there is still; empty once it is late."""


@router.get(PAGE)
def show_takedowns(visit: SignedVisit) -> Response:
    """List what is to take down, what is late first."""
    return _page(visit, NOTHING_TYPED)


@router.get(f"{PAGE}/{{ref}}/preuve")
def send_proof(visit: SignedVisit, ref: str) -> Response:
    """Send the picture or PDF that shows a removal, as it was received; its name tells nothing."""
    number, _ = visit.ports.references.open("takedown", ref)
    proof, content = read_proof(visit.ports, visit.caller, number)
    name = f"document.{ENDINGS[proof.media_type]}"
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=proof.media_type)


@router.get(f"{PAGE}/{{ref}}")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """Show the card among the others."""
    return _page(visit, NOTHING_TYPED, ref)


@router.post(f"{PAGE}/{{ref}}")
def finish(visit: SignedVisit, ref: str) -> Response:
    """Note that a post was taken down."""
    number, _ = visit.ports.references.open("takedown", ref)
    form = Filled(visit.sent)
    on, evidence = f"removed_on-{ref}", f"evidence-{ref}"
    try:
        day = form.day(on)
        if day > today(visit.ports):
            form.slip(on, "IN_THE_FUTURE")
        form.done()
        proof = form.sent.files.get(f"proof-{ref}", b"")
        removed = Removed(moment_of_day(visit.ports, day), form.sent.some(evidence), proof)
        finish_takedown(visit.ports, visit.caller, number, removed)
    except (Slipped, Invalid) as error:
        fields = {"": evidence, "/removed_at": on, "/file": f"proof-{ref}"}
        return _page(visit, form.mend(error, fields), ref, UNPROCESSABLE)
    except Conflict:
        return visit.go(PAGE)
    return visit.go(f"{PAGE}?fait=retiree")


def _page(visit: Visit, typed: Typed, opened: str = "", status: int = 200) -> Response:
    after = visit.query.get("apres", "")
    start = visit.ports.references.open("takedown", after)[0] if after else None
    found = list_due(visit.ports, visit.caller, start, A_PAGE + 1)
    day = today(visit.ports).isoformat()
    more = visit.seal("takedown", found[A_PAGE - 1][0].number) if len(found) > A_PAGE else ""
    return visit.page(
        "publisher/takedowns.html",
        status=status,
        typed=typed,
        fresh=Typed({f"removed_on-{visit.seal('takedown', one.number)}": (day,) for one, _ in found}),
        open=opened,
        said="takedowns.done" if visit.query.get("fait") == "retiree" else "",
        takedowns=[_shown(visit, takedown, post) for takedown, post in found[:A_PAGE]],
        first=PAGE if after else "",
        next=f"{PAGE}?apres={more}" if more else "",
    )


def _shown(visit: Visit, takedown: TakedownRecord, post: PostRecord) -> ShownTakedown:
    due = takedown.due_at.astimezone(visit.ports.time_zone)
    channels, _, url = post.place(takedown.copy)
    left = takedown.due_at - visit.ports.clock()
    ref = visit.seal("takedown", takedown.number)
    return ShownTakedown(
        ref=ref,
        suffix=f"-{ref}",
        post_ref=visit.seal("post", post.number),
        citation=post.citation,
        channels=all_of(visit.words, "channel.", channels),
        text=post.text,
        url=url,
        day=date_in_words(due.date(), visit.words.language),
        hour=hour_in_words(due, visit.words.language),
        late=left < timedelta(),
        left=_left(visit, left),
    )


def _left(visit: Visit, left: timedelta) -> str:
    if left < timedelta():
        return ""
    hours = left // timedelta(hours=1)
    return visit.words("takedowns.left", hours=f"{hours}") if hours else visit.words("takedowns.left.short")
