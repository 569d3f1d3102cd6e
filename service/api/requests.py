"""« Demander une autorisation »: asked by anyone who publishes, dealt with by communications."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, ClassVar, Literal

from fastapi import Request, Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.fields import Channel, Day, Given, Line, Medium, Note, Nothing, Purpose, shown_by
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import PersonIn, RequestIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import requests
from service.registry.ports import Ports
from service.registry.post_records import RequestRecord
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

    model_config = shown_by(
        {
            "person_name": "Luc Savard",
            "note": "Portes ouvertes; il travaille à l'accueil.",
            "post": {"medium": "photo", "channels": ["facebook"], "purpose": "promotion", "on": "2026-10-20"},
        }
    )

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


class ForwardGiven(Given):
    """What legal should know of it."""

    model_config = shown_by({"note": "La famille a déjà signé."})

    note: Note = ""


class QuestionGiven(Given):
    """What is asked of legal about a person."""

    model_config = shown_by({"note": "Peut-on la montrer à la fête du 20 octobre?"})

    note: Note


class AnswerGiven(Given):
    """Legal's answer, in words that communications may read: never why."""

    model_config = shown_by({"answer": "Attendez notre appel avant de publier.", "close": True})

    answer: Note
    close: bool = False


class RequestHandled(RequestShown):
    """A request as those who deal with it see it."""

    person_id: str | None
    forwarded_at: Stamp | None
    forward_note: str | None
    answer: str | None
    answered_at: Stamp | None


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
) -> Page[RequestHandled]:
    """List requests, newest first."""
    before = place_of(call.ports, "request", cursor)
    found = requests.list_requests(call.ports, call.caller, status, limit + 1, before)
    items = [_handled(call, one) for one in found[:limit]]
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


@routes.post("/requests/{request_id}/forward", **may("answer_requests"))
def forward_request(call: CallIn, asked: RequestIn, given: ForwardGiven | None = None) -> RequestHandled:
    """Hand a request to legal; any request can be, and whoever made it sees nothing of it."""
    note = given.note if given else ""
    return _handled(
        call, _done(call, lambda ports: requests.forward_request(ports, call.caller, asked, note))
    )


@routes.post("/requests/{request_id}/answer", **may("decide_legally"))
def answer_request(call: CallIn, asked: RequestIn, given: AnswerGiven) -> RequestHandled:
    """Answer a request handed to legal, and close it or leave it to communications."""
    answer, close = given.answer, given.close
    return _handled(
        call,
        _done(call, lambda ports: requests.answer_request(ports, call.caller, asked, answer, close=close)),
    )


@routes.post("/people/{person_id}/requests", status_code=201, **may("answer_requests"))
def ask_legal(call: CallIn, person: PersonIn, given: QuestionGiven) -> RequestHandled:
    """Ask legal about someone in the registry: a request handed over at once."""
    return _handled(
        call, _done(call, lambda ports: requests.ask_legal(ports, call.caller, person, given.note))
    )


def _done(call: Call, act: Callable[[Ports], RequestRecord]) -> RequestRecord:
    return call.once(
        act,
        lambda record: str(record.number),
        lambda kept: requests.read_request(call.ports, call.caller, int(kept)),
    )


def _handled(call: Call, request: RequestRecord) -> RequestHandled:
    person = request.who.person if request.who else None
    return RequestHandled.of(
        request,
        call.ports,
        person_id=call.seal("person", person) if person else None,
        forward_note=request.details.get("forward_note"),
        answer=request.answer or None,
        answered_at=requests.answered_at(request),
    )
