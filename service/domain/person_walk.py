"""One person's walk through the rules, in their order (rules.md §3 and §6, walking)."""

from dataclasses import dataclass
from typing import Final

from service.domain.ages import CONSENTS_ALONE
from service.domain.consenting import NOT_ASKED, Consenting, judge_consents
from service.domain.deceased import judge_deceased
from service.domain.exceptions import Exemption, exemption, is_in_public_function
from service.domain.facts import Consent, CourtOrder
from service.domain.findings import PUBLISHABLE, Finding, as_findings, deny, merge, review, worst
from service.domain.limits import in_catalogue_order
from service.domain.protection import (
    Protection,
    is_check_open,
    is_protected,
    judge_protection,
    lpj_status,
)
from service.domain.reviews import settle
from service.domain.showing import Showing
from service.domain.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """The decision on one person; REVIEW and DENY carry no conditions and cite nothing."""

    ref: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    """Each code once, in the order of the rules, with its verdict as settled by legal's reviews."""
    conditions: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    set_by_legal: bool = False
    """An order or a review has conditions."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the codes alone."""
        return tuple([code for code, _ in self.findings])


def walk(showing: Showing) -> PersonDecision:
    """Judge one person on one channel."""
    if _is_unrecognisable(showing):
        verdict: Verdict = "ALLOW_WITH_CONDITIONS" if is_protected(showing) else "ALLOW"
        return PersonDecision(showing.person.ref, verdict, (("NOT_IDENTIFIABLE", verdict),))
    protection = judge_protection(showing)
    found = [*_base_facts(showing), *_legal_check(showing), *protection.findings, *_always(showing)]
    # Papers are judged whatever the rest says: how long it takes must not tell what a verdict rests on.
    consenting = judge_deceased(showing) if showing.dead else judge_consents(showing)
    if protection.ends_walk:
        return _conclude(showing, found, protection, NOT_ASKED)
    found += _wishes(showing)
    if not showing.dead and (exempt := exemption(showing)):
        found.append(exempt.finding)
        return _conclude(showing, found, protection, NOT_ASKED, exempt)
    if protection.dispensed and not showing.dead:  # R62 is no consent rule: no order dispenses with it
        consenting = NOT_ASKED
    return _conclude(showing, found, protection, consenting)


def _is_unrecognisable(showing: Showing) -> bool:
    """R1."""
    person = showing.person
    return person.identifiable_by == () and not person.identifies_lpj_family and not person.looked_up


def _base_facts(showing: Showing) -> list[Finding]:
    """R4: what nobody said is not a yes."""
    person = showing.person
    unknown = person.role is None or person.identifiable_by is None
    unknown = unknown or person.lpj is None or person.lpj.status is None
    in_function = is_in_public_function(showing)
    if not in_function:
        unknown = unknown or person.capacity is None or person.capacity.status is None
    # What youth protection allows depends on the age: whoever it concerns has one, in public function or not.
    if not in_function or lpj_status(showing) != "none":
        unknown = unknown or not (showing.adult or showing.age is not None)
    return [deny("FACTS_INCOMPLETE")] if unknown else []


def _legal_check(showing: Showing) -> list[Finding]:
    if showing.person.legal_check.status == "rejected":
        return [deny("LEGAL_CHECK")]
    return [review("LEGAL_CHECK")] if is_check_open(showing) else []


def _wishes(showing: Showing) -> list[Finding]:
    """R25, R47: a no binds before any exception, and after death."""
    findings: list[Finding] = []
    person = showing.person
    if person.minor_wish == "refuses" and not showing.adult and not _is_wish_ignored(showing):
        findings.append(deny("MINOR_REFUSAL"))
    if person.capacity is not None and person.capacity.wish == "objects":
        findings.append(deny("PERSON_OBJECTS"))
    return findings


def _is_wish_ignored(showing: Showing) -> bool:
    ignored = showing.config.minor_u14_refusal == "ignored"
    return ignored and showing.age is not None and showing.age < CONSENTS_ALONE


def _always(showing: Showing) -> list[Finding]:
    """R67, R54, R55b, R57: asked of every identifiable person, exceptions included."""
    findings: list[Finding] = []
    person, config = showing.person, showing.config
    if not showing.post.pia_covered:
        findings.append(review("PIA_MISSING"))
    if person.role == "former_staff":
        findings.append(("STAFF_LEFT", config.staff_departure))
    if person.role == "rirtf" and person.resource_clientele != "adults":
        findings.append(("RIRTF_CHILD_RESOURCE_REVIEW", config.rirtf_child_resource))
    if showing.channel == "press_broadcast":
        findings.append(("MEDIA_VIA_DCAI", "ALLOW_WITH_CONDITIONS"))
    return findings


def _conclude(
    showing: Showing,
    found: list[Finding],
    protection: Protection,
    consenting: Consenting,
    exempt: Exemption | None = None,
) -> PersonDecision:
    conditions: set[str] = set()
    found += consenting.findings
    settled = _settle(showing, found, conditions) if found else {}
    verdict = worst(settled.values()) if settled else "ALLOW"
    if verdict not in PUBLISHABLE:
        return PersonDecision(showing.person.ref, verdict, as_findings(settled))
    for order in protection.orders:
        conditions.update(order.conditions)
    set_by_legal = bool(conditions)
    if consenting.clean:
        settled["CONSENT_OK"] = "ALLOW"
    conditions.update(exempt.conditions if exempt else consenting.conditions)
    for paper in consenting.papers:
        conditions.update(paper.limits)
    if "MEDIA_VIA_DCAI" in settled:
        conditions.add("via_dcai")
    return PersonDecision(
        ref=showing.person.ref,
        verdict="ALLOW_WITH_CONDITIONS" if conditions else verdict,
        findings=as_findings(settled),
        conditions=in_catalogue_order(conditions),
        cite=_cite(protection, consenting),
        set_by_legal=set_by_legal,
    )


def _settle(showing: Showing, found: list[Finding], conditions: set[str]) -> dict[str, Verdict]:
    """Apply legal's reviews; return what is left, and add the conditions of those that removed something."""
    settled: dict[str, Verdict] = {}
    for finding in merge(found).items():
        code, verdict = finding
        decided = settle(finding, showing.reviews)
        if verdict == "REVIEW" and decided == "ALLOW":
            conditions.update(showing.reviews[code].conditions)
        elif verdict != "ALLOW" or code in _SAID_ALONE:
            settled[code] = decided
    return settled


def _cite(protection: Protection, consenting: Consenting) -> tuple[str, ...]:
    papers: tuple[Consent | CourtOrder, ...] = consenting.papers
    if protection.dispensed:
        papers += protection.orders
    return tuple(sorted({paper.id for paper in papers if paper.id is not None}))


_SAID_ALONE: Final = frozenset({"LEGIT_INFO", "STAFF_PUBLIC_INFO"})
"""Findings of verdict ALLOW that are reasons; any other ALLOW is a rule the configuration silenced."""
