"""« Où peut-elle paraître? »: what a check would answer on each channel, and one no for everyone else.

Seen to fail: with the channels refused listed too, and with the question of a refused person kept for one
channel instead of all.
"""

import re

import pytest

from service.domain.vocabulary import CHANNELS
from tests.api.office import QUESTION, Body, Office, Reply, named
from tests.api.test_one_refusal import REFUSED, WORDS, masked
from tests.api.worlds import NOES, YESES, asked_in
from tests.promises.two_lines import overheard

USE = {key: value for key, value in QUESTION.items() if key != "channel"}
NOWHERE = REFUSED[:-1] + b',"channels":[]}'
WHERE_ELSE = {"other_channel"}
"""A person refused on Facebook alone."""


def where(office: Office, who: Body, role: str = "publisher", **more: object) -> Reply:
    reply = office.call("POST", "channels", role, {**USE, "who": who, **more})
    assert reply.status == 200, reply.content
    return reply


def statements(office: Office, path: str, body: Body) -> int:
    """Ask; return how many statements it took."""
    with overheard() as heard:
        assert office.call("POST", path, "publisher", body).status == 200
    return len(heard)


def checked(office: Office, who: Body) -> list[dict[str, object]]:
    """Ask a check of each channel, one after the other; return those answered yes."""
    asked = [(one, office.ask(who, channel=one)) for one in CHANNELS]
    return [
        {"channel": one, "cite": said["cite"], "conditions": said["conditions"]}
        for one, said in asked
        if said["answer"] in {"yes", "yes_with_conditions"}
    ]


@pytest.mark.parametrize("world", sorted(NOES.keys() - WHERE_ELSE))
def test_whoever_may_appear_nowhere_is_someone_unknown(office: Office, world: str) -> None:
    NOES[world](office)
    who = asked_in(world)
    reply = where(office, who)
    assert masked(reply)[2] == NOWHERE
    assert masked(reply) == masked(where(office, {**who, "name": "Zacharie Zorglub"}))


@pytest.mark.parametrize("world", ["unknown", "never_asked", "child_protected", *YESES])
def test_all_channels_take_the_statements_of_one_check(office: Office, world: str) -> None:
    {**NOES, **YESES}[world](office)
    who = asked_in(world)
    where(office, who)  # the first record of a registry finds no other to come after
    all_channels = statements(office, "channels", {**USE, "who": who})
    assert all_channels == statements(office, "checks", {**QUESTION, "who": who})


@pytest.mark.parametrize("world", [*YESES, *sorted(WHERE_ELSE)])
def test_the_channels_named_are_those_on_which_a_check_says_yes(office: Office, world: str) -> None:
    {**NOES, **YESES}[world](office)
    reply = where(office, asked_in(world))
    assert reply.json["channels"] == checked(office, asked_in(world))
    assert reply.json["channels"]
    assert not WORDS.search(reply.content)


def test_each_channel_has_its_own_number_and_conditions(office: Office) -> None:
    person = office.person()
    office.consent(person, channels=["intranet"])
    office.consent(person, channels=["web_site"], limits=["no_name"])
    said = where(office, named()).json
    assert said["channels"] == checked(office, named())
    assert [(one["channel"], one["conditions"]) for one in said["channels"]] == [
        ("web_site", ["no_name"]),
        ("intranet", []),
    ]
    assert (said["answer"], said["conditions"]) == ("yes_with_conditions", ["no_name"])


def test_a_child_who_may_appear_reads_like_anyone(office: Office) -> None:
    YESES["order_verified"](office)
    child = where(office, asked_in("order_verified"))
    assert [one["channel"] for one in child.json["channels"]] == ["facebook"]
    office.consent(office.person(), channels=["facebook"])
    hidden = re.compile(rb"1[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){3}")
    other = masked(where(office, named()))
    assert hidden.sub(b"N", masked(child)[2]) == hidden.sub(b"N", other[2])
    assert masked(child)[1] == other[1]


@pytest.mark.parametrize("world", ["unknown", "adult_consents", "order_verified"])
def test_a_name_alone_is_answered_alike_for_everyone(office: Office, world: str) -> None:
    {**NOES, **YESES}[world](office)
    reply = where(office, {"name": asked_in(world)["name"]})
    assert masked(reply)[2] == NOWHERE.replace(b'"no"', b'"cannot_tell"')


def test_who_asked_is_kept_as_of_one_check_of_the_channels_permitted(office: Office) -> None:
    office.consent(office.person())
    where(office, named())
    where(office, named("Zacharie Zorglub"))
    kept = [one for one in office.ports.store.list_accesses(None, 100) if one.action == "check"]
    known, unknown = sorted(kept, key=lambda one: len(one.question.channels) if one.question else 0)
    assert (known.question and known.question.channels, known.answer) == (("facebook", "intranet"), "yes")
    assert (unknown.question and unknown.question.channels, unknown.answer) == (CHANNELS, "no")
    assert [seen.person for seen in known.seen] == [1]


def test_a_question_that_a_check_would_refuse_is_refused(office: Office) -> None:
    office.consent(office.person())
    office.token("publisher")
    given = {**USE, "on": "2026-10-12", "who": named()}
    assert office.call("POST", "channels", "publisher", given).json["errors"][0]["pointer"] == "/on"
    assert office.call("POST", "channels", "publisher", {"who": named()}).status == 422
    assert office.call("POST", "channels", "quality", {**USE, "who": named()}).status == 403


def test_communications_read_their_reasons_and_legal_the_verdict(office: Office) -> None:
    office.person()
    assert where(office, named(), "communications").json["reasons"] == ["NO_CONSENT", "MEDIA_VIA_DCAI"]
    assert where(office, named(), "legal").json["verdict"] == "DENY"
    assert where(office, named()).json.keys().isdisjoint({"reasons", "verdict"})
