"""Withdrawal to list: someone in 5 000 posts takes a paper back, beside the least that finding them costs."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import orjson

from scripts.benchmarks.figures import Figure, table
from scripts.benchmarks.loading import FULL, settle
from scripts.benchmarks.registries import COMMUNICATIONS, make_registry
from scripts.benchmarks.rounds import WARM_UP, Alternated, Pace, watched
from service.domain import identifiers
from service.registry.moments import today
from service.registry.post_records import PostPerson, PostRecord
from service.registry.questions import Question, Who
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.storage.codec import encode
from service.storage.seals import place
from service.storage.sizes import POST_STEP, stepped
from service.storage.sqlite import connect
from service.storage.writing import SqlWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.benchmarks.registries import Registry
    from service.registry.ports import Ports
    from service.storage.store import SqlStore

SHOWN: Final = 5
"""People of each post."""
PEOPLE: Final = 2_000
ROUNDS: Final = 9
_POST: Final = "INSERT INTO post (number, code, sealed) VALUES (?, ?, ?)"
_TABLES: Final = (
    "CREATE TABLE post (number INTEGER PRIMARY KEY, live INTEGER NOT NULL, url TEXT, account TEXT)",
    "CREATE TABLE post_person (post INTEGER, person INTEGER, PRIMARY KEY (post, person))",
    "CREATE INDEX by_person ON post_person (person)",
    "CREATE TABLE withdrawal (person INTEGER, posts INTEGER)",
)
_PLAIN: Final = (
    "SELECT post.number, url, account FROM post_person JOIN post ON number = post"
    " WHERE person = ? AND live ORDER BY number"
)


@dataclass(frozen=True, slots=True)
class Town:
    """Which posts show whom: each of the `stars` is in `of_each` posts; they take turns to withdraw."""

    posts: int
    stars: int
    of_each: int

    def shown(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Give each post with the people in it; a star's posts lie anywhere among the others."""
        chance = random.Random(5)  # noqa: S311 - the same posts each time
        order = list(range(1, self.posts + 1))
        chance.shuffle(order)
        star_of = {post: 1 + at // self.of_each for at, post in enumerate(order[: self.stars * self.of_each])}
        others = range(self.stars + 1, PEOPLE + 1)
        for post in range(1, self.posts + 1):
            star = (star_of[post],) if post in star_of else ()
            yield post, (*star, *chance.sample(others, SHOWN - len(star)))


@dataclass(slots=True)
class Withdrawing:
    """Takes back the paper of the next star, whole."""

    ports: Ports
    consents: Iterator[str]
    wanted: int

    def __call__(self) -> Pace:
        """Return how fast."""
        consent = next(self.consents)
        said = NewWithdrawal(today(self.ports), "person", "phone")
        with watched() as watch:
            withdrawn = withdraw_consent(self.ports, COMMUNICATIONS, consent, said)
        if len(withdrawn.takedowns) != self.wanted:
            raise AssertionError(consent)
        return watch.pace(1)


@dataclass(slots=True)
class Plain:
    """Reads the posts of the next star from plain rows by an index, and commits one row."""

    connection: sqlite3.Connection
    stars: Iterator[int]

    def __call__(self) -> Pace:
        """Return how fast."""
        star = next(self.stars)
        with watched() as watch:
            self.connection.execute("BEGIN IMMEDIATE")
            found = self.connection.execute(_PLAIN, (star,)).fetchall()
            self.connection.execute("INSERT INTO withdrawal VALUES (?, ?)", (star, len(found)))
            self.connection.execute("COMMIT")
        return watch.pace(1)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--links", default=1_000_000, help="Person–post links.")
@click.option("--each", default=5_000, help="Posts of whoever withdraws.")
@click.option("--rounds", default=ROUNDS, help="Withdrawals timed.")
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write the figure to this file.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where registries are made (on a real disk).")
def main(links: int, each: int, rounds: int, kept: Path | None, folder: Path | None) -> None:
    """Measure a withdrawal, from the call to the list on the disk, over a plain SELECT and one commit.

    Examples: scripts/bench takedown · scripts/bench takedown --links 50000 --each 500 --rounds 3
    """
    town = Town(max(links // SHOWN, (rounds + WARM_UP) * each), rounds + WARM_UP, each)
    with tempfile.TemporaryDirectory(prefix="aval-bench-", dir=folder) as made:
        registry = make_registry(Path(made) / "registry", PEOPLE)
        with registry.opened() as (ports, store), closing(_plain_file(Path(made), town)) as plain:
            consents = _fill(ports, store, town)
            settle(registry.settings.database_url)
            turns = Alternated(
                {
                    ("withdrawal", each): Withdrawing(ports, iter(consents), each),
                    ("plain", each): Plain(plain, iter(range(1, town.stars + 1))),
                }
            )
            turns.run(rounds)
        figure = _figure(registry, turns, each)
    click.echo(f"{town.posts * SHOWN:,} links, {each:,} posts to take down, {rounds} withdrawals")
    click.echo(table([figure]))
    if kept is not None:
        kept.write_bytes(orjson.dumps(figure.as_json(), option=orjson.OPT_INDENT_2))


def _figure(registry: Registry, turns: Alternated, each: int) -> Figure:
    ours, plain = ("withdrawal", each), ("plain", each)
    by_clock = turns.ratio(plain, ours, lambda pace: pace.rate)
    by_cpu = turns.ratio(plain, ours, lambda pace: pace.cpu_rate)
    measured, beside = [1000 / turns.median(one, lambda pace: pace.rate) for one in (ours, plain)]
    return Figure("takedown", PEOPLE, registry.database, by_clock, by_cpu, measured, beside, unit="ms")


def _fill(ports: Ports, store: SqlStore, town: Town) -> list[str]:
    """Lay posts down, sealed, each resting on one paper of each person; return the stars' papers."""
    with store.reading() as reader:
        papers = {file.person.number: file.consents[0] for file in reader.each_file()}
    numbers = {person: paper.number for person, paper in papers.items()}
    with store.writing() as writer:
        for post, people in town.shown():
            _put(ports, writer, _post(ports, post, people, numbers))
    return [papers[star].id for star in range(1, town.stars + 1)]


def _post(ports: Ports, number: int, people: tuple[int, ...], consents: dict[int, int]) -> PostRecord:
    question = Question("photo", ("facebook",), "information", today(ports) - timedelta(days=1))
    return PostRecord(
        number=number,
        citation=identifiers.draw(ports.random, lambda _: False).text,
        state="published",
        question=question,
        people=tuple(PostPerson(Who(person=one), (one,), ()) for one in people),
        conditions=(),
        registered_at=ports.clock(),
        registered_by=0,
        account="Page de la direction",
        url=f"https://exemple.ca/publications/{number}",
        consents=tuple(sorted(consents[one] for one in people)),
    )


def _put(ports: Ports, writer: SqlWriter, post: PostRecord) -> None:
    """Keep a post and its links as the storage does, without the act that would fill a disk here."""
    content = encode(post)
    seals = writer.seals
    size = stepped(len(content), POST_STEP)
    sealed = seals.registry.seal(content, place("post", post.number), ports.random, size)
    writer.sql.run(_POST, post.number, post.number, sealed)
    writer.sql.run("INSERT INTO post_standing (post, copy) VALUES (?, 0)", post.number)
    for person in post.people:
        writer.sql.run("INSERT INTO post_person (post, person) VALUES (?, ?)", post.number, person.persons[0])
    for consent in post.consents:
        writer.sql.run("INSERT INTO post_consent (post, consent) VALUES (?, ?)", post.number, consent)


def _plain_file(folder: Path, town: Town) -> sqlite3.Connection:
    """Make the same posts and links in a file of plain rows."""
    path = folder / "plain.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        for statement in _TABLES:
            made.execute(statement)
        rows = (
            (post, 1, f"https://exemple.ca/publications/{post}", "Page de la direction")
            for post, _ in town.shown()
        )
        made.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
        links = ((post, person) for post, people in town.shown() for person in people)
        made.executemany("INSERT INTO post_person VALUES (?, ?)", links)
        made.commit()
    return connect(path, FULL)
