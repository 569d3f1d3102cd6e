"""W6, W7 and tokens: what the log, its proof and a printed code cost, each beside the least it can cost."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scripts.benchmarks.figures import Figure, table
from scripts.benchmarks.loading import FULL, MEDIA, PURPOSES
from scripts.benchmarks.people import name_and_birth
from scripts.benchmarks.registries import COMMUNICATIONS, make_registry
from scripts.benchmarks.rounds import Alternated, Pace, watched
from service.credentials.key_ring import VerifyingKey, key_ring
from service.credentials.scope import Scope
from service.credentials.signing import ED25519, IssuingKey
from service.credentials.status_lists import issue_status_list, read_status_list, set_bits
from service.credentials.token_texts import to_code
from service.credentials.tokens import PLACES, Claims, StatusPlace, issue_token
from service.credentials.verify import verify_token
from service.domain.identifiers import draw
from service.ledger.tree import Frontier
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import NewConsent, register_consent
from service.registry.moments import today
from service.storage import writing
from service.storage.log import grow
from service.storage.sqlite import SqliteSql, connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from scripts.benchmarks.rounds import Name
    from service.credentials.key_ring import KeyRing
    from service.credentials.status_lists import StatusList
    from service.registry.ports import Ports

AT_ONCE: Final = 64
PEOPLE: Final = 1_000
ENTRY_BYTES: Final = 33
_TABLE: Final = "CREATE TABLE leaf (place INTEGER PRIMARY KEY, entry BLOB NOT NULL)"


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds; what each does: papers registered by each of 64, leaves, tokens."""

    rounds: int
    papers: int
    leaves: int
    tokens: int


EFFORT: Final = Effort(rounds=9, papers=4, leaves=1_000_000, tokens=10_000)
QUICK: Final = Effort(rounds=1, papers=1, leaves=20_000, tokens=200)


@dataclass(frozen=True, slots=True)
class Registering:
    """64 at once register papers; without the ledger, neither act, leaf nor place is kept."""

    ports: Ports
    papers: int
    with_ledger: bool

    def __call__(self) -> Pace:
        """Return how fast."""
        numbers = [secrets.randbelow(PEOPLE) + 1 for _ in range(AT_ONCE * self.papers)]
        with ExitStack() as until, watched() as watch:
            if not self.with_ledger:
                until.enter_context(_without_ledger())
            crowd = until.enter_context(ThreadPoolExecutor(AT_ONCE))
            list(crowd.map(self._register, numbers))
        return watch.pace(len(numbers))

    def _register(self, number: int) -> None:
        day = today(self.ports) - timedelta(days=1)
        signature = SignatureRecord("self", name_and_birth(number)[0], day, "paper")
        outcomes = Outcomes(MEDIA, ("facebook",), PURPOSES, "yes")
        register_consent(
            self.ports, COMMUNICATIONS, NewConsent(number, "adult", "fr", (signature,), (outcomes,))
        )


@contextmanager
def _without_ledger() -> Iterator[None]:
    kept = vars(writing)["write_act"]
    vars(writing)["write_act"] = lambda *_: None
    try:
        yield
    finally:
        vars(writing)["write_act"] = kept


@dataclass(frozen=True, slots=True)
class Deriving:
    """Reads every leaf of a log from its table and works its root out."""

    connection: sqlite3.Connection
    leaves: int
    root: bytes

    def __call__(self) -> Pace:
        """Return how fast."""
        with watched() as watch:
            found = grow(SqliteSql(self.connection), Frontier())
        if (found.size, found.root()) != (self.leaves, self.root):
            raise AssertionError
        return watch.pace(self.leaves)


@dataclass(frozen=True, slots=True)
class Hashing:
    """Makes as many hashes of the same lengths in a plain loop, of what is in memory already."""

    entries: list[bytes]

    def __call__(self) -> Pace:
        """Return how fast."""
        with watched() as watch:
            last = b""
            for entry in self.entries:
                last = sha256(b"\x00" + entry).digest()
            for _ in range(len(self.entries) - 1):
                last = sha256(b"\x01" + last + last).digest()
        return watch.pace(len(self.entries))


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks printed codes: text, structure, signature, dates, status."""

    codes: list[str]
    keys: KeyRing
    status: StatusList
    at: datetime

    def __call__(self) -> Pace:
        """Return how fast."""
        with watched() as watch:
            good = sum(bool(verify_token(code, self.keys, self.status, self.at)) for code in self.codes)
        if good != len(self.codes):
            raise AssertionError
        return watch.pace(good)


@dataclass(frozen=True, slots=True)
class Verifying:
    """Verifies as many Ed25519 signatures over messages of a token's length."""

    public: Ed25519PublicKey
    signed: list[tuple[bytes, bytes]]

    def __call__(self) -> Pace:
        """Return how fast."""
        with watched() as watch:
            for signature, message in self.signed:
                self.public.verify(signature, message)
        return watch.pace(len(self.signed))


