"""Webhooks, for admins: other programs told of posts and takedowns, as Standard Webhooks has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.fields import Given, Line, Moment, Nothing, one_of, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import webhooks
from service.registry.ports import Ports
from service.registry.webhook_records import EVENTS
from service.registry.webhooks import Standing

routes = routes_on("webhooks")

Event = Annotated[Line, one_of(EVENTS)]


class WebhookGiven(Given):
    """A program to tell: its https address, and of what; without a list, of everything."""

    model_config = shown_by({"url": "https://cms.exemple.ca/aval", "events": ["takedown.asked"]})

    url: Annotated[str, Field(max_length=2000)]
    events: list[Event] = Field(default=list(EVENTS), max_length=len(EVENTS))


class ReplayGiven(Given):
    """From when on to tell again what happened, 14 days back at most."""

    model_config = shown_by({"since": "2026-10-13T14:05:00-04:00"})

    since: Moment


class WebhookShown(Shown):
    """A webhook, the key to check its messages with, how many wait, and what it last answered."""

    FROM: ClassVar[Mapping[str, str]] = {"id": "number"}

    id: Annotated[str, sealed("webhook")]
    url: str
    events: list[str]
    state: str
    stopped: str
    stopped_at: Stamp | None
    made_at: Stamp
    public_key: str
    waiting: int
    answer: str


class Webhooks(Shown):
    """The webhooks, newest first."""

    items: list[WebhookShown]


class Replayed(Shown):
    """How many changes are told again."""

    changes: int


@routes.get("/webhooks", **may("manage_webhooks"))
def list_webhooks(call: CallIn) -> Webhooks:
    """List webhooks, stopped ones too."""
    return Webhooks(items=[_shown(call, one) for one in webhooks.list_webhooks(call.ports, call.caller)])


@routes.post("/webhooks", status_code=201, **may("manage_webhooks"))
def add_webhook(call: CallIn, given: WebhookGiven) -> WebhookShown:
    """Tell a program from now on. Check its messages with the public key it is answered with."""
    return _once(call, lambda ports: webhooks.add_webhook(ports, call.caller, given.url, tuple(given.events)))


@routes.get("/webhooks/{webhook_id}", **may("manage_webhooks"))
def read_webhook(call: CallIn, webhook_id: str) -> WebhookShown:
    """Read one webhook."""
    return _shown(call, webhooks.read_webhook(call.ports, call.caller, call.number("webhook", webhook_id)))


@routes.post("/webhooks/{webhook_id}/stop", **may("manage_webhooks"))
def stop_webhook(call: CallIn, webhook_id: str, _: Nothing | None = None) -> WebhookShown:
    """Tell a program nothing more."""
    number = call.number("webhook", webhook_id)
    return _once(call, lambda ports: webhooks.stop_webhook(ports, call.caller, number))


@routes.post("/webhooks/{webhook_id}/resume", **may("manage_webhooks"))
def resume_webhook(call: CallIn, webhook_id: str, _: Nothing | None = None) -> WebhookShown:
    """Tell a stopped program again."""
    number = call.number("webhook", webhook_id)
    return _once(call, lambda ports: webhooks.resume_webhook(ports, call.caller, number))


@routes.post("/webhooks/{webhook_id}/replay", **may("manage_webhooks"))
def replay_webhook(call: CallIn, webhook_id: str, given: ReplayGiven) -> Replayed:
    """Tell a program again what happened; messages keep their ids."""
    changes = _replay(call, webhook_id, given.since)
    return Replayed(changes=changes)


def _replay(call: Call, webhook_id: str, since: datetime) -> int:
    number = call.number("webhook", webhook_id)
    return call.once(
        lambda ports: webhooks.replay_webhook(ports, call.caller, number, since),
        str,
        int,
    )


def _once(call: Call, act: Callable[[Ports], Standing]) -> WebhookShown:
    done = call.once(
        act,
        lambda one: str(one.webhook.number),
        lambda kept: webhooks.read_webhook(call.ports, call.caller, int(kept)),
    )
    return _shown(call, done)


def _shown(call: Call, standing: Standing) -> WebhookShown:
    return WebhookShown.of(
        standing.webhook,
        call.ports,
        public_key=standing.public_key,
        waiting=standing.waiting,
        answer=standing.answer,
    )
