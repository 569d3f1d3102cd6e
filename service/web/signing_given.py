"""What a signer's page sends: answers by the key of each field, and a drawing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Final

from service.registry.signing_reading import Signing
from service.web.filled import Filled
from service.web.reading import Sent

DRAWN: Final = "data:image/png;base64,"
GROUPS: Final = ("media", "limits")
CHOSEN: Final = ("wish", "signer")


def given_in(form: Filled, about: Signing) -> dict[str, str]:
    """Read what was ticked and written, by the key of each field."""
    asked, sent = about.asked, form.sent
    keys = [use.key for use in asked.uses] + [field.key for field in (*asked.questions, *asked.texts)]
    given = {key: sent.text(key) for key in keys}
    given |= {field.key: "yes" for field in asked.boxes if sent.ticked(field.key)}
    for name in (*GROUPS, *CHOSEN):
        given |= dict.fromkeys(sent.each(name), "yes")
    for field in asked.days:
        day = form.day_if_any(field.key)
        given[field.key] = day.isoformat() if day else ""
    return given


def typed_of(about: Signing, answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return answers as the page holds them."""
    asked = about.asked
    typed: dict[str, tuple[str, ...]] = {key: (answer,) for key, answer in answers.items()}
    groups = (
        ("media", asked.media),
        ("limits", asked.limits),
        ("wish", asked.wishes),
        ("signer", asked.signers),
    )
    for name, fields in groups:
        typed[name] = tuple(field.key for field in fields if answers.get(field.key))
    return typed


def drawing_in(sent: Sent) -> bytes:
    """Read a drawing as the page sends it; anything else is no drawing, and is refused as one."""
    drawn = sent.text("drawn")
    if not drawn:
        return b""
    try:
        return base64.b64decode(drawn.removeprefix(DRAWN), validate=True)
    except binascii.Error:
        return drawn.encode()
