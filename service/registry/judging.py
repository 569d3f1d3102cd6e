"""One decision over files: what a check, a post and a takedown all rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.domain.decision import Decision, decide
from service.domain.facts import Facts, Person, Post
from service.domain.valid_until import valid_until
from service.registry.combining import identifying
from service.registry.facts import Seen, order_facts, person_facts, roles_on
from service.registry.moments import coming_sunday

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.domain.facts import Config, CourtOrder
    from service.registry.files import Found
    from service.registry.questions import Question, Who

IDENTIFIED_BY: Final = {
    "photo": ("face",),
    "video": ("face", "voice"),
    "voice": ("voice",),
    "name": ("name",),
    "testimonial": ("testimonial",),
}
"""What makes a person recognisable when the question does not say, by medium (contract, checks)."""
PUBLISHABLE: Final = frozenset({"ALLOW", "ALLOW_WITH_CONDITIONS"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a post shows, what it is, and how many people are visible when that was said."""

    people: tuple[Who, ...]
    question: Question
    visible_count: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision with its facts, what was asked, and for each person asked the files it was made over."""

    asked: Asked
    found: tuple[Found, ...]
    facts: Facts
    decision: Decision

    @property
    def publishable(self) -> bool:
        """Tell whether the verdict lets the post go out."""
        return self.decision.verdict in PUBLISHABLE

    @property
    def consents(self) -> tuple[int, ...]:
        """Numbers of the consents the decision cites."""
        cited = set(self.decision.cite)
        numbers = {
            one.number for met in self.found for file in met.files for one in file.consents if one.id in cited
        }
        return tuple(sorted(numbers))


def judge(asked: Asked, found: Sequence[Found], config: Config, now: datetime) -> Judged:
    """Decide a post over the files found, as known at `now`; who is not of legal is told by `judge_to_tell`.

    Someone with namesakes or several roles is judged as each of them: the worst counts.
    """
    persons: list[Person] = []
    orders: list[CourtOrder] = []
    known = _made_known(asked, found, config, now)
    for place, (who, met) in enumerate(zip(asked.people, found, strict=True)):
        for person, more in _persons(who, met, asked.question, f"{place}", now, known):
            persons.append(person)
            orders += more
    extra = len(persons) - len(asked.people)
    visible = None if asked.visible_count is None else asked.visible_count + extra
    facts = Facts(post_facts(asked.question, visible), tuple(persons), tuple(orders))
    decision = decide(facts, config)
    if extra and len(asked.people) == 1:
        decision = replace(decision, reasons=without_group(decision.reasons))
    return Judged(asked, tuple(found), facts, decision)


def publisher_until(judged: Judged, config: Config, on: date) -> date:
    """Return until when a publisher may rely on a yes: the coming Sunday, or the day itself (rules 6).

    A yes to what the police want rests on a decision of legal, whose last day must not show: the day itself.
    """
    sunday = coming_sunday(on)
    if judged.publishable and judged.asked.question.requested_by is not None:
        return on
    changes = valid_until(judged.facts, config, not_after=sunday) if judged.publishable else None
    return sunday if changes is None or changes > sunday else on


@lru_cache(maxsize=64)  # the same post is asked about person after person
def post_facts(question: Question, visible_count: int | None = None) -> Post:
    """Build the facts on the post itself."""
    return Post(
        date=question.on,
        medium=question.medium,
        channels=question.channels,
        purpose=question.purpose,
        capture_place=question.capture_place or "other",
        source=question.source,
        discloses_health=question.discloses_health,
        incidental=question.incidental,
        context_links_family=question.context_links_family,
        content_flag=question.content_flag,
        copyright_cleared=question.copyright_cleared,
        pia_covered=question.pia_covered,
        requested_by=question.requested_by,
        repost=question.repost,
        activity=question.activity,
        visible_count=visible_count,
    )


def _persons(
    who: Who, met: Found, question: Question, place: str, now: datetime, known: frozenset[int]
) -> list[tuple[Person, tuple[CourtOrder, ...]]]:
    identified = who.identifiable_by or IDENTIFIED_BY[question.medium]
    if not who.looked_up:
        return [(_stranger(who, place, identified), ())]
    rows: list[tuple[Person, tuple[CourtOrder, ...]]] = []
    for number, file in enumerate(met.judged):
        roles = roles_on(file.person, question.on)
        refs = tuple([f"{place}.{number}.{role}" for role in roles])
        orders = order_facts(file, refs, now)
        seen = Seen(identified, question.on, now, makes_known=file.person.number in known)
        for ref, role in zip(refs, roles, strict=True):
            rows.append((person_facts(file, ref, role, seen), orders))
            orders = ()  # once a file: they name the person in every role
    return rows


def _made_known(asked: Asked, found: Sequence[Found], config: Config, now: datetime) -> frozenset[int]:
    """Return whom the others shown beside them make known as of a protected family (rules R34, R35)."""
    if len(asked.people) == 1:
        return frozenset()
    met = [one for who, one in zip(asked.people, found, strict=True) if who.looked_up]
    return identifying(met, asked.question.on, now, config.feb29_rule)


def _stranger(who: Who, ref: str, identified: tuple[str, ...]) -> Person:
    """Someone not in the registry: judged from the question alone (rules 6, looked up or not)."""
    return Person(
        ref=ref,
        role=who.role or "visitor",
        adult_attested=bool(who.adult),
        identifiable_by=() if who.not_identifiable else identified,
        in_public_function=who.role == "public_figure",
    )


def without_group(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the group's code: one person judged as several namesakes or roles is not a group."""
    return tuple(code for code in reasons if code != "GROUP_MISSING_CONSENT")
