"""P5: how long an answer takes tells no more than the answer.

Before the floor: one question asked of two registries that answer alike, for other reasons, costs the same
work. After the floor: any two refusals leave alike, that of someone unknown included.
With --all a leak that can be shown fails, as far as the machine has time to tell. In full, on one with
nothing else to do, what cannot be shown to be within the bound fails too, and the floor is timed over the
network besides (an hour): `AVAL_TIMED=4000 scripts/test --all tests/promises/test_same_time.py`.

Seen to fail: with orders judged only where there are some, and with a floor held by the loop's own timers,
which added the time of the work to it.
"""

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from starlette.types import Receive, Scope, Send

from service.api.checks import answer_check
from service.http import answer_floor
from service.registry.people_records import PersonRecord
from tests.promises.amounts import amount, chance_from
from tests.promises.desk import API, POST, today
from tests.promises.lines import Line
from tests.promises.registrar import PUBLISHER, Registrar, open_registrar
from tests.promises.running import running
from tests.promises.stopwatch import Gap, compare, gap_between
from tests.promises.test_refusals_are_one import ALLOWED, BORN, REFUSED, by_name, name_of
from tests.promises.town_hall import TownHall, town_hall
from tests.support.asgi import scope_of, send

Settle = Callable[[Registrar, PersonRecord], None]
Ask = Callable[[str], bytes]

IN_FULL = "AVAL_TIMED" in os.environ
PAIRS = amount("AVAL_TIMED", 340, 340)
ROUNDS = amount("AVAL_TIMED", 80, 80)
TRIES = 3
"""Pairs of each comparison before the floor (4 000 in all), and after it; how often some are added."""
BEFORE, SHARE, AFTER = 50e-6, 0.02, 100e-6
"""What may lie between medians: seconds or a share of them before the floor, seconds after it."""
LEAK = 5
"""A planted leak, in bounds."""
AGAIN = "the first again"
FLOOR_MS = "10"
"""Short, so that thousands of answers can be waited for; the mechanism is that of a longer one."""
WAYS = ("in process", "over the network") if IN_FULL else ("in process",)

YES, LIMITED = ALLOWED["yes"], ALLOWED["yes_with_conditions"]


def _protected_without_paper(r: Registrar, person: PersonRecord) -> None:
    r.checked(person, "active")


WORLDS: dict[str, tuple[Settle, Settle]] = {
    "refused or protected": (REFUSED["refused"], REFUSED["protected"]),
    "refused or formerly protected": (REFUSED["refused"], REFUSED["formerly_protected"]),
    "withdrawn or an order to verify": (REFUSED["withdrawn"], REFUSED["order_entered_only"]),
    "refused or an order rejected": (REFUSED["refused"], REFUSED["order_rejected"]),
    "expired or an order stayed": (REFUSED["expired"], REFUSED["order_stayed"]),
    "not checked or an order ended": (REFUSED["not_yet_checked"], REFUSED["order_ended"]),
    "never asked or protected": (REFUSED["never_asked"], _protected_without_paper),
    "never asked or an order to come": (REFUSED["never_asked"], REFUSED["order_not_yet"]),
    "a paper or an order beside it": (YES["paper"], YES["order_and_paper"]),
    "a paper or an order alone": (YES["paper"], YES["order_alone"]),
    "limits of a paper or of an order": (LIMITED["paper_limits"], LIMITED["order_paper_limits"]),
    "limits of a paper or of an order alone": (LIMITED["paper_limits"], LIMITED["order_alone_limits"]),
}
"""What someone is in the ordinary registry, and what in the other, where the same is answered."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """Two registries in which the same people were registered in the same order."""

    ordinary: TownHall
    secret: TownHall

    def gap(self, case: str, leak: float = 0.0) -> Gap:
        """Time one question to both; `leak` is what the second wastes on each answer (seconds)."""
        body = _question(case)
        assert (
            json.loads(_ask(self.ordinary, body))["answer"] == json.loads(_ask(self.secret, body))["answer"]
        )

        def leaky() -> None:
            _ask(self.secret, body)
            spin(leak)

        turns: dict[str, Callable[[], object]] = {
            "ordinary": partial(_ask, self.ordinary, body),
            "secret": leaky,
        }
        (gap,) = compare(turns, PAIRS, before, TRIES if IN_FULL or leak else 1).values()
        return gap


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    folder = tmp_path_factory.mktemp("worlds")
    with town_hall(folder / "ordinary") as ordinary, town_hall(folder / "secret") as secret:
        for case, settles in WORLDS.items():
            for hall, settle in zip((ordinary, secret), settles, strict=True):
                settle(hall.registrar, hall.registrar.person(name_of(case), BORN))
        yield Worlds(ordinary, secret)


@pytest.mark.long
@pytest.mark.parametrize("case", WORLDS)
def test_two_worlds_that_answer_alike_work_alike(worlds: Worlds, case: str) -> None:
    gap = worlds.gap(case)
    assert _holds(gap, before(gap)), gap


@pytest.mark.long
def test_a_leak_in_the_work_is_seen(worlds: Worlds) -> None:
    for case in list(WORLDS)[:2]:
        gap = worlds.gap(case, LEAK * BEFORE)
        assert gap.is_beyond(before(gap)), gap


@pytest.fixture(scope="module", params=WAYS)
def refusals(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a registry with a floor about someone in each situation that is refused."""
    data, settings = tmp_path_factory.mktemp("refusals") / "data", {"AVAL_FIXED_ANSWER_MS": FLOOR_MS}
    with _in_process(data, settings) if request.param == WAYS[0] else _networked(data, settings) as ask:
        yield ask


