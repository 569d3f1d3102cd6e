"""May these people appear in this post? The verdict, and everything that led to it (rules.md §2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.domain.court_orders import order_warnings
from service.domain.facts import Config, Facts, Person, Post
from service.domain.findings import PUBLISHABLE, Finding, deny, in_order, merge, worst
from service.domain.limits import in_catalogue_order
from service.domain.person_walk import Walk, walk
from service.domain.showing import show
from service.domain.vocabulary import Verdict

DEFAULTS: Final = Config()
"""The settings of an establishment that has changed none."""

_SEEN_OR_HEARD: Final = frozenset({"photo", "video", "voice"})
_GROUP: Final = 2


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """The decision on one person; REVIEW and DENY carry no conditions and cite nothing."""

    ref: str
    verdict: Verdict
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    cite: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Each reason with its own verdict."""
    set_by_legal: bool
    """An order or a review has conditions."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a post: the worst of its persons' and its own."""

    verdict: Verdict
    reasons: tuple[str, ...]
    persons: tuple[PersonDecision, ...]
    conditions: tuple[str, ...]
    cite: tuple[str, ...]
    """Numbers to cite, sorted; empty when the post may not go out."""
    warnings: tuple[str, ...]
    own: tuple[Finding, ...]
    """What was judged once on the post itself (R44, R69, R68, R60)."""

    @property
    def publishable(self) -> bool:
        """Tell whether the post may go out, conditions kept."""
        return self.verdict in PUBLISHABLE


def decide(facts: Facts, config: Config = DEFAULTS) -> Decision:
    """Judge a post: same facts, same decision; no clock, no input, no output."""
    persons = tuple(judge_person(facts, config, person) for person in facts.persons)
    own = judge_post(facts.post, len(facts.persons))
    if len(persons) == 1 and not own:
        return _of_one(persons[0], facts, config)
    codes = {code for person in persons for code in person.reasons} | {code for code, _ in own}
    if len(persons) >= _GROUP and any(person.verdict == "DENY" for person in persons):
        codes.add("GROUP_MISSING_CONSENT")
    verdict = worst([person.verdict for person in persons] + [found for _, found in own])
    yes = verdict in PUBLISHABLE
    return Decision(
        verdict=verdict,
        reasons=in_order(codes),
        persons=persons,
        conditions=_conditions(persons) if yes else (),
        cite=tuple(sorted({number for person in persons for number in person.cite})) if yes else (),
        warnings=order_warnings(facts.court_orders, config) if facts.court_orders else (),
        own=own,
    )


def judge_person(facts: Facts, config: Config, person: Person) -> PersonDecision:
    """Judge one person on every channel the post goes to: the worst counts."""
    channels = facts.post.channels
    if len(channels) == 1:
        return _person_decision(person.ref, walk(show(facts, config, person, channels[0])))
    walks = [walk(show(facts, config, person, channel)) for channel in dict.fromkeys(channels)]
    return _person_decision(person.ref, _over_channels(walks))


def judge_post(post: Post, persons: int) -> tuple[Finding, ...]:
    """Judge what concerns the post itself, whatever its persons (R44, R69, R68, R60)."""
    found: list[Finding] = []
    if post.medium in _SEEN_OR_HEARD and post.capture_place == "youth_court_hearing":
        found.append(deny("LPJ_HEARING_IMAGES"))
    if post.medium in _SEEN_OR_HEARD and post.source == "surveillance_device":
        found.append(deny("SURVEILLANCE_IMAGE"))
    if not post.copyright_cleared:
        found.append(deny("RIGHTS_MISSING"))
    if post.visible_count is not None and post.visible_count != persons:
        found.append(deny("GROUP_COUNT_MISMATCH"))
    return tuple(found)


def _of_one(person: PersonDecision, facts: Facts, config: Config) -> Decision:
    # Most questions are about one person; there is nothing to bring together.
    return Decision(
        verdict=person.verdict,
        reasons=person.reasons,
        persons=(person,),
        conditions=person.conditions,
        cite=person.cite,
        warnings=order_warnings(facts.court_orders, config) if facts.court_orders else (),
        own=(),
    )


def _conditions(persons: Iterable[PersonDecision]) -> tuple[str, ...]:
    return in_catalogue_order(condition for person in persons for condition in person.conditions)


def _over_channels(walks: list[Walk]) -> Walk:
    findings = merge(finding for one in walks for finding in one.findings)
    verdict = worst([one.verdict for one in walks])
    if verdict not in PUBLISHABLE:
        findings.pop("CONSENT_OK", None)
        return Walk(verdict, tuple(findings.items()))
    return Walk(
        verdict,
        tuple(findings.items()),
        frozenset[str]().union(*(one.conditions for one in walks)),
        frozenset[str]().union(*(one.cite for one in walks)),
        any(one.set_by_legal for one in walks),
    )


def _person_decision(ref: str, walked: Walk) -> PersonDecision:
    return PersonDecision(
        ref=ref,
        verdict=walked.verdict,
        reasons=in_order(code for code, _ in walked.findings),
        conditions=in_catalogue_order(walked.conditions) if walked.conditions else (),
        cite=tuple(sorted(walked.cite)),
        findings=walked.findings,
        set_by_legal=walked.set_by_legal,
    )
