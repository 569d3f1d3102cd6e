"""P5: two worlds whose answers agree give one transcript, whatever stands behind: decision 0020.

In full: `AVAL_LONG=1 AVAL_SESSIONS=2000 scripts/test tests/promises/test_two_worlds.py`.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.promises.amounts import amount, chance_from
from tests.promises.two_lines import Asked
from tests.promises.two_programs import API, JSON, Programmer, Way, ways_of
from tests.promises.two_sessions import STEPS, Session
from tests.promises.two_templates import Walks, two_towns
from tests.promises.two_towns import CAST
from tests.support.parts import wants_everything
from tests.support.stores import made_folder

__all__ = ["made_folder"]

SESSIONS = amount("AVAL_SESSIONS", 6, 30)
AMONG_PUBLISHERS = max(3, SESSIONS // 10)
"""Sessions in which papers differ too: publishers and passers-by alone come, who see no papers."""
STEPS_OF_ONE = 30
one_step = st.tuples(st.integers(0, len(STEPS) - 1), st.integers(0, 2**32 - 1))
a_session = st.lists(one_step, min_size=STEPS_OF_ONE, max_size=STEPS_OF_ONE)
often = settings(
    max_examples=SESSIONS,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
"""A failure is told as it was met: it names every request, which is more use than a shorter one."""


@pytest.fixture(scope="module")
def walks(made_folder: Path) -> Iterator[Walks]:
    with two_towns(made_folder) as towns:
        yield towns


@pytest.fixture(scope="module")
def publishers_walks(made_folder: Path) -> Iterator[Walks]:
    with two_towns(made_folder, papers_differ=True) as towns:
        yield towns


@pytest.fixture
def arrived(walks: Walks) -> Session:
    """Both worlds, with everybody just signed in."""
    walks.session.begin(walks.templates, "arrived")
    return walks.session


def test_a_session_tells_nobody_in_which_world_it_is(walks: Walks) -> None:
    @often
    @given(a_session)
    def walk(steps: list[tuple[int, int]]) -> None:
        walks.walk(steps)

    before = walks.session.requests
    walk()
    assert walks.session.requests - before > SESSIONS * STEPS_OF_ONE // 2


@pytest.mark.long
def test_a_publisher_learns_nothing_where_the_papers_differ_too(publishers_walks: Walks) -> None:
    @settings(often, max_examples=AMONG_PUBLISHERS)
    @given(a_session)
    def walk(steps: list[tuple[int, int]]) -> None:
        publishers_walks.walk(steps)

    walk()


def test_the_two_worlds_differ_in_what_legal_knows(arrived: Session) -> None:
    known = []
    for world in arrived.worlds:
        with world.ports.store.reading() as reader:
            files = [reader.load_file(number) for number in world.made.people.values()]
        known.append([(len(file.legal.orders), len(file.legal.checks), file.acts) for file in files if file])
    assert known[0] != known[1]
    assert sum(orders for orders, _, _ in known[0]) >= 6
    assert sum(orders for orders, _, _ in known[1]) == 0


def test_days_that_only_legal_must_read_again_cost_communications_nothing(walks: Walks) -> None:
    session = walks.session
    session.begin(walks.templates, "days")
    for _ in range(4):
        session.look("communications", "/a-faire")
        session.be_at(session.worlds[0].clock.now + timedelta(days=6))


@pytest.mark.parametrize("seed", range(amount("AVAL_SWEEPS", 1, 1)))
def test_every_route_there_is_answers_alike(walks: Walks, seed: int) -> None:
    """Routes are read from the application: a new one is walked, or this fails for want of words for it."""
    session = walks.session
    session.begin(walks.templates, "routes")
    programmer = Programmer(chance_from(seed), session.worlds[0])
    for place, way in enumerate(ways_of(session.worlds[0].api, API)):
        for who in session.programs if wants_everything() else (session.programs[place % 2],):
            session.ask(programmer.send(who, way))
    for place, way in enumerate(ways_of(session.worlds[0].pages)):
        for who in session.browsers if wants_everything() else (session.browsers[place % 2],):
            session.ask(_visit(programmer, who, way))


@pytest.mark.parametrize(
    ("name", "answer", "registered"),
    [
        ("Zoé Gagnon", "yes", 201),
        ("Théo Cyr", "yes_with_conditions", 201),
        ("Nils Roy", "no", 409),
        ("Ana Roy", "no", 409),
    ],
)
def test_both_worlds_say_yes_and_no_to_the_same_people(
    arrived: Session, name: str, answer: str, registered: int
) -> None:
    """Sessions that met nothing but refusals would agree too."""
    born = next(pair.born for pair in CAST if pair.name == name)
    question = {"medium": "photo", "channel": "facebook", "purpose": "information", "on": "2026-10-13"}
    body = {**question, "people": [{"name": name, "birth_date": born}], "text": "Merci!"}
    sent = json.dumps(body).encode()
    said = arrived.ask(Asked("publisher's program", "POST", f"{API}/posts/check", sent, JSON))
    assert json.loads(said.body)["answer"] == answer
    kept = arrived.ask(Asked("publisher's program", "POST", f"{API}/posts", sent, JSON))
    assert kept.status == registered


def _visit(programmer: Programmer, who: str, way: Way) -> Asked:
    form = "application/x-www-form-urlencoded" if way.method == "POST" else ""
    return Asked(who, way.method, programmer.filled(way.path), kind=form)
