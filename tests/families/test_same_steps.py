"""Judging a post as a whole takes the same steps whether anyone in it is protected or not."""

import sys
from collections import Counter
from dataclasses import replace
from types import FrameType
from typing import Any, cast

import pytest

from service.domain.facts import Config
from service.registry import combining
from service.registry.judging import Asked, judge
from service.registry.ports import Ports
from service.registry.storing import Store
from tests.families.building import build, question, who
from tests.families.memory import Memory
from tests.families.oracle import World
from tests.families.test_table import PEOPLE, POST, names, town


def steps(ports: Ports, world: World, shown: str) -> Counter[int]:
    """Lines of the whole judgment that were run, each as often as it was."""
    ports = replace(ports, store=cast("Store", Memory()))
    numbers = build(ports, world)
    asked = Asked(tuple(who(world, numbers, [name]) for name in names(shown)), question(POST))
    with ports.store.reading() as reader:
        found = reader.find_files(asked.people)
    lines: Counter[int] = Counter()

    def count(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 - what the interpreter asks
        if frame.f_code.co_filename != combining.__file__:
            return None
        lines.update([frame.f_lineno] if event == "line" else [])
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        judge(asked, found, Config(), ports.clock())
    finally:
        sys.settrace(before)
    return lines


def with_statuses(statuses: str) -> World:
    world = town()
    for name, status in zip(PEOPLE, statuses.split(), strict=True):
        world["people"][name]["lpj"]["status"] = status
    return world


@pytest.mark.parametrize("shown", ["Léa, Tom", "Léa, Karim", "Léa, Guy, Zoé", "Tom, Rose, Max, Léa"])
def test_as_many_steps_whoever_is_protected(ports: Ports, shown: str) -> None:
    protected = steps(ports, with_statuses("active none none none ended"), shown)
    assert protected == steps(ports, with_statuses("none none none none none"), shown)
    assert protected == steps(ports, with_statuses("ended active none unknown none"), shown)
    assert sum(protected.values()) > 20
