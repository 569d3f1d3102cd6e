"""A session of publishers, communications and passers-by in both worlds at once, step by step."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from tests.promises.amounts import chance_from
from tests.promises.two_casts import Pair
from tests.promises.two_forms import Typist
from tests.promises.two_lines import Asked, Line, PageRead, Said, form_body
from tests.promises.two_programs import Programmer
from tests.promises.two_towns import CAST
from tests.promises.two_worlds import PASSWORD, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from tests.promises.two_lines import Form

NOON: Final = datetime.fromisoformat("2026-10-13T18:05:00+00:00")
LATEST: Final = NOON + timedelta(days=60)
EVERYBODY: Final = (
    "publisher",
    "communications",
    "passer-by",
    "publisher's program",
    "communications' program",
)
PUBLISHERS: Final = ("publisher", "passer-by", "publisher's program")
ALLOWED_ON_FIXED: Final = (
    "/retrait",
    "/withdrawal",
    "/suspension",
    "/resumption",
    "/indice",
    "/imprimer",
    "/requests",
    "/demande",
)
CHANGING: Final = ("/people", "/personnes", "/consents", "/autorisations")
FORM: Final = "application/x-www-form-urlencoded"
MOST_KEPT: Final = 60


class Parted(AssertionError):
    """The two worlds answered differently."""


@dataclass(slots=True)
class Session:
    """Both worlds, everybody's browsers and programs in them, and what has been seen so far."""

    worlds: tuple[World, World]
    loop: asyncio.AbstractEventLoop
    who: tuple[str, ...] = EVERYBODY
    label: str = ""
    links: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    step: int = 0
    seen: list[str] = field(default_factory=list)
    """What was asked, for whoever reads a failure."""

    def begin(self, templates: tuple[Path, Path], label: str) -> None:
        """Start from fresh copies, with everybody signed in."""
        self.label, self.step = label, 0
        self.links, self.forms, self.turns, self.seen = {}, {}, {}, []
        for world, template in zip(self.worlds, templates, strict=True):
            world.begin(template, NOON)
            lines = world.lines
            lines.clear()
            for name in self.who:
                token = world.made.tokens[name.partition("'")[0]] if name in self.programs else ""
                lines[name] = Line(world.app, self.loop, token)
        self.sign_in()

    @property
    def browsers(self) -> tuple[str, ...]:
        return tuple(name for name in self.who if name not in self.programs)

    @property
    def programs(self) -> tuple[str, ...]:
        return tuple(name for name in self.who if name.endswith("program"))

    def sign_in(self) -> None:
        """Have both people sign in, again where the night has ended their sessions."""
        for who in self.browsers:
            if who == "passer-by":
                continue
            fields = [("email", f"{who}@exemple.ca"), ("password", PASSWORD)]
            self.ask(Asked(who, "POST", "/connexion", form_body(fields), FORM))
            self.look(who, "/")

    def take(self, kind: int, seed: int) -> None:
        """Do one step: what it is follows from two numbers and from what was seen before."""
        chance = chance_from(seed)
        STEPS[kind % len(STEPS)](self, chance)

    def look(self, who: str, path: str) -> Said:
        """Open a page."""
        return self.ask(Asked(who, "GET", path))

    def ask(self, asked: Asked) -> Said:
        """Send one request to both worlds; raise `Parted` when their answers differ in anything."""
        self.step += 1
        self.seen.append(asked.name)
        said: list[Said] = []
        for world in self.worlds:
            world.chance.begin(f"{self.label} {self.step}")
            answer = world.lines[asked.who].ask(asked)
            said.append(answer if self.who == EVERYBODY else answer.counted())
            world.work()
        self.requests += 1
        self._compare(*said)
        self._remember(asked, said[0])
        return said[0]

    def follow(self, chance: Random) -> None:
        """Open a link seen before."""
        who = chance.choice(self.browsers)
        links = self.links.get(who) or ["/", "/mes-autorisations", "/connexion"]
        self.look(who, chance.choice(links))

    def fill(self, chance: Random) -> None:
        """Fill a form seen before in, and send it; what follows is opened."""
        who = chance.choice(self.browsers)
        forms = self.forms.get(who)
        if not forms:
            self.look(who, "/")
            return
        typist = Typist(chance, self.worlds[0])
        asked = typist.fill(who, forms[-1] if chance.random() < 0.7 else chance.choice(forms))
        if self.is_out_of_bounds(asked):
            self.look(who, asked.path if asked.method == "GET" else "/")
            return
        led = self.ask(asked).header("location")
        if led.startswith("/"):
            self.look(who, led)

    def program(self, chance: Random) -> None:
        """Call the API."""
        asked = Programmer(chance, self.worlds[0]).call(chance.choice(self.programs))
        if not self.is_out_of_bounds(asked):
            self.ask(asked)

    def wander(self, chance: Random) -> None:
        """Open an address that no link led to."""
        who = chance.choice(self.browsers)
        self.look(who, Programmer(chance, self.worlds[0]).address())

    def decide(self, chance: Random) -> None:
        """Legal opens or closes something in both worlds, each in its own way."""
        pair = chance.choice([pair for pair in CAST if pair.moves])
        turn = self.turns.get(pair.name, 0)
        self.turns[pair.name] = turn + 1
        first, again = pair.moves[: len(pair.moves) - 2], pair.moves[-2:]
        doings = first[turn] if turn < len(first) else again[(turn - len(first)) % 2]
        self.step += 1
        self.seen.append(f"legal: turn {turn} of {pair.name}")
        for world, doing in zip(self.worlds, doings, strict=True):
            world.chance.begin(f"{self.label} {self.step}")
            doing(world, pair.name)
            world.work()
        self._compare_mail()

    def wait(self, chance: Random) -> None:
        """Let minutes pass, or a night up to the fixed hour, or some days."""
        now = self.worlds[0].clock.now
        later = chance.choice((_minutes, _minutes, _morning, _days))(now, chance)
        if later < LATEST:
            self.be_at(later)

    def be_at(self, later: datetime) -> None:
        """Move both clocks, and have done what is due by then."""
        now = self.worlds[0].clock.now
        for world in self.worlds:
            world.clock.now = later
            world.chance.begin(f"{self.label} {self.step} later")
            world.work()
        self.seen.append(f"now {later}")
        self._compare_mail()
        if later - now > timedelta(minutes=25):
            self.sign_in()

    def is_out_of_bounds(self, asked: Asked) -> bool:
        """Tell whether a request would change facts of someone on whom the worlds agree only as they are."""
        if asked.method == "GET" or asked.path.endswith(ALLOWED_ON_FIXED):
            return False
        if not any(word in asked.path for word in CHANGING):
            return False
        text = asked.path + unquote_plus(asked.body.decode(errors="replace"))
        return any(mark in text for pair in CAST if pair.fixed for mark in self._marks(pair))

    def _marks(self, pair: Pair) -> list[str]:
        world = self.worlds[0]
        marks = [world.ports.references.seal("person", world.made.people[pair.name])]
        return marks + ([world.made.papers[pair.name]] if pair.name in world.made.papers else [])

    def _compare(self, one: Said, other: Said) -> None:
        for part in ("status", "headers", "body", "statements"):
            if getattr(one, part) != getattr(other, part):
                raise Parted(_difference(part, getattr(one, part), getattr(other, part)), self.seen)
        self._compare_mail()

    def _compare_mail(self) -> None:
        one, other = (world.box for world in self.worlds)
        if (one.letters, one.texts) != (other.letters, other.texts):
            raise Parted("courriels", one.letters, other.letters, self.seen)

    def _remember(self, asked: Asked, said: Said) -> None:
        if not said.header("content-type").startswith("text/html"):
            return
        read = PageRead(asked.path)
        read.feed(said.body.decode())
        known = self.links.setdefault(asked.who, [])
        known += [link for link in read.links if link not in known and "/static/" not in link]
        forms = self.forms.setdefault(asked.who, [])
        forms += [form for form in read.forms if not form.action.startswith(("/langue", "/deconnexion"))]
        del known[:-MOST_KEPT], forms[:-MOST_KEPT]


