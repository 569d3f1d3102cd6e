"""P5, timed on a machine with nothing else to do: after the floor, any two refusals leave alike.

Apart from the other tests, which share their machine: there, one thing does not take the same time twice, and
a test that judges nothing would pass. That the floor is held whatever the work took is shown on a clock of
its own in `tests/http/test_doors.py`.
`AVAL_TIMED=4000 scripts/test --all -n 0 tests/promises/floor_timings.py` (less pairs: minutes).

Seen to fail: with a floor held by the loop's own timers, which added the time of the work to it.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from starlette.types import Receive, Scope, Send

from service.http import answer_floor
from tests.promises.amounts import amount
from tests.promises.desk import API
from tests.promises.lines import Line
from tests.promises.registrar import Registrar, open_registrar
from tests.promises.running import running
from tests.promises.stopwatch import Gap, compare, spin
from tests.promises.test_numbers_are_one import NOBODY, numbers
from tests.promises.test_refusals_are_one import BORN, REFUSED, name_of
from tests.promises.test_same_time import question
from tests.promises.town_hall import town_hall
from tests.support.asgi import scope_of, send

Ask = Callable[[str], bytes]

ROUNDS = amount("AVAL_TIMED", 80, 80)
TRIES = 3
"""Times each thing is timed; how often as many are added while chance leaves it open."""
AFTER = 100e-6
"""Seconds that may lie between the medians of two refusals."""
LEAK = 5
"""A planted leak, in bounds."""
AGAIN = "the first again"
FLOOR_MS = "10"
"""Short, so that thousands of answers can be waited for; the mechanism is that of a longer one."""
JSON = [(b"accept", b"application/json")]
WAYS = ("in process", "over the network")


@pytest.fixture(scope="module", params=WAYS)
def refusals(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a registry with a floor about someone in each situation that is refused."""
    data, settings = tmp_path_factory.mktemp("refusals") / "data", {"AVAL_FIXED_ANSWER_MS": FLOOR_MS}
    with _in_process(data, settings) if request.param == WAYS[0] else _networked(data, settings) as ask:
        yield ask


def test_any_two_refusals_leave_after_the_same_time(refusals: Ask) -> None:
    kinds = ("unknown", *REFUSED)
    assert len(kinds) >= 12
    assert all(b'"answer":"no"' in refusals(kind) for kind in kinds)
    gaps = _gaps({kind: partial(refusals, kind) for kind in kinds})
    assert {pair: str(gap) for pair, gap in gaps.items() if not gap.is_within(AFTER)} == {}


def test_any_two_numbers_that_may_not_be_used_leave_after_the_same_time(tmp_path: Path) -> None:
    with town_hall(tmp_path / "data", {"AVAL_FIXED_ANSWER_MS": FLOOR_MS}) as hall, asyncio.Runner() as runner:
        found = numbers(hall.registrar)
        shown = {
            "unknown": NOBODY,
            **{kind: found[kind] for kind in ("withdrawn", "expired", "not_confirmed")},
        }
        scopes = {kind: scope_of("GET", f"/v/{number}", JSON) for kind, number in shown.items()}

        def asked(kind: str) -> bytes:
            return runner.run(send(hall.application, scopes[kind])).body

        assert all(b'"usable":false' in asked(kind) for kind in shown)
        gaps = _gaps({kind: partial(asked, kind) for kind in shown})
    assert {pair: str(gap) for pair, gap in gaps.items() if not gap.is_within(AFTER)} == {}


def test_a_leak_after_the_floor_is_seen(refusals: Ask) -> None:
    def leaky() -> None:
        refusals("protected")
        spin(LEAK * AFTER)

    gaps = _gaps({"unknown": partial(refusals, "unknown"), "protected": leaky})
    assert all(gap.is_beyond(AFTER) for gap in gaps.values()), gaps


def test_work_within_the_floor_does_not_show_after_it() -> None:
    gaps = _gaps_of_work(LEAK * AFTER)
    assert all(gap.is_within(AFTER) for gap in gaps.values()), gaps


def test_work_shows_after_a_floor_held_by_the_loops_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait_roughly(moment: float) -> None:
        await asyncio.sleep(moment - perf_counter())

    monkeypatch.setattr(answer_floor, "wait_until", wait_roughly)
    gaps = _gaps_of_work(LEAK * AFTER)
    assert all(gap.is_beyond(AFTER) for gap in gaps.values()), gaps


def after(_: Gap) -> float:
    """Return what may lie between two refusals after the floor."""
    return AFTER


def _gaps_of_work(seconds: float) -> Mapping[str, Gap]:
    """Compare an answer that takes no work with one that takes some, both behind the floor."""

    async def answer(scope: Scope, _: Receive, send_on: Send) -> None:
        spin(seconds if scope["path"] == "/worked" else 0.0)
        await send_on({"type": "http.response.start", "status": 200, "headers": []})
        await send_on({"type": "http.response.body", "body": b""})

    held = answer_floor.AnswerFloor(answer, int(FLOOR_MS), lambda _: True)
    with asyncio.Runner() as runner:

        def ask(path: str) -> object:
            return runner.run(send(held, scope_of("GET", path)))

        return _gaps({path: partial(ask, path) for path in ("/", "/worked")})


def _gaps(actions: Mapping[str, Callable[[], object]]) -> Mapping[str, Gap]:
    """Compare what leaves after the floor; fails on a machine too busy to time one thing alike twice."""
    first = next(iter(actions))
    gaps = compare({**actions, AGAIN: actions[first]}, ROUNDS, after, TRIES)
    again = gaps[f"{first} / {AGAIN}"]
    assert again.is_within(AFTER), f"too busy to tell: {again}"
    return {pair: gap for pair, gap in gaps.items() if AGAIN not in pair}


def _settle_refused(registrar: Registrar) -> None:
    for case, settle in REFUSED.items():
        settle(registrar, registrar.person(name_of(case), BORN))


@contextmanager
def _in_process(data: Path, settings: Mapping[str, str]) -> Iterator[Ask]:
    with town_hall(data, settings) as hall, asyncio.Runner() as runner:
        _settle_refused(hall.registrar)
        bearer = f"Bearer {hall.server.token('publisher')}".encode()
        headers = [(b"authorization", bearer), (b"content-type", b"application/json")]
        scope = scope_of("POST", f"{API}/checks", headers)
        yield lambda case: runner.run(send(hall.application, scope, question(case))).body


@contextmanager
def _networked(data: Path, settings: Mapping[str, str]) -> Iterator[Ask]:
    with running(data, settings=settings) as server:
        with server.opened() as ports:
            _settle_refused(open_registrar(ports))
        line, token = Line(server.url), server.token("publisher")
        yield lambda case: line.ask("POST", f"{API}/checks", token, json.loads(question(case))).body
        line.close()
