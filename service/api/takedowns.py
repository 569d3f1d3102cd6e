"""Posts to take down: one wording, one deadline, whatever the cause."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from fastapi import Request, Response

from service.api.calls import Call, CallIn
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import TakedownIn
from service.api.posts_given import RemovedGiven
from service.api.routes import may, routes_on
from service.api.shown import Printed, Shown, Stamp, sealed
from service.registry import takedowns
from service.registry.documents import ENDINGS
from service.registry.post_records import PostRecord, TakedownRecord

routes = routes_on("takedowns")


class TakedownShown(Shown):
    """One post to take down by an hour."""

    FROM: ClassVar = {"id": "number", "status": "state", "post_id": "post"}

    id: Annotated[str, sealed("takedown")]
    status: str
    post_id: Annotated[str, sealed("post")]
    asked_at: Stamp
    due_at: Stamp
    urgent: bool
    removed_at: Stamp | None
    evidence: str | None
    proof_sha256: str | None
    """SHA-256 of the picture or PDF that shows it."""


class PostToRemove(Shown):
    """What to look for."""

    citation: Printed
    channels: list[str]
    url: str | None
    account: str | None


class TakedownListed(TakedownShown):
    """One post to take down, and where it is."""

    remove: PostToRemove


@routes.get("/takedowns", **may("take_down"))
def list_takedowns(
    call: CallIn,
    request: Request,
    response: Response,
    status: Literal["open", "done"] | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[TakedownListed]:
    """List takedowns in the order they were asked."""
    after = place_of(call.ports, "takedown", cursor) or 0
    found = takedowns.list_takedowns(call.ports, call.caller, status, after, limit + 1)
    items = [_listed(call, *one) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.post("/takedowns/{takedown_id}/done", **may("take_down"))
def finish_takedown(call: CallIn, takedown: TakedownIn, given: RemovedGiven) -> TakedownShown:
    """Record that a post was removed, when, and what shows it."""
    done = call.once(
        lambda ports: takedowns.finish_takedown(ports, call.caller, takedown, given.known()),
        lambda one: str(one.number),
        lambda kept: takedowns.read_takedown(call.ports, call.caller, int(kept)),
    )
    return TakedownShown.of(done, call.ports)


@routes.get("/takedowns/{takedown_id}/proof", response_class=Response, **may("take_down"))
def read_proof(call: CallIn, takedown: TakedownIn) -> Response:
    """Return the picture or PDF that shows a removal, as it was received; who looks is kept."""
    proof, content = takedowns.read_proof(call.ports, call.caller, takedown)
    headers = {"Content-Disposition": f'attachment; filename="proof.{ENDINGS[proof.media_type]}"'}
    return Response(content, media_type=proof.media_type, headers=headers)


def _listed(call: Call, takedown: TakedownRecord, post: PostRecord) -> TakedownListed:
    channels, account, url = post.place(takedown.copy)
    remove = PostToRemove(citation=post.citation, channels=list(channels), url=url, account=account)
    return TakedownListed.of(takedown, call.ports, remove=remove)