@pytest.mark.long
def test_any_two_refusals_leave_after_the_same_time(refusals: Ask) -> None:
    kinds = ("unknown", *REFUSED)
    assert len(kinds) >= 12
    assert all(b'"answer":"no"' in refusals(kind) for kind in kinds)
    gaps = _gaps({kind: partial(refusals, kind) for kind in kinds})
    assert {pair: str(gap) for pair, gap in gaps.items() if not _holds(gap, AFTER)} == {}


@pytest.mark.long
def test_a_leak_after_the_floor_is_seen(refusals: Ask) -> None:
    def leaky() -> None:
        refusals("protected")
        spin(LEAK * AFTER)

    gaps = _gaps({"unknown": partial(refusals, "unknown"), "protected": leaky}, TRIES)
    assert all(gap.is_beyond(AFTER) for gap in gaps.values()), gaps


@pytest.mark.long
def test_work_within_the_floor_does_not_show_after_it() -> None:
    gaps = _gaps_of_work(LEAK * AFTER)
    assert all(_holds(gap, AFTER) for gap in gaps.values()), gaps


@pytest.mark.long
def test_work_shows_after_a_floor_held_by_the_loops_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait_roughly(moment: float) -> None:
        await asyncio.sleep(moment - perf_counter())

    monkeypatch.setattr(answer_floor, "wait_until", wait_roughly)
    gaps = _gaps_of_work(LEAK * AFTER)
    assert all(gap.is_beyond(AFTER) for gap in gaps.values()), gaps


def test_the_interval_is_what_resampling_gives() -> None:
    chance = chance_from(3)
    first, second = ([chance.gauss(middle, 1.0) for _ in range(400)] for middle in (5.0, 5.5))
    gap = gap_between(first, second)
    differences = [two - one for one, two in zip(first, second, strict=True)]
    drawn = sorted(median(chance.choices(differences, k=400)) for _ in range(1000))
    assert gap.low == pytest.approx(drawn[5], abs=0.05)
    assert gap.high == pytest.approx(drawn[-6], abs=0.05)


def test_a_gap_is_judged_by_the_whole_of_its_interval() -> None:
    gap = Gap(median=4.0, low=3.0, high=5.0, usual=100.0)
    assert gap.is_within(5.5)
    assert not gap.is_within(4.5)
    assert not gap.is_beyond(4.5)
    assert gap.is_beyond(2.5)


def before(gap: Gap) -> float:
    """Return what may lie between two worlds before the floor."""
    return max(BEFORE, SHARE * gap.usual)


def after(_: Gap) -> float:
    """Return what may lie between two refusals after the floor."""
    return AFTER


def spin(seconds: float) -> None:
    """Work for nothing."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


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

        return _gaps({path: partial(ask, path) for path in ("/", "/worked")}, TRIES)


def _gaps(actions: Mapping[str, Callable[[], object]], tries: int = 1) -> Mapping[str, Gap]:
    """Compare what leaves after the floor; nothing, on a machine too busy to time one thing alike twice."""
    first = next(iter(actions))
    gaps = compare({**actions, AGAIN: actions[first]}, ROUNDS, after, TRIES if IN_FULL else tries)
    is_too_busy = not gaps[f"{first} / {AGAIN}"].is_within(AFTER)
    assert not (IN_FULL and is_too_busy), gaps
    return {} if is_too_busy else {pair: gap for pair, gap in gaps.items() if AGAIN not in pair}


def _holds(gap: Gap, bound: float) -> bool:
    return gap.is_within(bound) if IN_FULL else not gap.is_beyond(bound)


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
        yield lambda case: runner.run(send(hall.application, scope, _question(case))).body


@contextmanager
def _networked(data: Path, settings: Mapping[str, str]) -> Iterator[Ask]:
    with running(data, settings=settings) as server:
        with server.opened() as ports:
            _settle_refused(open_registrar(ports))
        line, token = Line(server.url), server.token("publisher")
        yield lambda case: line.ask("POST", f"{API}/checks", token, json.loads(_question(case))).body
        line.close()


def _question(case: str) -> bytes:
    day = (today() + timedelta(days=3)).isoformat()
    return json.dumps({"who": by_name(case), "on": day, **POST}).encode()


def _ask(hall: TownHall, body: bytes) -> bytes:
    return answer_check(hall.ports, PUBLISHER, body)
