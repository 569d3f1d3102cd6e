"""POST /channels: where may this person appear? Answered as checks are, beside them."""

from __future__ import annotations

from typing import Any

import orjson

from service.api.answers import answer_fields, printed
from service.api.fields import Day, Flag, Given, KnownRole, Line, Medium, Purpose, shown_by
from service.api.mending import read_body, repointed
from service.api.questions import CheckGiven, Marks, WhoGiven
from service.domain.vocabulary import CHANNELS
from service.registry.account_records import Caller
from service.registry.errors import Invalid
from service.registry.judging import Asked
from service.registry.permitted_channels import PermittedChannel, find_permitted_channels
from service.registry.ports import Ports


class ChannelsGiven(Given):
    """Where may this person appear?"""

    model_config = shown_by(
        {
            "who": {"name": "Camille Roy", "birth_date": "1984-03-27"},
            "medium": "photo",
            "purpose": "information",
            "on": "2026-10-13",
        },
        {
            "who": {"consent_id": "1K7F-3M9X-4T8B-2QDY"},
            "medium": "video",
            "purpose": "promotion",
            "on": "2026-10-13",
        },
    )

    who: WhoGiven
    medium: Medium
    purpose: Purpose
    on: Day
    activity: Line | None = None
    discloses_health: Flag = False
    appears_as: KnownRole | None = None
    identifiable_by: Marks | None = None

    def check(self) -> CheckGiven:
        """Return the check of which this asks every channel."""
        return CheckGiven.model_construct(**dict(self), channels=list(CHANNELS))


def answer_channels(ports: Ports, caller: Caller, body: bytes) -> bytes:
    """Read one question, ask the use case, and write its answer."""
    given = read_body(ChannelsGiven, body).check()
    asked = Asked((given.person(ports),), given.question())
    try:
        answer = find_permitted_channels(ports, caller, asked)
    except Invalid as error:
        raise repointed(error, given.places()) from None
    channels = [_channel_fields(one) for one in answer.channels]
    return orjson.dumps(answer_fields(ports, answer.whole) | {"channels": channels})


def _channel_fields(one: PermittedChannel) -> dict[str, Any]:
    return {"channel": one.channel, "cite": printed(one.cite), "conditions": one.conditions}
