"""What waits for legal in one file: the REVIEWs its papers meet, found by asking about each of them.

Everything already recorded is taken as having come into effect: nobody is asked to decide twice because a
decision waits for its hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from service.domain.ages import next_day
from service.domain.valid_until import turning_days
from service.registry.consent_records import GRANTED
from service.registry.desk_records import WaitingReview
from service.registry.files import Found
from service.registry.judging import Asked, judge
from service.registry.questions import Question, Who

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from service.domain.facts import Config
    from service.registry.consent_records import ConsentRecord, Outcomes
    from service.registry.files import File
    from service.registry.judging import Judged
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports

Codes: TypeAlias = tuple[str, ...]
REVIEWABLE: Final = (
    "LPJ_FORMER_ADULT",
    "LPJ_PARENT_UNRELATED_CONTEXT",
    "LPJ_NECESSARY_FOR_ACT",
    "LPJ_ENDED_MINOR",
    "YCJA_FORMER",
    "FAMILY_PROCEEDINGS",
    "DECEASED_REVIEW",
    "DECEASED_NO_CONSENT",
    "EMANCIPATION_SIMPLE",
    "PARENTAL_CONFLICT",
    "PARENTAL_REFUSAL",
    "RECONFIRM_AT_MAJORITY",
    "LATER_INCAPACITY",
    "INTEGRITY_UNPROVEN",
    "SIGNATURE_UNVERIFIED",
    "PIA_MISSING",
    "STAFF_LEFT",
    "RIRTF_CHILD_RESOURCE_REVIEW",
    "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    "LPJ_COURT_ORDER_REQUIRED",
    "LPJ_CONSENT_INSUFFICIENT",
    "LPJ_ORDER_EXPIRED",
    "LPJ_ORDER_SCOPE_PERSON",
    "LPJ_ORDER_SCOPE_MEDIUM",
    "LPJ_ORDER_SCOPE_CHANNEL",
    "LPJ_ORDER_SCOPE_PURPOSE",
    "LPJ_ORDER_CONDITION_BREACH",
    "LPJ_ORDER_NOT_VERIFIED",
    "COURT_FILE_NUMBER_INVALID",
    "COURT_JURISDICTION_MISMATCH",
)
"""Codes that can be a REVIEW, in a fixed order: a review's reference holds the place. Add at the end only."""
_OF_AN_ENDED_MINOR: Final = ("LPJ_ENDED_MINOR", *REVIEWABLE[19:])
_BY_SETTING: Final = {
    "lpj_ended_minor": _OF_AN_ENDED_MINOR,
    "rirtf_kinship": ("LPJ_IDENTIFIABLE_BY_ASSOCIATION",),
    "deceased_no_consent": ("DECEASED_NO_CONSENT",),
    "second_parent_refusal": ("PARENTAL_REFUSAL",),
    "turning_18_parent_consent": ("RECONFIRM_AT_MAJORITY",),
}
"""Setting → codes that are a REVIEW only where it says so, and a no elsewhere."""
_ROLES_REVIEWED: Final = frozenset({"former_staff", "rirtf"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a file, and the first later day on which that may change (None: only by an act)."""

    reviews: tuple[WaitingReview, ...] = ()
    until: date | None = None


NOTHING_WAITS: Final = Waiting()


def reviewable(config: Config) -> tuple[str, ...]:
    """List the codes that legal can decide under the establishment's settings."""
    hushed = {
        code
        for key, codes in _BY_SETTING.items()
        if str(getattr(config, key)).upper() != "REVIEW"
        for code in codes
    }
    return tuple(code for code in REVIEWABLE if code not in hushed)


def waiting_reviews(ports: Ports, file: File, on: date) -> Waiting:
    """Find each code that keeps a paper of this file from being used on a day, once."""
    if not may_wait(file, ports.policy.config):
        return NOTHING_WAITS
    then = _all_in_effect(file.legal, ports.clock())
    found: dict[str, WaitingReview] = {}
    days = set(_days_of(file))
    for questions in standing_questions(file, on, ports.policy.config):
        for question in questions:
            who = (Who(person=file.person.number),)
            judged = judge(Asked(who, question), [Found((file,), file)], ports.policy.config, then)
            days.update(turning_days(judged.facts, ports.policy.config))
            for code in _open_codes(file.legal, judged):
                found.setdefault(code, WaitingReview(code, REVIEWABLE.index(code) + 1, question))
            if judged.decision.verdict != "DENY":
                break
    return Waiting(tuple(found.values()), min((day for day in days if day > on), default=None))


def may_wait(file: File, config: Config) -> bool:
    """Tell whether any rule could ask for a decision: most files hold nothing that it would rest on."""
    person = file.person
    unusual = person.deceased is not None or person.capacity.status != "capable"
    parents = person.minority
    unusual = unusual or parents.conflict or parents.other_parent == "refused" or bool(parents.emancipated)
    unusual = unusual or any(period.role in _ROLES_REVIEWED for period in person.roles)
    return unusual or _is_touched(file.legal) or any(_is_doubted(one, config) for one in file.consents)


def standing_questions(file: File, on: date, config: Config) -> Iterator[tuple[Question, ...]]:
    """For each block granted by a paper in force: questions it answers, the first not refused tells.

    One for the public and one for the house, since consent may differ; and within each order, what it covers.
    """
    for consent in file.consents:
        if consent.state == "confirmed" and consent.order is None:
            for block in consent.outcomes:
                if block.answer in GRANTED and block.withdrawn_on is None:
                    yield from _questions(file, consent, block, (on, config))


def _questions(
    file: File, consent: ConsentRecord, block: Outcomes, when: tuple[date, Config]
) -> Iterator[tuple[Question, ...]]:
    on, config = when

    def ask(
        media: tuple[str, ...], channels: tuple[str, ...], purposes: tuple[str, ...]
    ) -> Iterator[Question]:
        for channel, purpose, medium in product(channels[:1], purposes[:1], media):
            yield Question(medium, (channel,), purpose, on, activity=consent.activity)

    public = tuple(one for one in block.channels if one in config.public_channels)
    inside = tuple(one for one in block.channels if one not in config.public_channels)
    yield tuple(ask(block.media, public, block.purposes))
    yield tuple(ask(block.media, inside, block.purposes))
    for order in file.legal.orders:
        media, channels, purposes = (
            tuple(one for one in granted if one in covered)
            for granted, covered in (
                (block.media, order.media),
                (block.channels, order.channels),
                (block.purposes, order.purposes),
            )
        )
        yield tuple(ask(media, channels, purposes))


def _open_codes(legal: LegalFile, judged: Judged) -> Iterator[str]:
    """Yield the codes to decide; one that legal decided and whose last day is to come is decided.

    An acceptance with a condition leaves the code in the way of posts that break it: nothing more to decide.
    """
    if judged.decision.verdict != "REVIEW":
        return
    question = judged.asked.question
    decided = {
        one.code
        for one in legal.reviews
        if one.until >= question.on and one.activity in {None, question.activity}
    }
    for person in judged.decision.persons:
        for code, verdict in person.findings:
            if verdict == "REVIEW" and code in REVIEWABLE and code not in decided:
                yield code


def _all_in_effect(legal: LegalFile, now: datetime) -> datetime:
    hours = [one.stamp.effective_at for one in legal.checks]
    hours += [one.stamp.effective_at for one in legal.protections]
    hours += [one.stamp.effective_at for one in legal.reviews]
    for order in legal.orders:
        hours += [one.stamp.effective_at for one in order.verifications]
        hours += [one.stamp.effective_at for one in order.stays]
    return max(now, *hours) if hours else now


def _is_touched(legal: LegalFile) -> bool:
    last = legal.protections[-1] if legal.protections else None
    told = last is not None and (
        last.status != "none" or last.ycja or last.identifies_lpj_family or last.other_ban is not None
    )
    return told or bool(legal.kin or legal.placements or legal.resources)


def _is_doubted(consent: ConsentRecord, config: Config) -> bool:
    if consent.state != "confirmed" or consent.order is not None:
        return False
    if consent.paper_destroyed and not consent.transfer_documented:
        return True
    of_others = config.turning_18_parent_consent == "review"
    return any(not one.verified or (of_others and one.signer != "self") for one in consent.signatures)


def _days_of(file: File) -> Iterator[date]:
    """Yield the days on which a role, a paper or a decision begins or is over, or a child is of age."""
    days = [day for period in file.person.roles for day in (period.since, _after(period.until))]
    days += [entry.until for entry in file.legal.kin]
    days += [consent.valid_from for consent in file.consents]
    days += [next_day(review.until) for review in file.legal.reviews]
    yield from (day for day in days if day is not None)


def _after(day: date | None) -> date | None:
    return next_day(day) if day else None
