"""Where else a published post can be seen, and the word sent to whom it shows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, get_args

from service.api.calls import Call, CallIn
from service.api.fields import Channel, Given, Line, Moment, Note, Nothing, Said, one_of, shown_by
from service.api.paths import PostIn
from service.api.posts_shown import PostShown, show_post
from service.api.routes import COUNTED, may, routes_on
from service.registry import copies, published_links, publishing
from service.registry.post_records import CopyKind, PostRecord

routes = routes_on("posts")


class CopyGiven(Given):
    """One more address: a copy on a channel of ours, a re-share by an account of ours, or by others."""

    model_config = shown_by(
        {
            "kind": "reshare",
            "channel": "facebook",
            "url": "https://www.facebook.com/aval/posts/124",
            "account": "Aval – Gaspésie",
            "at": "2026-10-13T14:00:00-04:00",
        }
    )

    kind: Annotated[Line, one_of(get_args(CopyKind))]
    channel: Channel
    url: Annotated[Note, Said]
    at: Moment
    account: Line | None = None

    def new(self) -> copies.NewCopy:
        """Return what the use case is asked."""
        at: datetime = self.at
        return copies.NewCopy(self.kind, self.channel, self.url, at, self.account)  # type: ignore[arg-type] # checked there


@routes.post("/posts/{post_id}/copies", **may("publish", **{COUNTED: True}))
def add_copy(call: CallIn, post: PostIn, given: CopyGiven) -> PostShown:
    """Say where else a post is. Ours are decided again, and refused (409) when not clear."""
    done = call.once(
        lambda ports: copies.add_copy(ports, call.caller, post, given.new()),
        lambda one: str(one.number),
        lambda kept: publishing.read_post(call.ports, call.caller, int(kept)),
    )
    return _show(call, done)


@routes.post("/posts/{post_id}/links", **may("publish"))
def send_links(call: CallIn, post: PostIn, _: Nothing | None = None) -> PostShown:
    """Write to the people a published post shows: where it is, and how to take back. Once each."""
    return _show(call, published_links.send_published(call.ports, call.caller, post))


def _show(call: Call, post: PostRecord) -> PostShown:
    return show_post(call.ports, post, call.caller.language)
