"""The two-world test sees: each leak, planted in one of the worlds, parts them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.registry.letters import Letter
from service.registry.questions import Who
from service.storage.reading import SqlReader
from tests.promises.two_lines import Asked, form_body
from tests.promises.two_sessions import FORM, Parted, Session
from tests.promises.two_templates import Walks, two_towns
from tests.promises.two_worlds import World
from tests.support.post_box import PostBox
from tests.support.stores import made_folder

__all__ = ["made_folder"]

Plant: TypeAlias = Callable[[pytest.MonkeyPatch, World], None]
CHILD = "Zoé Gagnon"


@pytest.fixture(scope="module")
def walks(made_folder: Path) -> Iterator[Walks]:
    with two_towns(made_folder) as towns:
        yield towns


def further_header(patch: pytest.MonkeyPatch, world: World) -> None:
    """One more header on every answer."""
    _alter(patch, world, lambda message: {**message, "headers": [*message["headers"], (b"x-seen", b"1")]})


def reordered_headers(patch: pytest.MonkeyPatch, world: World) -> None:
    """The same headers in another order."""
    _alter(patch, world, lambda message: {**message, "headers": [*reversed(message["headers"])]})


def reordered_list(patch: pytest.MonkeyPatch, world: World) -> None:
    """People found by name, the protected ones last."""

    def reorder(body: bytes) -> bytes:
        listed = json.loads(body) if body.startswith(b'{"items":[{') else None
        if listed is None:
            return body
        again = {"items": listed.pop("items"), **listed}
        assert _written(again) == body, "only the order may differ"
        return _written(again | {"items": again["items"][::-1]})

    _alter_body(patch, world, reorder)


def _written(answer: object) -> bytes:
    """Write JSON as the API does."""
    return json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()


def one_more(patch: pytest.MonkeyPatch, world: World) -> None:
    """A count that is one higher, of as many digits."""
    _alter_body(patch, world, lambda body: body.replace(b'"000000000192"', b'"000000000193"'))


def one_more_query(patch: pytest.MonkeyPatch, world: World) -> None:
    """One more statement where orders are read."""
    find_files, seals = SqlReader.find_files, world.store.seals

    def find_and_look(self: SqlReader, asked: list[Who]) -> object:
        if self.seals is seals:
            self.sql.rows("SELECT 1")
        return find_files(self, asked)

    patch.setattr(SqlReader, "find_files", find_and_look)


def legal_tag(patch: pytest.MonkeyPatch, world: World) -> None:
    """An ETag that counts legal's acts as well."""

    def tag(message: Message) -> Message:
        headers = [(name, b'"7"' if name == b"etag" else value) for name, value in message["headers"]]
        return {**message, "headers": headers}

    _alter(patch, world, tag)


def other_courriel(patch: pytest.MonkeyPatch, world: World) -> None:
    """A courriel that differs in one space."""
    send, box = PostBox.send_courriel, world.box

    def send_other(self: PostBox, letter: Letter) -> None:
        send(self, replace(letter, subject=f"{letter.subject} ") if self is box else letter)

    patch.setattr(PostBox, "send_courriel", send_other)


def longer_page(patch: pytest.MonkeyPatch, world: World) -> None:
    """A page that holds one more blank where somebody is protected."""
    _alter_body(patch, world, lambda body: re.sub(rb"</h1>", b" </h1>", body))


PLANTS = (
    further_header,
    reordered_headers,
    reordered_list,
    one_more,
    one_more_query,
    legal_tag,
    other_courriel,
    longer_page,
)


def stroll(session: Session) -> None:
    """Ask once for each kind of thing a leak could show in."""
    person = session.worlds[0].ports.references.seal("person", session.worlds[0].made.people[CHILD])
    question = {"medium": "photo", "channel": "facebook", "purpose": "information", "on": "2026-10-13"}
    body = json.dumps({**question, "who": {"name": CHILD, "birth_date": "2014-06-06"}}).encode()
    program = "communications' program"
    session.look("communications", "/a-faire")
    session.ask(Asked(program, "POST", "/api/v1/checks", body, "application/json"))
    session.ask(Asked(program, "GET", "/api/v1/people?q=Roy"))
    session.ask(Asked(program, "GET", f"/api/v1/people/{person}"))
    visit = form_body([("contact", "guy@exemple.ca")])
    session.ask(Asked("passer-by", "POST", "/mes-autorisations", visit, FORM))
    session.be_at(session.worlds[0].clock.now + timedelta(minutes=2))


def test_a_stroll_without_a_plant_parts_nothing(walks: Walks) -> None:
    walks.session.begin(walks.templates, "stroll")
    stroll(walks.session)
    assert walks.session.worlds[0].box.letters


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_leak_is_caught(walks: Walks, monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    walks.session.begin(walks.templates, "stroll")
    plant(monkeypatch, walks.session.worlds[0])
    with pytest.raises(Parted):
        stroll(walks.session)


def _alter(patch: pytest.MonkeyPatch, world: World, change: Callable[[Message], Message]) -> None:
    """Have one world's answers leave altered where they start."""

    def altered(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_altered(message: Message) -> None:
                await send(change(message) if message["type"] == "http.response.start" else message)

            await app(scope, receive, send_altered)

        return answer

    _put(patch, world, altered)


def _alter_body(patch: pytest.MonkeyPatch, world: World, change: Callable[[bytes], bytes]) -> None:
    """Have one world's bodies leave altered."""

    def altered(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_altered(message: Message) -> None:
                body = {"body": change(message["body"])} if message.get("body") else {}
                await send({**message, **body})

            await app(scope, receive, send_altered)

        return answer

    _put(patch, world, altered)


def _put(patch: pytest.MonkeyPatch, world: World, altered: Callable[[ASGIApp], ASGIApp]) -> None:
    """Put something before one world's application, on every line to it."""
    for line in world.lines.values():
        patch.setattr(line, "app", altered(world.app))
