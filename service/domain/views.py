"""Who sees what of a decision (rules.md §5 and §6, masks)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from service.domain.decision import DEFAULTS, Decision, decide
from service.domain.facts import Config, Facts, LegalCheck, Lpj, Person, Post
from service.domain.findings import PUBLISHABLE, Finding, in_order
from service.domain.person_walk import PersonDecision
from service.domain.reasons import LEGAL_ONLY, LEGAL_REVIEW, MASKED
from service.domain.vocabulary import Answer, Verdict

GROUNDS: Final = frozenset(
    {
        "NOT_IDENTIFIABLE",
        "DECEASED_OK",
        "LEGIT_INFO",
        "STAFF_PUBLIC_INFO",
        "INCIDENTAL_PUBLIC_EVENT",
        "CONSENT_LIMITS",
        "CONSENT_OK",
    }
)
"""What a yes rests on, as anyone may read it."""
_GROUP: Final = 2


@dataclass(frozen=True, slots=True)
class PublisherView:
    """What a publisher gets: a yes with what to cite and to keep, or one constant no."""

    answer: Answer
    cite: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a post, as communications sees it."""

    ref: str
    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommunicationsView:
    """What communications reads: reasons it can mend or may know, LEGAL_REVIEW for all others."""

    reasons: tuple[str, ...]
    persons: tuple[PersonShown, ...]


NO: Final = PublisherView("no", (), ())
"""The one refusal, whatever the reason."""


def publisher_view(decision: Decision) -> PublisherView:
    """Return a publisher's answer: conditions make it `yes_with_conditions`, nothing else does."""
    if not decision.publishable:
        return NO
    answer: Answer = "yes_with_conditions" if decision.conditions else "yes"
    return PublisherView(answer, decision.cite, decision.conditions)


def communications_reasons(facts: Facts, config: Config = DEFAULTS) -> tuple[str, ...]:
    """Return the codes communications may read of a case in the registry.

    There the legal check is erased with the protection facts: beside a limit, a missing group or an expired
    paper, its LEGAL_REVIEW would tell who still waits for an answer from whose answer was yes, protected.
    """
    return _view(decide(facts, config), decide(_unchecked(erase(facts)), config)).reasons


def communications_view(
    facts: Facts, config: Config = DEFAULTS, decision: Decision | None = None
) -> CommunicationsView:
    """Return what communications reads of a case; `decision` saves judging it again."""
    return _view(decision or decide(facts, config), decide(erase(facts), config))


def _view(true: Decision, erased: Decision) -> CommunicationsView:
    persons = tuple(_show(one, other) for one, other in zip(true.persons, erased.persons, strict=True))
    codes = {code for person in persons for code in person.reasons}
    codes.update(_own_reasons(true.own, erased.own))
    if len(persons) >= _GROUP and any(person.verdict == "DENY" for person in persons):
        codes.add("GROUP_MISSING_CONSENT")
    return CommunicationsView(_clear(codes), persons)


def erase(facts: Facts) -> Facts:
    """Return the case as it would be if nobody in it were protected (rules.md §6, protection facts)."""
    return Facts(_erase_post(facts.post), tuple(_erase_person(person) for person in facts.persons))


def _unchecked(facts: Facts) -> Facts:
    persons = tuple(replace(person, legal_check=LegalCheck()) for person in facts.persons)
    return Facts(facts.post, persons, facts.court_orders)


def _erase_post(post: Post) -> Post:
    place = "other" if post.capture_place == "youth_court_hearing" else post.capture_place
    return replace(post, capture_place=place, context_links_family=False, requested_by=None)


def _erase_person(person: Person) -> Person:
    return replace(
        person,
        lpj=Lpj(),
        parent_of_lpj=False,
        identifies_lpj_family=False,
        ycja=False,
        kinship=False,
        resource_clientele="adults",
        reviews=tuple(one for one in person.reviews if one.code not in MASKED),
    )


def _show(true: PersonDecision, erased: PersonDecision) -> PersonShown:
    if true.verdict in PUBLISHABLE:
        verdict: Verdict = "ALLOW_WITH_CONDITIONS" if true.conditions else "ALLOW"
        return PersonShown(true.ref, verdict, _grounds(true))
    if erased.verdict == "DENY":
        return PersonShown(true.ref, "DENY", _clear(erased.reasons))
    return PersonShown(true.ref, "REVIEW", (LEGAL_REVIEW,))


def _grounds(true: PersonDecision) -> tuple[str, ...]:
    """Return what a yes reads like: the same whether or not an order or a review stands behind it."""
    codes = {code for code in true.reasons if code not in MASKED}
    if codes.isdisjoint(GROUNDS):
        codes.add("CONSENT_OK")
    if true.set_by_legal and "CONSENT_OK" in codes:
        codes = codes - {"CONSENT_OK"} | {"CONSENT_LIMITS"}
    return in_order(codes)


def _own_reasons(true: tuple[Finding, ...], erased: tuple[Finding, ...]) -> tuple[str, ...]:
    if not true:
        return ()
    return tuple(code for code, _ in erased) or (LEGAL_REVIEW,)


def _clear(codes: Iterable[str]) -> tuple[str, ...]:
    # LEGAL_REVIEW always stands last: its place must not tell what it stands for.
    kept = set(codes)
    clear = kept - MASKED - LEGAL_ONLY - {LEGAL_REVIEW}
    return in_order(clear) if clear == kept else (*in_order(clear), LEGAL_REVIEW)
