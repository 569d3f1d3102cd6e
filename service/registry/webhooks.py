"""Webhooks as administrators manage them: added, stopped, resumed, and told again what they missed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.telling import TELL
from service.registry.texts import check_texts
from service.registry.webhook_records import EVENTS, WebhookRecord
from service.registry.webhook_sending import MOST, SEND, put_sending, put_stopped

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change

LONGEST_URL: Final = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A webhook with its public key, how many messages wait for it, and what it last answered."""

    webhook: WebhookRecord
    public_key: str
    waiting: int = 0
    answer: str = ""


def add_webhook(ports: Ports, caller: Caller, url: str, events: tuple[str, ...] = EVENTS) -> Standing:
    """Have a program told of events from now on. Raises `Invalid` for an address we do not call."""
    check_may(caller, "manage_webhooks")
    _check(ports, url, events)
    with changing(ports, caller) as change:
        if len(change.writer.list_entries(WebhookRecord, "open", None, MOST)) >= MOST:
            raise Invalid(Fault("/url", "TOO_MANY", str(MOST)))
        webhook = WebhookRecord(
            change.writer.next_number("entry"),
            "open",
            ports.clock(),
            caller.user,
            url,
            tuple(one for one in EVENTS if one in events),
        )
        key = ports.herald.public_key(webhook.number)  # before anything is kept: without ours, none is added
        change.put("webhook_added", None, webhook)
    return Standing(webhook, key)


def list_webhooks(ports: Ports, caller: Caller) -> tuple[Standing, ...]:
    """List webhooks, newest first, stopped ones too."""
    check_may(caller, "manage_webhooks")
    with ports.store.reading() as reader:
        webhooks = reader.list_entries(WebhookRecord, None, None, MOST)
        jobs = [job for job in reader.list_jobs() if job.kind == SEND]
    return tuple(_standing(ports, one, jobs) for one in webhooks)


def read_webhook(ports: Ports, caller: Caller, number: int) -> Standing:
    """Read one webhook."""
    check_may(caller, "manage_webhooks")
    with ports.store.reading() as reader:
        webhook = reader.load_entry(WebhookRecord, number)
        jobs = [job for job in reader.list_jobs() if job.kind == SEND]
    if webhook is None:
        raise NotFound
    return _standing(ports, webhook, jobs)


def stop_webhook(ports: Ports, caller: Caller, number: int) -> Standing:
    """Tell a program nothing more; what waits for it is not sent."""
    check_may(caller, "manage_webhooks")
    with changing(ports, caller) as change:
        webhook = _webhook(change, number)
        if webhook.state == "closed":
            raise Conflict("ALREADY_DONE")
        put_stopped(change, webhook, "by_hand")
    return read_webhook(ports, caller, number)


def resume_webhook(ports: Ports, caller: Caller, number: int) -> Standing:
    """Tell a stopped program again, from now on."""
    check_may(caller, "manage_webhooks")
    with changing(ports, caller) as change:
        webhook = _webhook(change, number)
        if webhook.state == "open":
            raise Conflict("ALREADY_DONE")
        change.put("webhook_resumed", None, replace(webhook, state="open", stopped="", stopped_at=None))
    return read_webhook(ports, caller, number)


def replay_webhook(ports: Ports, caller: Caller, number: int, since: datetime) -> int:
    """Tell a program again what happened since a moment, 14 days back at most; how many changes that is.

    Messages keep their ids: a program that has one already leaves it aside.
    """
    check_may(caller, "manage_webhooks")
    with changing(ports, caller) as change:
        webhook = _webhook(change, number)
        if webhook.state == "closed":
            raise Conflict("WRONG_STATE")
        told = [job for job in change.writer.list_jobs() if job.kind == TELL and "told" in job.details]
        late = sorted((job for job in told if _at(job) >= since), key=_at)
        sent = sum([put_sending(change, webhook, job) for job in late])
        change.put("webhook_replayed", None, webhook, since=since.isoformat())
    return sent


def _at(job: JobRecord) -> datetime:
    return datetime.fromisoformat(job.details["at"])


def _webhook(change: Change, number: int) -> WebhookRecord:
    webhook = change.writer.load_entry(WebhookRecord, number)
    if webhook is None:
        raise NotFound
    return webhook


def _standing(ports: Ports, webhook: WebhookRecord, jobs: list[JobRecord]) -> Standing:
    own = [job.details for job in jobs if job.details["webhook"] == str(webhook.number)]
    waiting = sum(int(one["count"]) for one in own) if webhook.state == "open" else 0
    answers = [one["answer"] for one in own if "answer" in one]
    return Standing(webhook, ports.herald.public_key(webhook.number), waiting, answers[-1] if answers else "")


def _check(ports: Ports, url: str, events: tuple[str, ...]) -> None:
    check_texts({"url": url})
    if not 0 < len(url) <= LONGEST_URL:
        raise Invalid(Fault("/url", "LENGTH", f"1-{LONGEST_URL}"))
    fault = ports.herald.fault_of(url)
    if fault:
        raise Invalid(Fault("/url", fault))
    check_codes(*each_code("/events", events, EVENTS))
    if not events:
        raise Invalid(Fault("/events", "MISSING"))