def placing(folder: Path, effort: Effort, until: ExitStack) -> Mapping[Name, Callable[[], Pace]]:
    """Return W6's contestants, each in a registry of its own."""
    made: dict[Name, Callable[[], Pace]] = {}
    for name, with_ledger in (("ledger", True), ("none", False)):
        registry = make_registry(folder / name, PEOPLE)
        ports, _ = until.enter_context(registry.opened())
        made[name, AT_ONCE] = Registering(ports, effort.papers, with_ledger)
    return made


def deriving(folder: Path, effort: Effort, until: ExitStack) -> Mapping[Name, Callable[[], Pace]]:
    """Return W7's contestants: a log on the disk, and its entries in memory."""
    entries = [os.urandom(ENTRY_BYTES) for _ in range(effort.leaves)]
    path = folder / "leaves.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute(_TABLE)
        made.executemany("INSERT INTO leaf VALUES (?, ?)", enumerate(entries))
        made.commit()
    root = Frontier()
    for entry in entries:
        root = root.append(sha256(b"\x00" + entry).digest())
    connection = until.enter_context(closing(connect(path, FULL)))
    return {
        ("derived", effort.leaves): Deriving(connection, effort.leaves, root.root()),
        ("hashed", effort.leaves): Hashing(entries),
    }


def checking(effort: Effort) -> Mapping[Name, Callable[[], Pace]]:
    """Return the contestants of token checks: each token is another person's, all are good."""
    now = datetime(2026, 11, 22, 15, tzinfo=UTC)
    keys = [IssuingKey(bytes([1, 2, 3, n]), Ed25519PrivateKey.generate()) for n in (0, 1)]
    public = [one.private.public_key() for one in keys]
    spans = now - timedelta(days=30), now + timedelta(days=365)
    ring = key_ring(
        *(VerifyingKey(one.kid, ED25519, key, *spans) for one, key in zip(keys, public, strict=True))
    )
    address = "https://registre.example.qc.ca/status/7"
    status = read_status_list(issue_status_list(set_bits(()), address, now, keys[1]), ring)
    codes = [to_code(issue_token(claims, keys[0])) for claims in _claims(effort.tokens, now)]
    messages = [os.urandom(80) for _ in codes]
    raw = Ed25519PrivateKey.generate()
    signed = [(raw.sign(message), message) for message in messages]
    return {
        ("checked", effort.tokens): Checking(codes, ring, status, now),
        ("verified", effort.tokens): Verifying(raw.public_key(), signed),
    }


def _claims(count: int, now: datetime) -> Iterator[Claims]:
    for number in range(count):
        place = StatusPlace(7, number * 97 % PLACES)
        scope = Scope(("photo", "video"), ("facebook", "web_site"))
        expires = now.date().replace(year=2027, month=6, day=1)
        yield Claims(draw(os.urandom, lambda _: False), now.date(), expires, scope, place)


def _figure(name: str, contestants: Mapping[Name, Callable[[], Pace]], rounds: int) -> Figure:
    mine, beside = contestants
    turns = Alternated(contestants)
    turns.run(rounds)
    own, other = (turns.median(one, lambda pace: pace.rate) for one in (mine, beside))
    ratio = turns.ratio(mine, beside, lambda pace: pace.rate)
    cpu = turns.ratio(mine, beside, lambda pace: pace.cpu_rate)
    return Figure(name, mine[1], "SQLite", ratio, cpu, own, other)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where registries are made (on a real disk).")
@click.option("--quick", is_flag=True, help="A few rounds: shows that all works, measures nothing.")
def main(kept: Path | None, folder: Path | None, *, quick: bool) -> None:
    """Measure the log and the codes: W6, W7, token checks.

    \b
    w6      leaves placed by 64 registrations at once, over the same without a ledger
    w7      the root of a million leaves from the disk, over a loop of as many hashes
    tokens  10 000 codes checked, over as many Ed25519 signatures verified
    """  # noqa: D301 - click keeps lines after a backspace as they are
    effort = QUICK if quick else EFFORT
    with tempfile.TemporaryDirectory(prefix="aval-bench-", dir=folder) as made, ExitStack() as until:
        figures = [
            _figure("w6", placing(Path(made), effort, until), effort.rounds),
            _figure("w7", deriving(Path(made), effort, until), effort.rounds),
            _figure("tokens", checking(effort), effort.rounds),
        ]
    click.echo(table(figures))
    if kept is not None:
        told = {"at": datetime.now(UTC).isoformat(), "figures": [figure.as_json() for figure in figures]}
        kept.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
