"""Every answer leaves by the same doors: constant headers, the floor, and nothing of what went wrong."""

import asyncio
import logging
from collections.abc import Callable
from math import ceil

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service.http import answer_floor
from service.http.answer_floor import whole_floors
from service.http.doors import Doors
from service.http.headers import HEADERS, STRICT_TRANSPORT
from tests.support.asgi import ask

TYPED = "Camille Roy, 1984-03-27"


class Broken(Exception):
    pass


def answering(seconds: float = 0.0) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(seconds)
        await PlainTextResponse("yes", headers={"Referrer-Policy": "same-origin"})(scope, receive, send)

    return app


def failing(error: Exception) -> ASGIApp:
    async def app(_: Scope, __: Receive, ___: Send) -> None:
        raise error

    return app


def doors(
    *, https: bool = False, floor_ms: int = 0, stop: Callable[[Exception], None] | None = None
) -> Doors:
    return Doors(https, floor_ms, (Broken,), stop or (lambda _: None))


def held(_: Scope) -> bool:
    return True


def test_every_answer_has_the_same_headers_in_the_same_order() -> None:
    answer = ask(doors().before(failing(ValueError()), held))
    names = [name for name, _ in answer.headers]
    assert names[-len(HEADERS) :] == [name for name, _ in HEADERS]
    assert not {b"etag", b"content-encoding", STRICT_TRANSPORT[0]} & set(names)


def test_a_page_keeps_the_policy_it_brings() -> None:
    answer = ask(doors().before(answering(), held))
    assert [value for name, value in answer.headers if name == b"referrer-policy"] == [b"same-origin"]


def test_https_asks_browsers_to_stay_with_it() -> None:
    assert STRICT_TRANSPORT in ask(doors(https=True).before(answering(), held)).headers


def test_what_went_wrong_is_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "aval"):
        answer = ask(doors().before(failing(ValueError(TYPED)), held))
    assert answer.status == 500
    assert b'"code":"INTERNAL"' in answer.body
    assert TYPED not in answer.body.decode() + caplog.text
    assert "ValueError at app" in caplog.text


def test_a_broken_storage_stops_the_process() -> None:
    told: list[Exception] = []
    broken = Broken()
    assert ask(doors(stop=told.append).before(failing(broken), held)).status == 500
    ask(doors(stop=told.append).before(failing(ValueError()), held))
    assert told == [broken]


@pytest.mark.parametrize("seconds", [0.0, 0.1])
def test_an_answer_leaves_at_the_floor_whatever_its_work(seconds: float) -> None:
    answer = ask(doors(floor_ms=300).before(answering(seconds), held))
    assert 0.299 <= answer.seconds < 0.599


def test_a_failure_waits_for_the_floor_too() -> None:
    assert ask(doors(floor_ms=60).before(failing(ValueError()), held)).seconds >= 0.059


def test_an_answer_whose_work_may_be_long_waits_for_several_floors_at_once() -> None:
    held = [
        ask(doors(floor_ms=20).before(answering(seconds), lambda _: 10)).seconds for seconds in (0.0, 0.05)
    ]
    assert all(0.2 <= seconds < 0.4 for seconds in held), held


def test_other_answers_do_not_wait() -> None:
    assert ask(doors(floor_ms=5000).before(answering(), lambda _: False)).seconds < 1


@pytest.mark.parametrize("spent", [0.0, 0.0002, 0.0007, 0.0031, 0.097, 0.0999])
def test_an_answer_leaves_at_the_floor_to_a_hundredth_of_a_millisecond(
    spent: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of the test's own, and timers as a loop has them: they wake late, by up to a millisecond."""
    now = 50.0 + spent

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += ceil(seconds * 1000) / 1000 if seconds else 0.000008

    monkeypatch.setattr(answer_floor, "perf_counter", lambda: now)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    asyncio.run(answer_floor.wait_until(50.1))
    assert 50.1 <= now < 50.10001


@pytest.mark.parametrize(("spent", "leaves"), [(0.0, 0.1), (0.04, 0.1), (0.1, 0.2), (0.13, 0.2), (0.31, 0.4)])
def test_what_takes_longer_waits_for_the_next_multiple(spent: float, leaves: float) -> None:
    assert whole_floors(spent, 0.1) == pytest.approx(leaves)
