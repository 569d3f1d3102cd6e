"""For a publisher every no is the no of someone who never signed: the same bytes, headers and order."""

import re

import pytest

from tests.api.office import QUESTION, Office, Reply
from tests.api.worlds import NOES, YESES, asked_in

REFERENCE = re.compile(rb'"[a-z2-7]{26}"')
TIME = re.compile(rb'"time":(null|"[0-9TZ:-]{20}")')
WORDS = re.compile(rb"ordonnance|tribunal|court|LPJ|DPJ|protection|juge|judge", re.IGNORECASE)

REFUSED = (
    b'{"id":*,"answer":"no","cite":[],"conditions":[],"valid_until":"2026-10-18",'
    b'"as_of":{"tree_size":"000000000000","time":*},"receipt":*}'
)
POST_REFUSED = REFUSED[:-1] + (
    b',"people":[{"answer":"no","cite":[],"conditions":[]}],'
    b'"citation":{"number":null,"line":null},"findings":[],"clearance":null}'
)


def masked(reply: Reply) -> tuple[int, list[tuple[str, str]], bytes]:
    content = TIME.sub(b'"time":*', REFERENCE.sub(b"*", reply.content))
    return reply.status, list(reply.headers.items()), content


@pytest.mark.parametrize("world", NOES)
def test_a_check_refused_is_the_same_bytes_whatever_the_reason(office: Office, world: str) -> None:
    NOES[world](office)
    reply = office.call("POST", "checks", "publisher", {**QUESTION, "who": asked_in(world)})
    status, headers, content = masked(reply)
    assert (status, content) == (200, REFUSED)
    assert headers == masked(of_someone_unknown(office, "checks", world))[1]
    assert len(reply.content) == len(of_someone_unknown(office, "checks", world).content)


@pytest.mark.parametrize("world", NOES)
def test_a_post_refused_is_the_same_bytes_whatever_the_reason(office: Office, world: str) -> None:
    NOES[world](office)
    body = office.post_of(asked_in(world), text="")
    checked = office.call("POST", "posts/check", "publisher", body)
    assert masked(checked)[2] == POST_REFUSED
    assert masked(checked)[1] == masked(of_someone_unknown(office, "posts/check", world))[1]
    registered = office.call("POST", "posts", "publisher", body)
    assert (registered.status, registered.json["code"]) == (409, "NOT_CLEARED")
    assert masked(registered) == masked(of_someone_unknown(office, "posts", world))


def of_someone_unknown(office: Office, path: str, world: str) -> Reply:
    nobody = {**asked_in(world), "name": "Zacharie Zorglub"}
    body = {**QUESTION, "who": nobody} if path == "checks" else office.post_of(nobody, text="")
    return office.call("POST", path, "publisher", body)


@pytest.mark.parametrize("world", YESES)
def test_a_yes_has_the_same_shape_whatever_it_rests_on(office: Office, world: str) -> None:
    YESES[world](office)
    reply = office.call("POST", "checks", "publisher", {**QUESTION, "who": asked_in(world)})
    assert list(reply.json) == ["id", "answer", "cite", "conditions", "valid_until", "as_of", "receipt"]
    assert reply.json["answer"] == "yes"
    (number,) = reply.json["cite"]
    assert re.fullmatch(r"1[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){3}", number)
    assert not WORDS.search(reply.content)


@pytest.mark.parametrize("world", [*NOES, *YESES])
def test_a_name_alone_is_answered_alike_for_everyone(office: Office, world: str) -> None:
    {**NOES, **YESES}[world](office)
    reply = office.call("POST", "checks", "publisher", {**QUESTION, "who": {"name": asked_in(world)["name"]}})
    assert masked(reply)[2] == REFUSED.replace(b'"no"', b'"cannot_tell"')


def test_a_number_mistyped_cannot_be_told_from_the_question_alone(office: Office) -> None:
    reply = office.call("POST", "checks", "publisher", {**QUESTION, "who": {"consent_id": "1K7F-3M9X"}})
    assert masked(reply)[2] == REFUSED.replace(b'"no"', b'"cannot_tell"')
