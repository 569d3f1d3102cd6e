"""Two registries whose answers agree and whose reasons differ, each with its clock, its chance and its pages.

In world A some people are protected, with orders, reviews and placements; in world B the same people have
ordinary refusals, missing checks and plain consents. What is visible was done in the same order in both.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import shake_256
from typing import TYPE_CHECKING, Final, Literal, cast

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from service.api.app import ApiOptions, DesksFirst, create_api, is_held, refuse_request
from service.api.openapi import PREFIX
from service.api.public import public_routes
from service.credentials.issuer import KeyIssuer
from service.forms.loader import load_forms
from service.forms.shelf import Shelf
from service.http.doors import Doors
from service.http.limiter import PublisherLimit, SourceLimit
from service.http.sessions import Sessions
from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.desk import DeskInMemory
from service.registry.doings import doings
from service.registry.sealing import SEAL
from service.storage.address import default_url
from service.storage.blobs import FolderBlobs
from service.storage.opening import open_store
from service.web import pages
from service.web.standing import show_standing
from service.web.visits import Site
from tests.promises.registrar import Registrar
from tests.support.ports import FORMS, MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.stores import KEK
from tests.support.work import do_due_jobs

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp

    from service.registry.court_orders import OrderKey
    from service.registry.ports import Ports
    from service.storage.store import SqlStore
    from tests.promises.two_lines import Line

Side = Literal["A", "B"]
URL: Final = "http://aval.test"
PASSWORD: Final = "une phrase facile"  # noqa: S105 - of users that exist in tests alone
OPENED: Final = datetime(2026, 9, 29, 13, 0, tzinfo=UTC)
"""When the registries are made; sessions begin two weeks later."""
ROLES: Final = {
    "publisher": "publisher",
    "communications": "communications",
    "legal": "legal",
    "second": "legal",
}
DONE: Final = {kind: doing for kind, doing in doings().items() if kind != SEAL}
"""What is done beside the sessions. A sealed PDF is signed, which takes long and is never the same twice."""


@dataclass(slots=True)
class Chance:
    """Bytes nobody foresees, the same in both worlds from each step on, however many were drawn before."""

    label: str = ""
    drawn: int = 0

    def begin(self, label: str) -> None:
        """Begin a step."""
        self.label, self.drawn = label, 0

    def __call__(self, count: int) -> bytes:
        self.drawn += 1
        return shake_256(f"{self.label} {self.drawn}".encode()).digest(count)


@dataclass(slots=True)
class Reopened:
    """Stands for what is open now: the pages on it are made once, and serve copy after copy."""

    now: object = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.now, name)


@dataclass(slots=True)
class Made:
    """What a world's makers remember of it: callers by name, people and numbers to cite by name, orders."""

    callers: dict[str, Caller] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    orders: dict[str, OrderKey] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """One of the two: what use cases are given, and its whole application without a network."""

    side: Side
    folder: Path
    clock: MovableClock
    chance: Chance
    store: Reopened
    desk: Reopened
    ports: Ports
    app: ASGIApp
    pages: FastAPI
    api: FastAPI
    made: Made = field(default_factory=Made)
    lines: dict[str, Line] = field(default_factory=dict)
    """Everybody's browser or program, by who they are."""

    @property
    def registrar(self) -> Registrar:
        """Return communications and two people of legal at work here."""
        callers = self.made.callers
        return Registrar(self.ports, callers["communications"], callers["legal"], callers["second"])

    @property
    def box(self) -> PostBox:
        """Return where what was sent lies."""
        return cast("PostBox", self.ports.messenger)

    def work(self) -> None:
        """Do what is due."""
        do_due_jobs(self.ports, DONE)

    def begin(self, template: Path, now: datetime) -> None:
        """Open a fresh copy of a registry at a moment."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(template, self.folder)
        self.folder.chmod(0o700)
        self.store.now = open_store(default_url(self.folder), KEK, clock=self.clock)
        self.desk.now = DeskInMemory()
        self.clock.now = now
        self.box.letters.clear()
        self.box.texts.clear()

    def end(self) -> None:
        """Close the copy that is open."""
        if self.store.now is not None:
            cast("SqlStore", self.store.now).close()


def make_world(side: Side, folder: Path, empty: Path) -> World:
    """Put the parts together as the server does, over an empty registry."""
    clock, chance, store, desk = MovableClock(OPENED), Chance(), Reopened(), Reopened()
    shutil.copytree(empty, folder)
    folder.chmod(0o700)
    store.now = open_store(default_url(folder), KEK, clock=clock)
    desk.now = DeskInMemory()
    ports = _ports(folder, clock, chance, cast("SqlStore", store), cast("DeskInMemory", desk))
    site = Site(
        ports, Sessions(URL), PublisherLimit(None), sources=SourceLimit(None), knocks=SourceLimit(None)
    )
    api = create_api(ports, ApiOptions(site.limit))
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_exception_handler(HTTPException, refuse_request)
    app.mount(PREFIX, api)
    app.router.routes.extend(public_routes(ports, show_standing))
    pages.add_pages(app, site)
    doors = Doors(https=False, floor_ms=0, stop_on=(), stop=lambda _: None)
    whole = doors.before(DesksFirst(app, api), lambda scope: is_held(scope) or pages.is_held(scope))
    return World(side, folder, clock, chance, store, desk, ports, whole, app, api)


def add_users(world: World) -> None:
    """Add one user a role, with a password and a token each."""
    operator = accounts.operator()
    for name, role in ROLES.items():
        email = f"{name}@exemple.ca"
        user = accounts.add_user(world.ports, operator, name.capitalize(), (role,), email=email)
        accounts.set_password(world.ports, accounts.issue_link(world.ports, operator, user.number), PASSWORD)
        world.made.callers[name] = Caller(user.number, user.name, role, "page")
        world.made.tokens[name] = accounts.create_token(world.ports, operator, name, role, email)


def _ports(folder: Path, clock: MovableClock, chance: Chance, store: SqlStore, desk: DeskInMemory) -> Ports:
    made = make_ports(store, folder, clock, minor_release="07:00")
    blobs = FolderBlobs(folder / "blobs", lambda person: store.sealer_of(person))  # noqa: PLW0108 - of the copy open at that time
    shelf = Shelf(FORMS, load_forms(FORMS), (store, blobs), lambda: clock().astimezone(made.time_zone).date())
    issuer = replace(cast("KeyIssuer", made.issuer), random=chance)  # places on lists are answers
    return replace(made, blobs=blobs, forms=shelf, desk=desk, random=chance, issuer=issuer)
