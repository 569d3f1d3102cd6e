"""Legal's recorded decisions on a REVIEW, and what they do to findings (rules.md §1 and §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.facts import Person, Post, Review
from service.domain.findings import Finding
from service.domain.limits import are_broken
from service.domain.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What legal decided on one code, in force and unbroken; a refusal beats any acceptance."""

    refused: bool
    conditions: tuple[str, ...]


_NONE: Final[Mapping[str, Standing]] = {}


def standing_reviews(person: Person, post: Post, *, public: bool) -> Mapping[str, Standing]:
    """Return the reviews that count on the day, by reason code; LEGAL_CHECK is done, never reviewed."""
    if not person.reviews:
        return _NONE
    standing: dict[str, Standing] = {}
    for one in person.reviews:
        if (
            one.code != "LEGAL_CHECK"
            and _is_in_force(one, post)
            and _counts(one, person, post, public=public)
        ):
            before = standing.get(one.code, Standing(refused=False, conditions=()))
            refused = before.refused or one.outcome == "refused"
            standing[one.code] = Standing(refused, before.conditions + one.conditions)
    return standing


def settle(finding: Finding, reviews: Mapping[str, Standing]) -> Verdict:
    """Return a finding's verdict once legal has decided: only a REVIEW can change."""
    code, verdict = finding
    if verdict != "REVIEW" or code not in reviews:
        return verdict
    return "DENY" if reviews[code].refused else "ALLOW"


def _is_in_force(one: Review, post: Post) -> bool:
    begun = one.from_ is None or one.from_ <= post.date
    ended = one.until is not None and one.until < post.date
    return begun and not ended and one.activity in {None, post.activity}


def _counts(one: Review, person: Person, post: Post, *, public: bool) -> bool:
    # A refusal needs no condition to be kept; an acceptance falls with the condition it rests on.
    identifiers = person.identifiable_by or ()
    return one.outcome == "refused" or not are_broken(one.conditions, identifiers, post.medium, public=public)
