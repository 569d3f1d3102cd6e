"""Posts that the DPJ or the police ask for: whoever they show, legal decides first.

The engine stops such a post for a protected person alone (R39). In the registry that would be a way to find
out: ask about someone whose answer is yes, say that the police want it, and see whether the answer turns. So
every answer, citation, takedown and proof is made here, and not from `judge` itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.decision import decide, judge_person
from service.domain.facts import Facts, LegalCheck
from service.domain.findings import PUBLISHABLE
from service.domain.reviews import standing_reviews
from service.registry.judging import judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.domain.facts import Config, CourtOrder, Person
    from service.registry.files import Found
    from service.registry.judging import Asked, Judged

CODE: Final = "LPJ_NECESSARY_FOR_ACT"
_OPEN: Final = LegalCheck("pending")


@dataclass(frozen=True, slots=True)
class Answerable:
    """A post decided: as the rules have it, for legal and for the record; and as everyone else is told."""

    true: Judged
    told: Judged


def judge_to_tell(asked: Asked, found: Sequence[Found], config: Config, now: datetime) -> Answerable:
    """Decide a post over the files found, as known at `now`, and what of it may be told."""
    true = judge(asked, found, config, now)
    if asked.question.requested_by is None:
        return Answerable(true, true)
    facts = _as_told(true, config)
    return Answerable(true, replace(true, facts=facts, decision=decide(facts, config)))


def _as_told(judged: Judged, config: Config) -> Facts:
    """Leave everyone's check open, save theirs for whom legal accepted it: they are judged as if unasked.

    Legal's conditions then go with whatever a yes rests on, for everyone alike. Where one of them would have
    a no if nobody had asked, legal's decision is what opens (R39), and the question stays as it is.
    """
    people, post = judged.asked.people, judged.facts.post
    persons: list[Person] = []
    accepted: dict[str, tuple[str, ...]] = {}
    for one in judged.facts.persons:
        conditions = _accepted(one, judged.facts, config)
        if not people[int(one.ref.partition(".")[0])].looked_up:
            persons.append(one)
        elif conditions is None:
            persons.append(replace(one, legal_check=_OPEN))
        else:
            accepted[one.ref] = conditions
            persons.append(_bound(one, conditions))
    facts = Facts(post, tuple(persons), _orders_bound(judged.facts, accepted))
    unasked = replace(facts, post=replace(post, requested_by=None))
    stands = [judge_person(unasked, config, one) for one in persons if one.ref in accepted]
    return unasked if all(one.verdict in PUBLISHABLE for one in stands) else facts


def _accepted(person: Person, facts: Facts, config: Config) -> tuple[str, ...] | None:
    """Return the conditions under which legal accepted it, on every channel; None where it did not."""
    conditions: tuple[str, ...] = ()
    for public in {channel in config.public_channels for channel in facts.post.channels}:
        standing = standing_reviews(person, facts.post, public=public).get(CODE)
        if standing is None or standing.refused:
            return None
        conditions += standing.conditions
    return tuple(dict.fromkeys(conditions))


def _bound(person: Person, conditions: tuple[str, ...]) -> Person:
    papers = tuple(
        replace(one, limits=tuple(dict.fromkeys((*one.limits, *conditions)))) for one in person.consents
    )
    return replace(person, consents=papers) if conditions else person


def _orders_bound(facts: Facts, accepted: Mapping[str, tuple[str, ...]]) -> tuple[CourtOrder, ...]:
    return tuple(
        replace(
            order,
            conditions=tuple(
                dict.fromkeys(
                    (*order.conditions, *(code for ref in order.persons for code in accepted.get(ref, ())))
                )
            ),
        )
        for order in facts.court_orders
    )
