"""Whatever stands anywhere in a case, it is judged, or the fault says where it is."""

import json
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.cases import CaseFault, read_case
from service.domain.decision import decide
from service.domain.valid_until import valid_until
from service.domain.views import communications_view, publisher_view
from service.domain.vocabulary import VERDICTS
from tests.domain.examples import MANY
from tests.oracle.cases import seeded_case

Place: TypeAlias = tuple[str | int, ...]

SEEDS = st.integers(0, 2**48)
SCALARS = st.sampled_from([None, True, False, 0, -1, 10**30, 1.5, "", "any", "photo", "parent", "2026-02-30"])
SHORT = st.text(max_size=3)
VALUES = st.recursive(
    SCALARS | SHORT | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3),
    max_leaves=5,
)


def places(value: object, here: Place = ()) -> list[Place]:
    """Every place of a document, its root apart, in the order in which it is written."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [place for key, one in inner for place in [(*here, key), *places(one, (*here, key))]]


def put(case: dict[str, Any], place: Place, value: object) -> None:
    target: Any = case
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value


def fault_of(case: object) -> CaseFault | None:
    """Judge a case in every way: what cannot be read of it, or None."""
    try:
        facts, config = read_case(case)
    except CaseFault as fault:
        return fault
    decision = decide(facts, config)
    assert decision.verdict in VERDICTS
    publisher_view(decision)
    communications_view(facts, config, decision)
    valid_until(facts, config)
    return None


@settings(max_examples=MANY)
@given(SEEDS, st.integers(0, 2**16), VALUES)
def test_any_value_anywhere_is_judged_or_its_place_is_named(seed: int, at: int, value: object) -> None:
    case = json.loads(json.dumps(seeded_case(seed)))
    every = [place for place in places(case) if place[0] != "id"]
    place = every[at % len(every)]
    put(case, place, value)
    if fault := fault_of(case):
        changed = "".join(f"/{key}" for key in place)
        assert fault.code in {"MISSING", "NOT_IN_LIST", "BAD_VALUE"}
        assert fault.pointer.startswith(changed) or changed.startswith(fault.pointer), (fault, changed)


@settings(max_examples=MANY)
@given(VALUES)
def test_any_document_is_refused_at_a_place_of_its_facts(value: object) -> None:
    fault = fault_of({"facts": value})
    assert fault is not None
    assert fault.pointer.startswith("/facts")
