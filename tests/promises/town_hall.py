"""A registry of this process alone: its use cases, and its whole application without a network."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from starlette.types import ASGIApp

from service.registry.ports import Ports
from service.server import create_application
from tests.promises.lines import Sent
from tests.promises.registrar import Registrar, open_registrar
from tests.promises.running import Running, prepare
from tests.support.asgi import ask


@dataclass(slots=True)
class Clock:
    """The present, ahead by as much as a test wants."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class TownHall:
    """Use cases at work, the clock they read, and the application over the same registry."""

    registrar: Registrar
    clock: Clock
    application: ASGIApp
    server: Running

    @property
    def ports(self) -> Ports:
        return self.registrar.ports

    def send(self, method: str, path: str, token: str, body: object = None) -> Sent:
        """Send one request to the API; the body goes as JSON."""
        headers = [(b"authorization", f"Bearer {token}".encode()), (b"content-type", b"application/json")]
        content = b"" if body is None else json.dumps(body).encode()
        answer = ask(self.application, method, f"/api/v1{path}", content, headers)
        named = tuple((name.decode(), value.decode()) for name, value in answer.headers)
        return Sent(answer.status, named, answer.body)


@contextmanager
def town_hall(data: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[TownHall]:
    """Make a registry in a folder and open it, for as long as the block lasts."""
    server = prepare(data, settings=settings)
    clock = Clock()
    with server.opened() as ports:
        registrar = open_registrar(replace(ports, clock=clock))
        yield TownHall(registrar, clock, create_application(server.read_settings()), server)
