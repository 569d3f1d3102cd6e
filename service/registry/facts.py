"""From records to the facts the rules judge: what the registry knows of a person at one moment.

A signed paper becomes one fact-consent per signature and block of equal answers, under the same number.
Drafts, papers not yet confirmed, invalidated or entered in error are left out; suspended reads as withdrawn;
struck and unreadable answers are a no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain import facts as rules
from service.domain.ages import MAJORITY, age_on
from service.registry import stand_ins
from service.registry.consent_records import GRANTED
from service.registry.legal_files import current
from service.registry.same_day import kept_signatures, takes_effect_later
from service.registry.stays import grounds_open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
    from service.registry.files import File
    from service.registry.legal_records import LegalFile, OrderEntry, ProtectionEntry
    from service.registry.people_records import PersonRecord

_NO_PROTECTION: Final = rules.Lpj()
_NOT_LOOKED_INTO: Final = rules.Lpj("unknown")
_NO_CHECK_DUE: Final = rules.LegalCheck()
COUNTS: Final = frozenset({"confirmed", "suspended", "withdrawn", "revoked", "superseded"})


class Seen(NamedTuple):
    """How a file is looked at: by what the person is recognised, for which day, and as known when."""

    identifiable_by: tuple[str, ...]
    on: date
    now: datetime
    makes_known: bool = False
    """Who is shown beside them makes a protected family known."""


def person_facts(file: File, ref: str, role: str | None, seen: Seen) -> rules.Person:
    """Build the facts on one person in one role."""
    person, legal = file.person, file.legal
    identifiable_by, on, now, makes_known = seen
    protection = current(legal.protections, now)
    placement = current(legal.placements, now)
    return rules.Person(
        ref=ref,
        role=role,
        dob=person.birth_date,
        adult_attested=person.adult_attested,
        identifiable_by=identifiable_by,
        capacity=_capacity(person),
        lpj=_protection(protection, person, on),
        parent_of_lpj=_is_parent_of_protected(legal, on, now),
        identifies_lpj_family=makes_known | (protection.identifies_lpj_family if protection else False),
        ycja=protection.ycja if protection else False,
        minor_wish=person.minority.minor_wish,
        legal_check=_legal_check(legal, now),
        parents=rules.Parents(person.minority.conflict, person.minority.other_parent or "unknown"),
        emancipated=person.minority.emancipated,
        deceased=person.deceased,
        resource_clientele=placement.resource_clientele if placement else None,
        kinship=placement.kinship if placement else False,
        other_ban=protection.other_ban if protection else None,
        consents=consent_facts(file.consents, on),
        reviews=_reviews(legal, now),
        looked_up=True,
    )


def order_facts(file: File, refs: tuple[str, ...], now: datetime) -> tuple[rules.CourtOrder, ...]:
    """Build the facts on the orders in a file; each covers the person the file is of.

    An entry that was rejected stands in the way like any order not verified, until the one entered again in
    its place is verified: a slip in a date would otherwise close what no later order could open.
    """
    orders = file.legal.orders or stand_ins.ORDERS
    verified = [one for one in orders if _outcome(one, now) == "verified"]
    latest = max([one.order_date for one in verified]) if verified else None
    again = [(one.renews, one.order_date, one.order_date == latest) for one in verified if one.renews]
    facts = tuple(
        [
            _order(order, refs, now)
            for order in orders
            if order.stamp.effective_at <= now and not (again and _is_entered_again(order, again, now))
        ]
    )
    return facts if file.legal.orders else ()


def roles_on(person: PersonRecord, on: date) -> tuple[str | None, ...]:
    """List the roles in force on a day; when none is, every role ever held: nothing is assumed.

    Without any role it is not known, which R4 refuses: a person in a post is always judged.
    """
    held = [
        period.role
        for period in person.roles
        if (period.since is None or period.since <= on) and (period.until is None or on <= period.until)
    ]
    return tuple(dict.fromkeys(held or [period.role for period in person.roles])) or (None,)


def consent_facts(consents: Sequence[ConsentRecord], on: date) -> tuple[rules.Consent, ...]:
    """Turn papers into fact-consents; a paper that grants nothing still replaces earlier ones."""
    counted = [one for one in consents if one.state in COUNTS and one.order is None]
    return _papers(counted, on) if counted else _papers(stand_ins.PAPERS, on)[:0]


def _papers(counted: Sequence[ConsentRecord], on: date) -> tuple[rules.Consent, ...]:
    facts: list[rules.Consent] = []
    for consent in counted:
        blocks: list[Outcomes | None] = [block for block in consent.outcomes if block.answer in GRANTED]
        signatures = kept_signatures(consent, counted, on)
        facts += [
            _fact(consent, signature, block, on) for signature in signatures for block in blocks or [None]
        ]
    return tuple(facts)


def _fact(
    consent: ConsentRecord, signature: SignatureRecord, block: Outcomes | None, on: date
) -> rules.Consent:
    # Before its first day a paper reads as signed on that day: not yet effective, and replacing nothing.
    later = takes_effect_later(consent, on, grants=block is not None)
    establishes = consent.establishes
    return rules.Consent(
        id=consent.id,
        signed=consent.valid_from if later else signature.signed_on,
        signer=signature.signer,
        media=block.media if block else (),
        channels=block.channels if block else (),
        purposes=block.purposes if block else (),
        expires=consent.valid_until,
        withdrawn=_withdrawn_on(consent, block),
        evidence=signature.evidence,
        form="written" if consent.written else "verbal",
        opt_in=establishes.opt_in,
        free=establishes.free,
        informed=establishes.informed,
        distinct=establishes.distinct,
        covers_health=consent.covers_health,
        limits=_limits(consent, block),
        integrity="scan_undocumented"
        if consent.paper_destroyed and not consent.transfer_documented
        else "ok",
        signature="verified" if signature.verified else "unverified",
        signer_id=signature.signer_id,
        activity=consent.activity,
        survives_death=consent.survives_death,
        liquidator=consent.liquidator,
    )


def _limits(consent: ConsentRecord, block: Outcomes | None) -> tuple[str, ...]:
    """Return the limits of a block: of each « yes, but… »; where none says so, they hold for every yes."""
    if not consent.limits or block is None:
        return ()
    said = any(one.answer == "yes_with_limits" for one in consent.outcomes)
    return consent.limits if block.answer == "yes_with_limits" or not said else ()


def _withdrawn_on(consent: ConsentRecord, block: Outcomes | None) -> date | None:
    if block is not None and block.withdrawn_on is not None:
        return block.withdrawn_on
    whole = [one.received_on for one in consent.withdrawals if one.scope is None]
    if whole:
        return min(whole)
    # Suspended reads as withdrawn from the start: no check may rest on it, whatever the day.
    return min(one.signed_on for one in consent.signatures) if consent.state == "suspended" else None


def _capacity(person: PersonRecord) -> rules.Capacity:
    capacity = person.capacity
    return rules.Capacity(
        capacity.status, capacity.self_decides_personal, capacity.wish or "unknown", capacity.scope
    )


def _protection(entry: ProtectionEntry | None, person: PersonRecord, on: date) -> rules.Lpj:
    if entry is not None:
        return rules.Lpj(entry.status, entry.since, entry.ended)
    minor = person.birth_date is not None and age_on(person.birth_date, on) < MAJORITY
    # Of a minor nothing is assumed: a file without an entry is one nobody has looked into.
    return _NOT_LOOKED_INTO if minor else _NO_PROTECTION


def _legal_check(legal: LegalFile, now: datetime) -> rules.LegalCheck:
    check = current(legal.checks, now)
    return rules.LegalCheck(check.status, check.until) if check else _NO_CHECK_DUE


def _is_parent_of_protected(legal: LegalFile, on: date, now: datetime) -> bool:
    if not legal.kin:
        return False
    for child in {entry.child for entry in legal.kin}:
        entry = current([one for one in legal.kin if one.child == child], now)
        if entry is not None and entry.concerned and (entry.until is None or on < entry.until):
            return True
    return False


def _reviews(legal: LegalFile, now: datetime) -> tuple[rules.Review, ...]:
    if not legal.reviews:
        return ()
    return tuple(
        rules.Review(one.code, one.outcome, one.from_, one.until, one.conditions, one.activity)
        for one in legal.reviews
        if one.stamp.effective_at <= now
    )


def _is_entered_again(
    order: OrderEntry, again: Sequence[tuple[tuple[int, int], date, bool]], now: datetime
) -> bool:
    """Tell whether this was rejected, and another entry verified in its place that decides itself.

    One dated earlier than this and than another verified order would give that one its say back.
    """
    places = {place for place, dated, is_latest in again if is_latest or dated >= order.order_date}
    taken = not places.isdisjoint((person, order.item) for person in order.persons)
    return taken and _outcome(order, now) == "rejected"


def _outcome(order: OrderEntry, now: datetime) -> str | None:
    verified = current(order.verifications, now)
    return verified.outcome if verified else None


def _order(order: OrderEntry, refs: tuple[str, ...], now: datetime) -> rules.CourtOrder:
    return rules.CourtOrder(
        court=order.court,
        file_number=order.file_number,
        order_date=order.order_date,
        id=order.consent_id,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
        persons=refs,
        media=order.media,
        channels=order.channels,
        purposes=order.purposes,
        conditions=order.conditions,
        verified_by_legal=_outcome(order, now) == "verified",
        dispenses_consent=order.dispenses_consent,
        statute_cited=order.statute_cited,
        works=order.works or (),
        stayed=bool(grounds_open(order, now)),
    )
