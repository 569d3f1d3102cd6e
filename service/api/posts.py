"""Posts: checked with their people, registered with one number to cite, confirmed when they are out."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from fastapi import Request, Response

from service.api.calls import Call, CallIn
from service.api.mending import pointing, read_body
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import PostIn
from service.api.post_changes import PostChanges
from service.api.posts_given import PostChecked, PostGiven, PublishedGiven
from service.api.posts_shown import PostShown, show_post, show_post_answer
from service.api.revisions import IfMatch, revision_in, tag
from service.api.routes import COUNTED, may, routes_on
from service.domain.identifiers import BadIdentifier, parse
from service.registry import publishing
from service.registry.account_records import Caller
from service.registry.errors import Fault, Invalid
from service.registry.ports import Ports
from service.registry.post_records import PostRecord
from service.registry.updating_posts import update_post

routes = routes_on("posts")


def answer_post(ports: Ports, caller: Caller, body: bytes) -> bytes:
    """Read a post to check, ask the use case, and write its answer."""
    given = read_body(PostChecked, body)
    with pointing(given.places()):
        answer = publishing.check_post(ports, caller, given.new_post(ports))
    return orjson.dumps(show_post_answer(ports, answer, caller.language))


@routes.post("/posts", status_code=201, **may("publish", **{COUNTED: True}))
def register_post(call: CallIn, given: PostGiven, request: Request, response: Response) -> PostShown:
    """Clear a post and give it its number; when it is not clear (409), nothing is kept as cleared."""
    with pointing(given.places()):
        new = given.new(call.ports)
        post = _once(call, lambda ports: publishing.register_post(ports, call.caller, new))
    shown = _show(call, post)
    response.headers["Location"] = f"{request.url.path}/{shown.id}"
    return shown


@routes.get("/posts", **may("publish"))
def list_posts(
    call: CallIn,
    request: Request,
    response: Response,
    consent_id: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[PostShown]:
    """List posts, newest first: all, or those that rest on one authorization."""
    before = place_of(call.ports, "post", cursor)
    number = None if consent_id is None else _number(consent_id)
    posts = publishing.list_posts(call.ports, call.caller, number, before, limit + 1)
    items = [_show(call, post) for post in posts[:limit]]
    following = items[-1].id if len(posts) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.get("/posts/{post_id}", **may("publish"))
def read_post(call: CallIn, post: PostIn, response: Response) -> PostShown:
    """Read one post."""
    record = _read(call, post)
    tag(response, record.revision)
    return _show(call, record)


@routes.patch("/posts/{post_id}", **may("publish", **{COUNTED: True}))
def change_post(
    call: CallIn, post: PostIn, given: PostChanges, response: Response, if_match: IfMatch = None
) -> PostShown:
    """Change a post; it is decided again. When it would not be clear (409), it stays as it was."""
    with pointing(given.places()):
        changes = given.changes(call.ports)
        changed = update_post(call.ports, call.caller, post, changes, revision_in(if_match))
    tag(response, changed.revision)
    return _show(call, changed)


@routes.post("/posts/{post_id}/published", **may("publish", **{COUNTED: True}))
def publish_post(call: CallIn, post: PostIn, given: PublishedGiven) -> PostShown:
    """Confirm that a post is out. It is decided again, and refused (409) when it is no longer clear."""
    done = _once(
        call,
        lambda ports: publishing.publish_post(ports, call.caller, post, given.url, given.published_at),
    )
    return _show(call, done)


def _once(call: Call, act: Callable[[Ports], PostRecord]) -> PostRecord:
    return call.once(act, lambda post: str(post.number), lambda kept: _read(call, int(kept)))


def _read(call: Call, number: int) -> PostRecord:
    return publishing.read_post(call.ports, call.caller, number)


def _show(call: Call, post: PostRecord) -> PostShown:
    return show_post(call.ports, post, call.caller.language)


def _number(text: str) -> str:
    try:
        return parse(text).text
    except BadIdentifier as error:
        raise Invalid(Fault("/consent_id", error.code)) from None
