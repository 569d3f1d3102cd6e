"""W2 and W3: checks and posts over HTTP, beside a route that answers a constant."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import orjson

from scripts.benchmarks.constant import PATH
from scripts.benchmarks.load import ask_all, request_bytes
from scripts.benchmarks.people import name_and_birth
from scripts.benchmarks.servers import Server, serving, serving_constant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import ExitStack

    from scripts.benchmarks.registries import Registry
    from scripts.benchmarks.rounds import Name, Pace

POST_PATH: Final = "/api/v1/posts/check"
PEOPLE_OF_A_POST: Final = 30
POSTS_FOR_CHECKS: Final = 10
"""A burst has this many times fewer posts than checks: each is about as much work."""
_YES: Final = b'"answer":"yes"'


@dataclass(frozen=True, slots=True)
class Asking:
    """Paces of one kind of question about random known people to one server."""

    server: Server
    registry: Registry
    path: str
    at_once: int
    people_each: int

    def __call__(self) -> Pace:
        """Ask one burst."""
        post = _post(self.registry)
        requests = [self._request(post) for _ in range(self.at_once)]
        return ask_all(self.server, requests, (_YES, self.people_each))

    def _request(self, post: dict[str, Any]) -> bytes:
        chance = random.SystemRandom()
        numbers = [chance.randint(1, self.registry.people) for _ in range(self.people_each)]
        people = [_named(number) for number in numbers]
        who = {"people": people} if self.path == POST_PATH else {"who": people[0]}
        body = orjson.dumps(who | post)
        return request_bytes(self.path, self.registry.token, body)


def contestants(
    registries: Sequence[Registry], at_once: int, until: ExitStack
) -> tuple[dict[Name, Callable[[], Pace]], dict[int, Server]]:
    """Return what takes turns at each size, a constant beside it, and the servers by size."""
    constant = until.enter_context(serving_constant())
    servers = {one.people: until.enter_context(serving(one.environment)) for one in registries}
    turns: dict[Name, Callable[[], Pace]] = {}
    for one in registries:
        server = servers[one.people]
        posts = max(at_once // POSTS_FOR_CHECKS, 1)
        turns["constant", one.people] = Asking(constant, one, PATH, at_once, 1)
        turns["check", one.people] = Asking(server, one, PATH, at_once, 1)
        turns["post", one.people] = Asking(server, one, POST_PATH, posts, PEOPLE_OF_A_POST)
    return turns, servers


def _named(number: int) -> dict[str, str]:
    name, born = name_and_birth(number)
    return {"name": name, "birth_date": born.isoformat()}


def _post(registry: Registry) -> dict[str, Any]:
    on = datetime.now(registry.settings.time_zone).date().isoformat()
    return {"medium": "photo", "channel": "facebook", "purpose": "information", "on": on}
