"""500 random families and their posts: the registry and a brute-force oracle give one verdict."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from types import ModuleType
from typing import cast

import pytest

from service.domain.facts import Config
from service.registry import combining, hosting, protecting, relations
from service.registry.judging import Asked, judge
from service.registry.ports import Ports
from service.registry.publishing import NewPost, check_post
from service.registry.storing import Store
from service.registry.ties import everyone_tied
from tests.families.building import COMMUNICATIONS, build, question, who
from tests.families.memory import Memory
from tests.families.oracle import decide
from tests.families.worlds import random_posts, random_world
from tests.support.parts import wants_everything

FAMILIES = 500 if wants_everything() else 60
BATCHES = 10
POSTS = 8
KEPT = 20 if wants_everything() else 3
CONFIGURED = Config(spot_check_share=0.0)
LATER = timedelta(seconds=1)
Fault = tuple[ModuleType, str, Callable[..., object]]
NOBODY: frozenset[int] = frozenset()
FAULTS: dict[str, Fault] = {
    "ties of two steps are ignored": (combining, "household", lambda _: NOBODY),
    "declared relations are ignored": (combining, "everyone_tied", lambda _: NOBODY),
    "staff of a resource are ignored": (combining, "works_for", lambda _: NOBODY),
    "a placed child is no secret": (combining, "hosts_of", lambda *_: NOBODY),
    "a teacher makes children relatives": (combining, "household", everyone_tied),
    "a brother may stand beside the resource": (combining, "standing", lambda *_: ()),
    "a relation is not spread": (relations, "spread_hosting", lambda *_: None),
    "a relation is spread to its two ends alone": (relations, "_reached", lambda _, __, ends: set(ends)),
    "a placement is not spread": (protecting, "spread_hosting", lambda *_: None),
    "a placement is spread to the nearest alone": (hosting, "relatives", lambda _: NOBODY),
}
"""What could be forgotten, and where: each must be seen."""


def in_memory(ports: Ports) -> Ports:
    return replace(ports, store=cast("Store", Memory()))


def differences(ports: Ports, seed: int) -> Iterator[str]:
    """Each post of a family on which registry and oracle do not agree, in words."""
    world = random_world(seed)
    numbers = build(ports, world)
    for places, post in random_posts(seed, world, POSTS):
        asked = Asked(tuple(who(world, numbers, place) for place in places), question(post))
        with ports.store.reading() as reader:
            judged = judge(asked, reader.find_files(asked.people), CONFIGURED, ports.clock() + LATER)
        decision, expected = judged.decision, decide(world, places, post)
        persons = {one.ref: (one.verdict, sorted(one.reasons)) for one in decision.persons}
        mine = (decision.verdict, sorted(decision.reasons), persons)
        if mine != (expected["verdict"], expected["reasons"], expected["persons"]):
            yield f"family {seed}, {places}, {post['date']}: {mine} but {expected}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_families_are_judged_like_the_oracle(ports: Ports, batch: int) -> None:
    for seed in range(batch, FAMILIES, BATCHES):
        assert list(differences(in_memory(ports), seed)) == []


def test_some_posts_are_refused_for_what_two_people_tell_together() -> None:
    assert len(list(islice(decisive(), 10))) == 10


def decisive() -> Iterator[int]:
    """Seeds, once for each post refused of people who may each appear."""
    for seed in range(40):
        world = random_world(seed)
        for places, post in random_posts(seed, world, POSTS):
            together = decide(world, places, post)["verdict"].startswith("ALLOW")
            alone = [decide(world, [place], post)["verdict"].startswith("ALLOW") for place in places]
            if all(alone) and not together:
                yield seed


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, id=name, marks=() if place % 3 == 0 else pytest.mark.long)
        for place, (name, fault) in enumerate(FAULTS.items())
    ],
)
def test_each_planted_fault_is_seen(ports: Ports, monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    monkeypatch.setattr(*fault)
    assert any(True for seed in range(60) for _ in differences(in_memory(ports), seed))


@pytest.mark.parametrize("seed", range(KEPT))
def test_families_kept_in_a_store_are_answered_like_the_oracle(ports: Ports, seed: int) -> None:
    world = random_world(seed)
    numbers = build(ports, world)
    for places, drawn in random_posts(seed, world, POSTS):
        post = {**drawn, "requested_by": None}  # what the police ask waits for legal whoever it shows
        people = tuple(who(world, numbers, place) for place in places)
        answer = check_post(ports, COMMUNICATIONS, NewPost(Asked(people, question(post))))
        expected = decide(world, places, post)
        assert (answer.whole.answer != "no") == expected["verdict"].startswith("ALLOW"), (seed, places)
        for place, one in enumerate(answer.each):
            verdicts = [got for ref, (got, _) in expected["persons"].items() if ref.startswith(f"{place}.")]
            assert (one.answer != "no") == all(got.startswith("ALLOW") for got in verdicts), (seed, places)
        assert not any(code.startswith("LPJ") for code in answer.whole.reasons or ())
