"""« Demander une autorisation »: asked by anyone who publishes, dealt with by communications."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from fastapi import Request, Response
from pydantic import Field

from service.api.calls import CallIn
from service.api.fields import Channel, Day, Given, Line, Medium, Note, Nothing, Purpose
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import RequestIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import requests
from service.registry.questions import Question

routes = routes_on("requests")


class PostWanted(Given):
    """The post an authorization is wanted for."""

    medium: Medium
    channels: list[Channel] = Field(min_length=1, max_length=50)
    purpose: Purpose
    on: Day

    def question(self) -> Question:
        """Return it as the registry keeps it."""
        return Question(self.medium, tuple(self.channels), self.purpose, self.on)


class RequestGiven(Given):
    """Whom to ask, how they can be reached, and for what."""

    person_name: Line
    note: Note = ""
    post: PostWanted | None = None


class RequestShown(Shown):
    """A request and where it stands."""

    FROM: ClassVar = {"id": "number", "status": "state"}

    id: Annotated[str, sealed("request")]
    status: str
    person_name: str | None
    note: str
    asked_at: Stamp
    asked_by: Annotated[str, sealed("user")]
    closed_at: Stamp | None


@routes.post("/requests", status_code=201, **may("request"))
def request_authorization(call: CallIn, given: RequestGiven) -> RequestShown:
    """Ask communications for someone's authorization; it says nothing on whether they are known."""
    question = given.post.question() if given.post else None
    done = call.once(
        lambda ports: requests.request_authorization(
            ports, call.caller, given.person_name, given.note, question
        ),
        lambda record: str(record.number),
        lambda kept: requests.read_request(call.ports, call.caller, int(kept)),
    )
    return RequestShown.of(done, call.ports)


@routes.get("/requests", **may("answer_requests"))
def list_requests(
    call: CallIn,
    request: Request,
    response: Response,
    status: Literal["open", "done"] | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[RequestShown]:
    """List requests, newest first."""
    before = place_of(call.ports, "request", cursor)
    found = requests.list_requests(call.ports, call.caller, status, limit + 1, before)
    items = [RequestShown.of(one, call.ports) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.post("/requests/{request_id}/done", **may("answer_requests"))
def close_request(call: CallIn, asked: RequestIn, _: Nothing | None = None) -> RequestShown:
    """Close a request that was dealt with."""
    done = call.once(
        lambda ports: requests.close_request(ports, call.caller, asked),
        lambda record: str(record.number),
        lambda kept: requests.read_request(call.ports, call.caller, int(kept)),
    )
    return RequestShown.of(done, call.ports)
