"""Papers of one day: on screen the moment is known, and the later replaces the earlier at once.

The rules compare days, and papers of one day all count (rules 6, several papers). Someone who says no an hour
after a yes would have to wait until the next day, and then in vain: so the registry leaves the earlier out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from service.registry.consent_records import ConsentRecord, SignatureRecord


def kept_signatures(
    consent: ConsentRecord, counted: Sequence[ConsentRecord], on: date
) -> tuple[SignatureRecord, ...]:
    """List a paper's signatures that no later one of the same day replaces, among the papers that count."""
    later = [(one, moment) for other in counted for one, moment in _signed_on_screen(other, consent, on)]
    if not later:
        return consent.signatures
    return tuple(
        signature
        for place, signature in enumerate(consent.signatures)
        if not any(_is_same(signature, one) and _moment(consent, place) < moment for one, moment in later)
    )


def takes_effect_later(consent: ConsentRecord, on: date, *, grants: bool) -> bool:
    """Tell whether a paper waits for its first day; a no to everything waits for nothing."""
    return grants and consent.valid_from is not None and on < consent.valid_from


def _signed_on_screen(
    other: ConsentRecord, consent: ConsentRecord, on: date
) -> Iterator[tuple[SignatureRecord, datetime]]:
    if not other.screen or other.number == consent.number or other.activity not in {None, consent.activity}:
        return
    if takes_effect_later(other, on, grants=other.grants):
        return
    for signature, screen in zip(other.signatures, other.screen, strict=False):
        yield signature, screen.signed_at


def _moment(consent: ConsentRecord, place: int) -> datetime:
    if place < len(consent.screen):
        return consent.screen[place].signed_at
    return consent.confirmed_at or consent.recorded_at


def _is_same(one: SignatureRecord, other: SignatureRecord) -> bool:
    """Tell whether one signer signed both on one day (rules 6: the same id where both give one)."""
    ids = {one.signer_id, other.signer_id} - {None}
    return one.signer == other.signer and one.signed_on == other.signed_on and len(ids) <= 1