def _difference(part: str, one: object, other: object) -> str:
    if isinstance(one, tuple) and isinstance(other, tuple):
        more = [item for item in one if one.count(item) > other.count(item)]
        fewer = [item for item in other if other.count(item) > one.count(item)]
        return f"{part}: {more!r} / {fewer!r}" if more or fewer else f"order of {part}: {one!r} / {other!r}"
    if isinstance(one, bytes) and isinstance(other, bytes):
        place = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
        around = slice(max(0, place - 200), place + 200)
        return f"{part} at {place}: {one[around]!r} / {other[around]!r}"
    return f"{part}: {one!r} / {other!r}"


def _minutes(now: datetime, chance: Random) -> datetime:
    return now + timedelta(minutes=chance.randint(1, 20))


def _morning(now: datetime, _: Random) -> datetime:
    """Return a moment after the fixed hour of the next day, Québec time (11:00 or 12:00 UTC)."""
    return datetime.combine(now.date() + timedelta(days=1), time(12, 5), now.tzinfo)


def _days(now: datetime, chance: Random) -> datetime:
    return now + timedelta(days=chance.randint(2, 12))


STEPS: Final[tuple[Callable[[Session, Random], None], ...]] = (
    Session.follow,
    Session.follow,
    Session.fill,
    Session.fill,
    Session.fill,
    Session.program,
    Session.program,
    Session.program,
    Session.wander,
    Session.decide,
    Session.wait,
)
"""What a step can be; those that stand here more often come more often."""
