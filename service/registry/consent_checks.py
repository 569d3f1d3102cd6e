"""What a consent must say before it can be kept, and before it can count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from service.domain.vocabulary import (
    CHANNELS,
    CONDITIONS,
    EVIDENCE,
    LIQUIDATORS,
    MEDIA,
    PURPOSES,
    SIGNERS,
)
from service.registry.closed_lists import check_codes, each_code
from service.registry.consent_records import Answer
from service.registry.errors import Fault, Invalid
from service.registry.moments import today
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.registry.consent_records import ConsentRecord
    from service.registry.ports import Ports

METHODS: Final = ("paper", "drawn", "typed", "code")


def check_consent(ports: Ports, consent: ConsentRecord, *, draft: bool) -> None:
    """Raise `Invalid` naming every fault; a draft may still lack signatures and answers."""
    check_codes(*_codes(consent))
    check_texts({"activity": consent.activity, "signatures": consent.signatures})
    faults = [*_date_faults(ports, consent)]
    if not draft:
        faults += [
            Fault(f"/{name}", "MISSING") for name in ("signatures", "outcomes") if not getattr(consent, name)
        ]
    if faults:
        raise Invalid(*faults)


def _codes(consent: ConsentRecord) -> Iterator[tuple[str, str | None, Sequence[str]]]:
    for place, one in enumerate(consent.signatures):
        yield f"/signatures/{place}/signer", one.signer, SIGNERS
        yield f"/signatures/{place}/evidence", one.evidence, EVIDENCE
        yield f"/signatures/{place}/method", one.method, METHODS
    for block in consent.outcomes:
        yield from each_code("/media", block.media, MEDIA)
        yield from each_code("/channels", block.channels, CHANNELS)
        yield from each_code("/purposes", block.purposes, PURPOSES)
        yield "/choices/answer", block.answer, get_args(Answer)
    yield from each_code("/limits", consent.limits, CONDITIONS)
    yield "/liquidator", consent.liquidator, LIQUIDATORS


def _date_faults(ports: Ports, consent: ConsentRecord) -> Iterator[Fault]:
    for place, one in enumerate(consent.signatures):
        if one.signed_on > today(ports):
            yield Fault(f"/signatures/{place}/signed_on", "IN_THE_FUTURE")
        if not one.name.strip():
            yield Fault(f"/signatures/{place}/name", "MISSING")
    if consent.valid_from and consent.valid_until and consent.valid_until < consent.valid_from:
        yield Fault("/valid_until", "BEFORE_START")
