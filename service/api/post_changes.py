"""What may be changed of a registered post."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field

from service.api.fields import (
    Channel,
    Count,
    Day,
    Flag,
    Given,
    Line,
    Medium,
    Moment,
    Purpose,
    Reference,
    one_of,
    shown_by,
)
from service.api.posts_given import MOST_LISTED, MediumGiven, Place, Text, institutional_of
from service.api.questions import WhoGiven
from service.domain import vocabulary
from service.registry.errors import Fault, Invalid
from service.registry.ports import Ports

CAN_BE_EMPTY: Final = frozenset(
    {
        "account",
        "planned_at",
        "visible_count",
        "activity",
        "capture_place",
        "content_flag",
        "requested_by",
        "institutional_id",
    }
)


class PostChanges(Given):
    """Fields to change; null empties what may be empty. People who are not sent stay who they are."""

    model_config = shown_by(
        {"text": "Merci à toute l'équipe!", "channels": ["facebook", "web_site"]},
        {"planned_at": None, "account": "Page Facebook"},
    )

    text: Text | None = None
    people: list[WhoGiven] | None = Field(default=None, max_length=MOST_LISTED)
    channel: Channel | None = None
    channels: Annotated[list[Channel], Field(max_length=50)] | None = None
    medium: Medium | None = None
    purpose: Purpose | None = None
    on: Day | None = None
    account: Line | None = None
    planned_at: Moment | None = None
    visible_count: Count | None = Field(default=None, ge=0)
    media: list[MediumGiven] | None = Field(default=None, max_length=200)
    activity: Line | None = None
    discloses_health: Flag | None = None
    capture_place: Place | None = None
    source: Annotated[Line, one_of(vocabulary.SOURCES)] | None = None
    incidental: Flag | None = None
    context_links_family: Flag | None = None
    content_flag: Annotated[Line, one_of(vocabulary.CONTENT_FLAGS)] | None = None
    copyright_cleared: Flag | None = None
    pia_covered: Flag | None = None
    requested_by: Line | None = None
    repost: Flag | None = None
    confidential: Flag | None = None
    institutional_id: Reference | None = None

    def changes(self, ports: Ports) -> dict[str, Any]:
        """Return the fields sent, as the registry names them. Raises `Invalid` for a null that cannot be."""
        sent: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        faults = [
            Fault(f"/{name}", "MISSING") for name in sorted(sent.keys() - CAN_BE_EMPTY) if sent[name] is None
        ]
        if sent.keys() >= {"channel", "channels"}:
            faults.append(Fault("/channel", "CHANNEL_OR_CHANNELS"))
        for place, one in enumerate(self.people or ()):
            faults += one.faults(f"/people/{place}")
        if faults:
            raise Invalid(*faults)
        return self._as_kept(sent, ports)

    def places(self) -> dict[str, str]:
        """Say where the registry's fields stand in this body."""
        return {"/who": "/people/0", "/asked/question": "", "/asked/people": "/people", "/asked": ""}

    def _as_kept(self, sent: dict[str, Any], ports: Ports) -> dict[str, Any]:
        if "channel" in sent:
            sent["channels"] = (sent.pop("channel"),)
        elif self.channels is not None:
            sent["channels"] = tuple(dict.fromkeys(self.channels))
        if self.people is not None:
            sent["people"] = tuple(one.who(ports) for one in self.people)
        if self.media is not None:
            sent["media"] = tuple((one.sha256, one.name) for one in self.media)
        if "institutional_id" in sent:
            sent["institutional"] = institutional_of(ports, sent.pop("institutional_id"))
        elif self.confidential is False:
            sent["institutional"] = None
        return sent
