"""Small fictional people, papers and orders that the tests of the rules change one thing at a time."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from service.domain.decision import Decision, decide
from service.domain.facts import Config, Consent, CourtOrder, Facts, Lpj, Person, Post
from tests.support.parts import wants_everything

Change: TypeAlias = Any
"""The value of any field; the dataclass says which."""

MANY = int(os.environ.get("AVAL_MANY", "1000" if wants_everything() else "60"))
"""Examples of each property of the rules; in full, `AVAL_MANY=10000 scripts/test --all tests/domain`."""
DAY = date(2026, 3, 10)
SIGNED = date(2026, 1, 15)
LAST_DAY = date(2027, 1, 14)
ACTIVE = Lpj("active")
ENDED = Lpj("ended", ended=date(2024, 2, 1))
UNKNOWN = Lpj("unknown")


def post(**changes: Change) -> Post:
    plain = Post(DAY, "photo", ("facebook",), "promotion", capture_place="care_area")
    return replace(plain, **changes)


def consent(**changes: Change) -> Consent:
    plain = Consent("C-1", SIGNED, "self", ("photo",), ("facebook",), ("promotion",), expires=LAST_DAY)
    return replace(plain, **changes)


def broad(**changes: Change) -> Consent:
    """A paper that ticks what most tests of other things need."""
    scope: Mapping[str, Any] = {
        "media": ("photo", "video", "voice", "name"),
        "channels": ("facebook", "intranet", "press_broadcast"),
        "purposes": ("promotion", "information", "training"),
    }
    return consent(**{**scope, **changes})


def adult(**changes: Change) -> Person:
    plain = Person("P1", "user", date(1985, 4, 2), identifiable_by=("face",), consents=(consent(),))
    return replace(plain, **changes)


def child(**changes: Change) -> Person:
    """Eight years old, a parent signed."""
    return adult(**{"dob": date(2017, 6, 1), "consents": (consent(signer="parent"),), **changes})


def teenager(**changes: Change) -> Person:
    """Sixteen, signed with a parent."""
    both = (consent(), consent(id="C-2", signer="parent"))
    return adult(**{"dob": date(2009, 8, 8), "consents": both, **changes})


def order(**changes: Change) -> CourtOrder:
    plain = CourtOrder(
        court="CQ_youth",
        file_number="110-41-900123-259",
        order_date=date(2026, 1, 20),
        persons=("P1",),
        media=("photo",),
        channels=("facebook",),
        purposes=("promotion",),
        verified_by_legal=True,
    )
    return replace(plain, **changes)


def case(*people: Person, orders: tuple[CourtOrder, ...] = (), **changes: Change) -> Facts:
    return Facts(post(**changes), people, orders)


def decided(
    *people: Person, orders: tuple[CourtOrder, ...] = (), config: Config | None = None, **changes: Change
) -> Decision:
    return decide(case(*people, orders=orders, **changes), config or Config())


def verdict(*people: Person, **changes: Change) -> str:
    return decided(*people, **changes).verdict


def reasons(*people: Person, **changes: Change) -> set[str]:
    return set(decided(*people, **changes).reasons)
