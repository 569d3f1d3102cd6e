"""What becomes of what programs are to be told: one job for each webhook, tried for three days.

What happened is told again on demand (`replay`) for 14 days: until then its job stays, done.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import CLOCKWORK
from service.registry.heralds import GONE, Heard, Message
from service.registry.messages import reachable, send_courriel
from service.registry.recording import changing
from service.registry.webhook_records import WebhookRecord

if TYPE_CHECKING:
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports, ReferenceKind
    from service.registry.recording import Change

SEND: Final = "send_webhook"
KEPT: Final = timedelta(days=14)
WAITS: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""After each try that failed (the schedule of Standard Webhooks); three days and three hours in all."""
LONGEST_WAIT: Final = timedelta(days=1)
MOST: Final = 100
"""Webhooks of one registry."""
AT_ONCE: Final = 200
"""Messages sent before other work has its turn."""
PAGE: Final = "/integrations"


def do_tell(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Leave one job for each webhook that listens; stay for replays, and go after 14 days."""
    if "told" in job.details:
        return None
    with changing(ports, CLOCKWORK) as change:
        for webhook in change.writer.list_entries(WebhookRecord, "open", None, MOST):
            put_sending(change, webhook, job)
    return replace(job, tries=0, due_at=ports.clock() + KEPT, details={**job.details, "told": "yes"})


def put_sending(change: Change, webhook: WebhookRecord, told: JobRecord) -> bool:
    """Have a webhook told, when it listens to such events."""
    if told.details["event"] not in webhook.events:
        return False
    details = {**told.details, "webhook": str(webhook.number), "try": "0"}
    details.pop("told", None)
    change.later(SEND, None, change.ports.clock(), **details)
    return True


def do_send(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Send what is left, in order; what fails waits, longer each time, with all that comes after it."""
    with ports.store.reading() as reader:
        webhook = reader.load_entry(WebhookRecord, int(job.details["webhook"]))
    if webhook is None or webhook.state == "closed":
        return None
    first, count = int(job.details["first"]), int(job.details["count"])
    sent, heard = _send_some(ports, webhook, job, range(first, first + min(count, AT_ONCE)))
    if heard.status == GONE:
        stop_sending(ports, webhook, "gone")
        return None
    if sent == count:
        return None
    details = {**job.details, "first": str(first + sent), "count": str(count - sent)}
    if heard.is_taken:
        return replace(job, tries=0, due_at=ports.clock(), details={**details, "try": "0"})
    return _later(ports, webhook, replace(job, details=details), heard)


def message_of(ports: Ports, job: JobRecord, number: int) -> Message:
    """Write one message: what happened, when, and the reference of what it happened to; nothing else.

    Its id comes of these alone: takedowns asked in one transaction for several causes are not parted by it.
    """
    event = job.details["event"]
    kind: ReferenceKind = "post" if event.startswith("post.") else "takedown"
    reference = ports.references.seal(kind, number)
    at = datetime.fromisoformat(job.details["at"]).astimezone(UTC).isoformat(timespec="seconds")
    body = {"type": event, "timestamp": at.replace("+00:00", "Z"), "data": {"id": reference}}
    content = json.dumps(body, separators=(",", ":")).encode()
    return Message(f"msg_{event.replace('.', '_')}_{reference}", content)


def _send_some(ports: Ports, webhook: WebhookRecord, job: JobRecord, numbers: range) -> tuple[int, Heard]:
    """Send until one is not taken; return how many were, and the last answer."""
    heard = Heard(0)
    for sent, number in enumerate(numbers):
        heard = ports.herald.send(webhook.number, webhook.url, message_of(ports, job, number))
        if not heard.is_taken:
            return sent, heard
    return len(numbers), heard


def _later(ports: Ports, webhook: WebhookRecord, job: JobRecord, heard: Heard) -> JobRecord | None:
    """Put a sending off; after the last try the webhook is stopped, and the admins are told."""
    tried = int(job.details["try"])
    if tried >= len(WAITS):
        stop_sending(ports, webhook, "failing")
        return None
    asked = timedelta(seconds=min(heard.wait or 0, LONGEST_WAIT.total_seconds()))
    wait = max(WAITS[tried], asked)
    wait += wait * (ports.random(1)[0] / 2550)  # a tenth at most, so that failures do not come in waves
    answer = str(heard.status) if heard.status else heard.code
    details = {**job.details, "try": str(tried + 1), "answer": answer}
    return replace(job, tries=0, due_at=ports.clock() + wait, details=details)


def stop_sending(ports: Ports, webhook: WebhookRecord, why: str) -> None:
    """End a webhook, and tell the admins."""
    with changing(ports, CLOCKWORK) as change:
        now = change.writer.load_entry(WebhookRecord, webhook.number)
        if now is None or now.state == "closed":
            return
        put_stopped(change, now, why)
        for user in reachable(change.writer, "admin"):
            send_courriel(change, user.email or "", user.language, "webhook_stopped", path=PAGE)


def put_stopped(change: Change, webhook: WebhookRecord, why: str) -> WebhookRecord:
    """Keep that a webhook is told no more, and why."""
    stopped = replace(
        webhook,
        state="closed",
        stopped=why,  # type: ignore[arg-type] # one of the reasons
        stopped_at=change.ports.clock(),
    )
    change.put("webhook_stopped", None, stopped)
    return stopped
