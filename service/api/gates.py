"""POST /gate: may this content be published? What programs that publish ask (docs/gate-protocol.md)."""

from __future__ import annotations

from typing import Any, Final, Literal

import orjson
from pydantic import Field

from service.api.fields import Count, Flag, Line, Reference, shown_by
from service.api.mending import pointing, read_body
from service.api.posts_given import MediumGiven, Text, institutional_of
from service.api.posts_shown import finding_fields, show_post_answer
from service.api.questions import AskedOf
from service.registry.account_records import Caller
from service.registry.gated_content import Content
from service.registry.gating import GateAnswer, answer_gate
from service.registry.ports import Ports
from service.registry.questions import Question

MOST_NUMBERS: Final = 200


class GateGiven(AskedOf):
    """May this content be published? People are named by the numbers it cites, in its text or beside it."""

    model_config = shown_by(
        {
            "text": "Merci à notre équipe! Autorisation 1K7F-3M9X-4T8B-2QDY",
            "medium": "photo",
            "channel": "web_site",
            "purpose": "information",
            "on": "2026-10-13",
            "visible_count": 1,
        },
        {
            "text": "Portes ouvertes jeudi, à 14 h.",
            "people": "none",
            "medium": "photo",
            "channels": ["web_site", "newsletter"],
            "purpose": "information",
            "on": "2026-10-13",
        },
    )

    text: Text = ""
    consents: list[Line] = Field(default=[], max_length=MOST_NUMBERS)
    people: Literal["none"] | None = None
    visible_count: Count | None = Field(default=None, ge=0)
    media: list[MediumGiven] = Field(default=[], max_length=200)
    confidential: Flag = False
    institutional_id: Reference | None = None

    def content(self, ports: Ports) -> Content:
        """Return what the use case is asked."""
        question = Question(
            self.medium, self.all_channels(), self.purpose, self.on, self.activity, self.discloses_health
        )
        return Content(
            question=question,
            text=self.text,
            numbers=tuple(self.consents),
            nobody=self.people == "none",
            visible_count=self.visible_count,
            media=tuple((one.sha256, one.name) for one in self.media),
            confidential=self.confidential,
            institutional=institutional_of(ports, self.institutional_id),
        )

    def places(self) -> dict[str, str]:
        """Say where the registry's fields stand in this body."""
        names = {f"/media/{place}/1": f"/media/{place}/name" for place in range(len(self.media))}
        numbers = {"/who": "/consents", "/people": "/consents", "/asked/people": "/consents"}
        return {"/asked/question": "", "/asked": "", **numbers} | names | super().places()


def answer_content(ports: Ports, caller: Caller, body: bytes) -> bytes:
    """Read content that is about to be published, ask the use case, and write its answer."""
    given = read_body(GateGiven, body)
    with pointing(given.places()):
        answer = answer_gate(ports, caller, given.content(ports))
    return orjson.dumps(_shown(ports, answer, caller.language))


def _shown(ports: Ports, answer: GateAnswer, language: str) -> dict[str, Any]:
    """Return the fields in their fixed order; what lets it out is given for a yes alone."""
    post = show_post_answer(ports, answer.post, language)
    clear = answer.is_clear
    return {
        "answer": answer.answer,
        "findings": [_said_of(finding_fields(one)) for one in answer.findings],
        "citation": post["citation"] if clear else {"number": None, "line": None},
        "clearance": post["clearance"] if clear else None,
        "conditions": answer.post.whole.conditions if clear else (),
        "valid_until": answer.post.whole.valid_until,
        "mend": answer.mend,
    }


def _said_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out the place of what is about the whole."""
    return {name: value for name, value in fields.items() if value is not None}
