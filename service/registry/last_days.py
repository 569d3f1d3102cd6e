"""The last day of an authorization: the one it names, else what the rules allow after its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.ages import add_months

if TYPE_CHECKING:
    from datetime import date

    from service.registry.consent_records import ConsentRecord
    from service.registry.ports import Ports


def last_day_of(ports: Ports, paper: ConsentRecord) -> date | None:
    """Return the last day a form is good for, that day included (R11, R12); None before any signature.

    Of several signatures the first counts: the form never lasts longer than any of them.
    """
    if paper.valid_until is not None:
        return paper.valid_until
    signed = min((one.signed_on for one in paper.signatures), default=None)
    return add_months(signed, ports.policy.config.max_consent_months) if signed else None
