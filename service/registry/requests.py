"""« Demander une autorisation »: offered on every no and every « Précisez », the same for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.people import read_file
from service.registry.permissions import can, check_may
from service.registry.post_records import RequestRecord
from service.registry.questions import Who
from service.registry.recording import changing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.questions import Question
    from service.registry.recording import Change

A_READING: Final = 200


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


def forward_request(ports: Ports, caller: Caller, number: int, note: str = "") -> RequestRecord:
    """Hand any request to legal, the same for all; it stays open where it was asked."""
    check_may(caller, "answer_requests")
    check_texts({"note": note})
    with changing(ports, caller) as change:
        request = _open(change, number)
        if request.forwarded_at is not None and not request.answer:
            raise Conflict("ALREADY_DONE")
        forwarded = _forwarded(change, replace(request, answer=""), note)
        change.put("request_forwarded", None, forwarded)
    return forwarded


def ask_legal(ports: Ports, caller: Caller, person: int, note: str) -> RequestRecord:
    """Ask legal about someone in the registry: a request handed over at once."""
    check_may(caller, "answer_requests")
    check_texts({"note": note})
    if not note.strip():
        raise Invalid(Fault("/note", "MISSING"))
    file = read_file(ports, caller, person)
    with changing(ports, caller) as change:
        request = RequestRecord(
            number=change.writer.next_number("request"),
            asked_at=ports.clock(),
            asked_by=caller.user,
            state="open",
            note=note,
            who=Who(person=person),
            person_name=file.person.names.display,
        )
        forwarded = _forwarded(change, request, "")
        change.put("request_forwarded", None, forwarded)
    return forwarded


def answer_request(
    ports: Ports, caller: Caller, number: int, answer: str, *, close: bool = False
) -> RequestRecord:
    """Answer a request handed over, in words that communications may read; they go on with it, or it ends."""
    check_may(caller, "decide_legally")
    check_texts({"answer": answer})
    if not answer.strip():
        raise Invalid(Fault("/answer", "MISSING"))
    with changing(ports, caller) as change:
        request = _open(change, number)
        if not waits_for_legal(request):
            raise Conflict("ALREADY_DONE")
        now = ports.clock()
        details = {**request.details, "answered_at": now.isoformat(), "answered_by": str(caller.user)}
        answered = replace(request, answer=answer.strip(), details=details)
        if close:
            answered = replace(answered, state="done", closed_at=now, closed_by=caller.user)
        change.put("request_answered", None, answered)
    return answered


def close_request(ports: Ports, caller: Caller, number: int) -> RequestRecord:
    """Close a request that was dealt with."""
    check_may(caller, "answer_requests")
    with changing(ports, caller) as change:
        request = _open(change, number)
        closed = replace(request, state="done", closed_at=ports.clock(), closed_by=caller.user)
        change.put("request_closed", None, closed)
    return closed


def list_forwarded(ports: Ports, caller: Caller) -> tuple[RequestRecord, ...]:
    """List the open requests that wait for legal's answer, the oldest first, however many others are open."""
    check_may(caller, "decide_legally")
    waiting: list[RequestRecord] = []
    before: int | None = None
    with ports.store.reading() as reader:
        while listed := reader.list_requests("open", before, A_READING):
            waiting += [one for one in listed if waits_for_legal(one)]
            before = listed[-1].number
    return tuple(reversed(waiting))


def waits_for_legal(request: RequestRecord) -> bool:
    """Tell whether legal has a request in hand."""
    return request.state == "open" and request.forwarded_at is not None and not request.answer


def answered_at(request: RequestRecord) -> datetime | None:
    """Return when legal answered."""
    moment = request.details.get("answered_at") if request.answer else None
    return datetime.fromisoformat(moment) if moment else None


def _open(change: Change, number: int) -> RequestRecord:
    request = change.writer.load_request(number)
    if request is None:
        raise NotFound
    if request.state == "done":
        raise Conflict("ALREADY_DONE")
    return request


def _forwarded(change: Change, request: RequestRecord, note: str) -> RequestRecord:
    details = {**request.details, "forward_note": note.strip()} if note.strip() else request.details
    return replace(
        request, forwarded_at=change.ports.clock(), forwarded_by=change.caller.user, details=details
    )


def _check_post(question: Question) -> None:
    check_codes(
        ("/post/medium", question.medium, MEDIA),
        *each_code("/post/channels", question.channels, CHANNELS),
        ("/post/purpose", question.purpose, PURPOSES),
    )
