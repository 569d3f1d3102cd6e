"""P2, set against brute force: what a change lists is what judging every post anew would list, copies too.

Graphs are drawn: people, their papers for some media and channels, posts of one to three people that rest on
them, copies of posts; then papers are taken back whole or in part, suspended, replaced; children are found
protected, people die. After each step, the open takedowns are compared with those of a registrar who reads
every post there is, and decides it again.
Seen to fail: with copies left out of the list, with the scope of a partial withdrawal taken for the whole,
with nothing judged again, and with copies held to their post's channels, both by what is taken back and by
judging again: either alone makes good the other's fault.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest

from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.consents import NewConsent, confirm_consent, register_consent, suspend_consent
from service.registry.copies import COPY_KINDS, NewCopy, add_copy
from service.registry.errors import Conflict
from service.registry.judging import Asked
from service.registry.people import record_death
from service.registry.people_records import PersonRecord
from service.registry.post_records import PostRecord
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.registry.requested_posts import judge_to_tell
from service.registry.storing import Reader
from service.registry.takedowns import Removed, finish_takedown
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.promises.amounts import amount, chance_from
from tests.promises.registrar import PUBLISHER, Registrar
from tests.promises.town_hall import TownHall, town_hall

GRAPHS = amount("AVAL_GRAPHS", 6, 500)
MEDIA, CHANNELS, PURPOSES = ("photo", "video"), ("facebook", "instagram", "web_site"), ("information",)
STEPS = 4

Place = tuple[int, int]
Touched = Callable[[PostRecord, tuple[str, ...]], bool]


@dataclass(slots=True)
class Graph:
    """People, papers, posts as they were kept, and what a registrar without an index expects to be listed."""

    r: Registrar
    chance: Random
    people: list[PersonRecord] = field(default_factory=list)
    papers: list[ConsentRecord] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    children: list[PersonRecord] = field(default_factory=list)
    expected: set[Place] = field(default_factory=set)
    finished: set[Place] = field(default_factory=set)

    def some(self, words: tuple[str, ...], whole: float = 0.0) -> tuple[str, ...]:
        """Draw some of these, at least one; now and then all of them."""
        if self.chance.random() < whole:
            return words
        return tuple(one for one in words if self.chance.random() < 0.6) or (self.chance.choice(words),)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with town_hall(tmp_path_factory.mktemp("graphs") / "data") as opened:
        yield opened


@pytest.mark.parametrize("seed", range(GRAPHS))
def test_a_list_is_what_judging_every_post_anew_gives(hall: TownHall, seed: int) -> None:
    graph = Graph(hall.registrar, chance_from(seed))
    _draw(graph, f"{seed:04d}")
    assert _listed(graph) == set()
    for _ in range(STEPS):
        happen = graph.chance.choice(HAPPENINGS)
        happen(graph)
        assert _listed(graph) == graph.expected, happen.__name__


def _draw(graph: Graph, name: str) -> None:
    for n in range(graph.chance.randint(2, 5)):
        child = graph.chance.random() < 0.3
        make = graph.r.child if child else graph.r.adult
        person = make(f"Enfant Du Graphe {name} {n}" if child else f"Personne Du Graphe {name} {n}")
        graph.people.append(person)
        _sign(graph, person)
        if child:
            graph.r.checked(person, "none")
            graph.children.append(person)
    for _ in range(8):
        _post(graph)


def _sign(graph: Graph, person: PersonRecord) -> None:
    """Sign for most media and channels, so that posts of several people go out; of a child, both parents."""
    r, child = graph.r, person in graph.children or person.names.display.startswith("Enfant")
    signers = ("parent", "parent") if child else ("self",)
    on = r.day - timedelta(days=20)
    signatures = tuple(
        SignatureRecord(who, f"Signataire {place}", on, "paper", signer_id=f"{who} {place}")
        for place, who in enumerate(signers)
    )
    outcomes = (Outcomes(graph.some(MEDIA, 0.7), graph.some(CHANNELS, 0.7), PURPOSES, "yes"),)
    new = NewConsent(person.number, "minor" if child else "adult", "fr", signatures, outcomes)
    paper = register_consent(r.ports, r.communications, new)
    graph.papers.append(confirm_consent(r.ports, r.communications, paper.id, verified=True))


def _post(graph: Graph) -> None:
    """Clear a post of whoever may appear; publish some, and copy some of these."""
    r, chance = graph.r, graph.chance
    shown = chance.sample(graph.people, chance.randint(1, min(3, len(graph.people))))
    channels = tuple(chance.sample(CHANNELS, chance.randint(1, 2)))
    question = Question(chance.choice(MEDIA), channels, "information", r.day)
    asked = Asked(tuple(Who(person=one.number) for one in shown), question)
    try:
        post = register_post(r.ports, r.communications, NewPost(asked))
    except Conflict:
        return
    graph.posts.append(post.number)
    if chance.random() < 0.6:
        url = f"https://exemple.ca/{post.number}"
        published = publish_post(r.ports, PUBLISHER, post.number, url, r.ports.clock())
        _copy(graph, published)


def _copy(graph: Graph, post: PostRecord) -> None:
    """Say further addresses of a post; what may not be seen there is refused."""
    r, chance = graph.r, graph.chance
    for item in range(chance.randint(0, 3)):
        kind, channel = chance.choice(COPY_KINDS), chance.choice(CHANNELS)
        with suppress(Conflict):
            new = NewCopy(kind, channel, f"{post.url}/{item}", r.ports.clock())
            add_copy(r.ports, r.communications, post.number, new)


def _withdraw(graph: Graph) -> None:
    _take_back(graph, None)


def _withdraw_in_part(graph: Graph) -> None:
    _take_back(graph, Outcomes(graph.some(MEDIA, 0.5), (graph.chance.choice(CHANNELS),), PURPOSES, "no"))


def _take_back(graph: Graph, scope: Outcomes | None) -> None:
    paper = graph.chance.choice(graph.papers)
    new = NewWithdrawal(graph.r.day, "person", "phone", scope, urgent=graph.chance.random() < 0.3)
    withdraw_consent(graph.r.ports, graph.r.communications, paper.id, new)
    _expect(graph, lambda post, channels: paper.number in post.consents and _falls_in(post, channels, scope))


def _falls_in(post: PostRecord, channels: tuple[str, ...], scope: Outcomes | None) -> bool:
    return scope is None or (post.question.medium in scope.media and bool({*channels} & {*scope.channels}))


def _suspend(graph: Graph) -> None:
    paper = graph.chance.choice(graph.papers)
    try:
        suspend_consent(graph.r.ports, graph.r.communications, paper.id)
    except Conflict:
        return
    _expect(graph, lambda post, _: paper.number in post.consents)


def _sign_anew(graph: Graph) -> None:
    _sign(graph, graph.chance.choice(graph.people))
    _expect(graph)


def _protect(graph: Graph) -> None:
    if graph.children:
        graph.r.checked(graph.chance.choice(graph.children), "active")
    _expect(graph)


def _die(graph: Graph) -> None:
    try:
        record_death(
            graph.r.ports, graph.r.communications, graph.chance.choice(graph.people).number, graph.r.day
        )
    except Conflict:
        return
    _expect(graph)


def _finish_one(graph: Graph) -> None:
    """Take down one of those listed: it is listed no more, whatever happens later."""
    r = graph.r
    with r.ports.store.reading() as reader:
        takedowns = [one for post in graph.posts for one in reader.takedowns_of(post) if one.state == "open"]
    if takedowns:
        one = graph.chance.choice(takedowns)
        finish_takedown(r.ports, PUBLISHER, one.number, Removed(r.ports.clock()))
        graph.finished.add((one.post, one.copy or 0))
    _expect(graph)


HAPPENINGS: tuple[Callable[[Graph], None], ...] = (
    *(_withdraw, _withdraw_in_part, _withdraw_in_part, _suspend, _sign_anew, _protect, _die, _finish_one),
)


def _expect(graph: Graph, touched: Touched = lambda *_: False) -> None:
    """Read every post of the graph, decide it anew wherever it stands; remember what must come down."""
    with graph.r.ports.store.reading() as reader:
        for number in graph.posts:
            post = reader.load_post(number)
            assert post
            itself = _may_stand(graph, reader, post, post.question)
            for copy, question in _standing(post):
                stands = itself and _may_stand(graph, reader, post, question)
                if not stands or touched(post, question.channels):
                    graph.expected.add((number, copy))
    graph.expected -= graph.finished


def _may_stand(graph: Graph, reader: Reader, post: PostRecord, question: Question) -> bool:
    ports = graph.r.ports
    asked = Asked(tuple(one.again for one in post.people), replace(question, on=graph.r.day))
    known = judge_to_tell(asked, reader.find_files(asked.people), ports.policy.config, ports.clock())
    return known.told.publishable


def _standing(post: PostRecord) -> list[tuple[int, Question]]:
    """List where a post stands: 0 for itself, then copies, each with what it asks."""
    itself = [(0, post.question)] if post.state in ("cleared", "published") else []
    copies = [one for one in post.copies if one.kind != "elsewhere" and one.removed_at is None]
    return itself + [
        (one.item, replace(post.question, channels=(one.channel,), repost=one.kind == "reshare"))
        for one in copies
    ]


def _listed(graph: Graph) -> set[Place]:
    with graph.r.ports.store.reading() as reader:
        found = [one for post in graph.posts for one in reader.takedowns_of(post) if one.state == "open"]
    places = [(one.post, one.copy or 0) for one in found]
    assert len(places) == len(set(places)), "listed twice"
    return set(places)
