"""The table of decision 0018, row by row: registry and oracle both say what it says."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from service.domain.facts import Config
from service.registry.judging import Asked, judge
from service.registry.ports import Ports
from service.registry.storing import Store
from tests.families.building import build, question, who
from tests.families.memory import Memory
from tests.families.oracle import World, decide
from tests.families.worlds import PAPER, order, replay, review
from tests.oracle.scene import words

DECISION = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "0018-families.md"
PEOPLE = {
    "Léa": "2017-03-01 active",
    "Tom": "2015-03-01 none",
    "Noé": "2016-03-01 none",
    "Zoé": "2017-05-01 none",
    "Max": "2006-03-01 ended",
}
ADULTS = words("Marie Paul Guy Rose Anne Lise Marc Luc Hugo Julie Karim")
ORDERS = {"Léa": date(2026, 8, 1), "Paul": date(2026, 8, 2)}
TIES = """
Marie parent Léa · Tom child Marie · Paul parent Léa · Tom sibling Léa · Guy spouse Marie · Rose parent Marie
Anne sibling Marie · Marc resource_staff Lise · Luc spouse Lise · Hugo other Léa · Hugo other Zoé
Max sibling Léa · Julie parent Noé
"""
POST = {
    "date": "2026-10-13",
    "medium": "photo",
    "channel": "facebook",
    "purpose": "promotion",
    "context_links_family": False,
    "requested_by": None,
}
CODES = ("LPJ_PARENT_UNRELATED_CONTEXT", "RIRTF_CHILD_RESOURCE_REVIEW", "LPJ_FORMER_ADULT")


class Surely(Random):
    """A chance that spoils nothing."""

    def random(self) -> float:
        return 0.5


def town() -> World:
    """The family of the decision."""
    lodged: tuple[object, ...] = ("Lise", [], ["Léa", "Noé"], {"clientele": "children", "kinship": False})
    ties = [("tie", tuple(one.split())) for one in TIES.replace("\n", " · ").split("·") if one.strip()]
    people = {name: person(name, *PEOPLE.get(name, "1980-01-01 none").split()) for name in [*PEOPLE, *ADULTS]}
    protected = [("protect", name) for name in PEOPLE]
    world: World = {"people": people, "ties": [], "placements": {}, "resources": {}}
    world["steps"] = [*protected, ("place", lodged), *ties]
    replay(world)
    return world


def person(name: str, born: str, status: str) -> dict[str, Any]:
    signer = "self" if born < "2008" else "parent"
    paper = {**PAPER, "id": name, "signer": signer, "signed": "2026-09-20", "withdrawn": None, "limits": []}
    return {
        "name": name,
        "dob": born,
        "adult_attested": False,
        "role": "rirtf" if name == "Lise" else "user",
        "lpj": {"status": status, "since": "2026-01-05"} if name in PEOPLE else None,
        "flag": False,
        "check": {"status": "accepted"},
        "deceased": None,
        "consents": [paper],
        "orders": [order(Surely(), ORDERS[name])] if name in ORDERS else [],
        "reviews": [review(Surely(), code) for code in CODES],
    }


def rows() -> list[tuple[str, str, str]]:
    """What the post shows, the answer, and who is flagged."""
    lines = [line for line in DECISION.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.split("|")[1:4]] for line in lines[2:]]
    return [(shown, answer, flagged) for shown, answer, flagged in cells]


def names(text: str) -> list[str]:
    return text.replace(",", " ").split()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_the_oracle_says_what_the_table_says(row: tuple[str, str, str]) -> None:
    shown, answer, flagged = row
    decided = decide(town(), [[name] for name in names(shown)], POST)
    assert decided["verdict"].startswith("ALLOW") == (answer == "yes")
    assert decided["flagged"] == {*names(flagged)}


def test_the_registry_says_what_the_table_says(ports: Ports) -> None:
    ports, world = replace(ports, store=cast("Store", Memory())), town()
    numbers = build(ports, world)
    people = {number: name for name, number in numbers.items()}
    said = []
    for shown, _, _ in rows():
        asked = Asked(tuple(who(world, numbers, [name]) for name in names(shown)), question(POST))
        with ports.store.reading() as reader:
            judged = judge(asked, reader.find_files(asked.people), Config(), ports.clock())
        flags = [one.identifies_lpj_family for one in judged.facts.persons]
        flagged = [people[asked.people[place].person or 0] for place, flag in enumerate(flags) if flag]
        said.append((shown, "yes" if judged.publishable else "no", ", ".join(flagged)))
    assert said == rows()
