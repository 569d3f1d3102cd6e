"""Short words for building one case and saying what its answer must be.

Everything is good unless said otherwise: on 2026-03-10 an adult's photo goes on facebook for promotion, with
a written consent of 2026-01-15 that ends on 2027-01-14.
"""

from dataclasses import dataclass, field
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Some words of rules.md, a case, its answer; `reasons` must be among the codes, `without` must not."""

    words: str
    case: Facts
    verdict: str
    reasons: str = ""
    without: str = ""
    exact: Facts = field(default_factory=dict)
    shown: str | None = None


def says(words: str, case: Facts, verdict: str, reasons: str = "", **more: Any) -> Sentence:  # noqa: ANN401 - any field of an answer
    """`more`: without (codes), shown (exactly what communications sees), or any field of the answer."""
    without, shown = more.pop("without", ""), more.pop("shown", None)
    return Sentence(
        words=words, case=case, verdict=verdict, reasons=reasons, without=without, shown=shown, exact=more
    )


def case(
    *people: Facts, post: Facts | None = None, orders: list[Facts] | None = None, **config: object
) -> Facts:
    base = {
        "date": "2026-03-10",
        "medium": "photo",
        "channel": "facebook",
        "purpose": "promotion",
        "capture_place": "care_area",
    }
    facts = {"post": {**base, **(post or {})}, "persons": list(people), "court_orders": orders or []}
    return {"id": "sentence", "facts": facts, "config": config}


def paper(signer: str = "self", **changes: object) -> Facts:
    good: Facts = {
        "id": "C1",
        "signed": "2026-01-15",
        "expires": "2027-01-14",
        "signer": signer,
        "media": ["photo"],
        "channels": ["facebook"],
        "purposes": ["promotion"],
    }
    return {**good, **changes}


def person(*papers: Facts, **changes: object) -> Facts:
    base: Facts = {"ref": "P1", "role": "user", "dob": "1985-04-02", "identifiable_by": ["face"]}
    return {**base, "consents": list(papers), **changes}


def adult(**changes: object) -> Facts:
    """An adult with one good paper."""
    return person(paper(), **changes)


def child(*papers: Facts, **changes: object) -> Facts:
    """8 years old, with a parent's good paper unless others are given."""
    return person(*(papers or (paper("parent"),)), **{"dob": "2017-06-01", **changes})


def teen(*papers: Facts, **changes: object) -> Facts:
    """16 years old, with both good papers unless others are given."""
    both = (paper(id="C1"), paper("parent", id="C2"))
    return person(*(papers or both), **{"dob": "2009-08-08", **changes})


def protected(*papers: Facts, **changes: object) -> Facts:
    """The 8-year-old, followed under the LPJ."""
    return child(*papers, **{"lpj": {"status": "active"}, **changes})


def order(**changes: object) -> Facts:
    """A good order for P1 on that post."""
    good: Facts = {
        "court": "CQ_youth",
        "file_number": "110-41-900123-259",
        "order_date": "2026-01-20",
        "valid_from": "2026-01-20",
        "valid_to": "2026-12-31",
        "persons": ["P1"],
        "media": ["photo"],
        "channels": ["facebook"],
        "purposes": ["promotion"],
        "conditions": [],
        "verified_by_legal": True,
    }
    return {**good, **changes}


def review(code: str, outcome: str = "accepted", **changes: object) -> Facts:
    base = {"code": code, "outcome": outcome, "from": "2026-03-01", "until": "2026-03-31", "conditions": []}
    return {**base, **changes}
