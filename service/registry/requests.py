"""« Demander une autorisation »: offered on every no and every « Précisez », the same for all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.permissions import can, check_may
from service.registry.post_records import RequestRecord
from service.registry.recording import changing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.questions import Question


def request_authorization(
    ports: Ports, caller: Caller, person_name: str, note: str, question: Question | None = None
) -> RequestRecord:
    """Ask communications for someone's authorization. It says nothing on whether they are known."""
    check_may(caller, "request")
    check_texts({"person_name": person_name, "note": note, "activity": question and question.activity})
    if question is not None:
        _check_post(question)
    if not person_name.strip():
        raise Invalid(Fault("/person_name", "MISSING"))
    now = ports.clock()
    with changing(ports, caller) as change:
        request = RequestRecord(
            number=change.writer.next_number("request"),
            asked_at=now,
            asked_by=caller.user,
            state="open",
            note=note,
            question=question,
            person_name=person_name,
        )
        change.put("authorization_requested", None, request)
    return request


def list_requests(
    ports: Ports, caller: Caller, state: str | None = "open", limit: int = 50, before: int | None = None
) -> tuple[RequestRecord, ...]:
    """List requests, newest first, `before` a number."""
    check_may(caller, "answer_requests")
    with ports.store.reading() as reader:
        return reader.list_requests(state, before, limit)


def read_request(ports: Ports, caller: Caller, number: int) -> RequestRecord:
    """Read one request: one's own, or any for those who answer them."""
    check_may(caller, "request")
    with ports.store.reading() as reader:
        request = reader.load_request(number)
    if request is None or not (request.asked_by == caller.user or can(caller, "answer_requests")):
        raise NotFound
    return request


def close_request(ports: Ports, caller: Caller, number: int) -> RequestRecord:
    """Close a request that was dealt with."""
    check_may(caller, "answer_requests")
    with changing(ports, caller) as change:
        request = change.writer.load_request(number)
        if request is None:
            raise NotFound
        if request.state == "done":
            raise Conflict("ALREADY_DONE")
        closed = replace(request, state="done", closed_at=ports.clock(), closed_by=caller.user)
        change.put("request_closed", None, closed)
    return closed


def _check_post(question: Question) -> None:
    check_codes(
        ("/post/medium", question.medium, MEDIA),
        *each_code("/post/channels", question.channels, CHANNELS),
        ("/post/purpose", question.purpose, PURPOSES),
    )
