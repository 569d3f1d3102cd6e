"""May these people appear in this post? The verdict, and everything that led to it (rules.md §2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.domain.court_orders import order_warnings
from service.domain.facts import Config, Facts, Person, Post
from service.domain.findings import PUBLISHABLE, Finding, as_findings, deny, in_order, merge, worst
from service.domain.limits import in_catalogue_order
from service.domain.person_walk import PersonDecision, walk
from service.domain.showing import show
from service.domain.vocabulary import Verdict

DEFAULTS: Final = Config()
"""The settings of an establishment that has changed none."""

_SEEN_OR_HEARD: Final = frozenset({"photo", "video", "voice"})
_GROUP: Final = 2


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
    persons = tuple([judge_person(facts, config, person) for person in facts.persons])
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
        cite=_cite(persons) if yes else (),
        warnings=order_warnings(facts.court_orders, config),
        own=own,
    )


def judge_person(facts: Facts, config: Config, person: Person) -> PersonDecision:
    """Judge one person on every channel the post goes to: the worst counts."""
    channels = facts.post.channels
    if len(channels) == 1:
        return walk(show(facts, config, person, channels[0]))
    return _over_channels([walk(show(facts, config, person, one)) for one in dict.fromkeys(channels)])


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
        warnings=order_warnings(facts.court_orders, config),
        own=(),
    )


def _conditions(persons: Iterable[PersonDecision]) -> tuple[str, ...]:
    return in_catalogue_order([condition for person in persons for condition in person.conditions])


def _cite(persons: Iterable[PersonDecision]) -> tuple[str, ...]:
    return tuple(sorted({number for person in persons for number in person.cite}))


def _over_channels(walks: list[PersonDecision]) -> PersonDecision:
    findings = merge(finding for one in walks for finding in one.findings)
    verdict = worst([one.verdict for one in walks])
    if verdict not in PUBLISHABLE:
        findings.pop("CONSENT_OK", None)
        return PersonDecision(walks[0].ref, verdict, as_findings(findings))
    return PersonDecision(
        ref=walks[0].ref,
        verdict=verdict,
        findings=as_findings(findings),
        conditions=_conditions(walks),
        cite=_cite(walks),
        set_by_legal=any(one.set_by_legal for one in walks),
    )
