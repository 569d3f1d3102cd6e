"""Institutional authorizations: confidential content goes out under one alone; it opens nothing else.

Seen to fail: with who asked taken for a granter, with a grant wider than what was asked, with a
withdrawal that lists no post, with a grant taken for the authorization of the people shown, and
with copies forgotten when the post itself no longer cites it, or cites another.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.copies import NewCopy, add_copy
from service.registry.errors import Conflict, Invalid, NotAllowed, NotFound
from service.registry.institutional import (
    Given,
    Wanted,
    answer_institutional,
    ask_institutional,
    list_citable,
    list_institutional,
    list_to_answer,
    read_institutional,
    withdraw_institutional,
)
from service.registry.institutional_records import InstitutionalRecord
from service.registry.publishing import NewPost, check_post, publish_post, register_post
from service.registry.standing import standing_of
from service.registry.team import set_offices
from service.registry.updating_posts import changed_post, update_post
from tests.registry.following import URL, House, house, made_folder, sqlite_store, sqlite_url

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]

LACKING = "CONFIDENTIAL_NOT_AUTHORIZED"


def officer(house: House, *offices: str, name: str = "Dg", role: str = "publisher") -> Caller:
    email = f"{name.lower()}@exemple.ca"
    user = accounts.add_user(house.ports, accounts.operator(), name, (role,), email=email)
    set_offices(house.ports, accounts.operator(), email, offices)
    return Caller(user.number, name, role, "page")


def asked(house: House, caller: Caller | None = None) -> InstitutionalRecord:
    day = house.registrar.day
    wanted = Wanted("Plan d'agrandissement", ("facebook", "web_site"), day, day + timedelta(days=30))
    return ask_institutional(house.ports, caller or house.publisher, wanted)


def granted(house: House, **more: object) -> tuple[InstitutionalRecord, Caller]:
    dg = officer(house, "dg")
    given = Given("granted", "dg", **more)  # type: ignore[arg-type] # fields of an answer
    return answer_institutional(house.ports, dg, asked(house).number, given), dg


def citing(new: NewPost, record: InstitutionalRecord) -> NewPost:
    return replace(new, confidential=True, institutional=record.number)


def refusal(house: House, new: NewPost) -> list[str]:
    with pytest.raises(Conflict) as refused:
        register_post(house.ports, house.publisher, new)
    assert refused.value.code == "NOT_CLEARED"
    return [fault.code for fault in refused.value.faults]


def test_confidential_content_goes_out_under_a_grant_and_not_without(house: House) -> None:
    new = house.new(house.signed("Ana"))
    without = replace(new, confidential=True)
    answer = check_post(house.ports, house.publisher, without)
    assert (answer.whole.answer, [one.code for one in answer.findings]) == ("yes", [LACKING])
    assert answer.clearance is None
    assert refusal(house, without) == [LACKING]
    assert refusal(house, citing(new, asked(house))) == [LACKING]
    record, _ = granted(house, conditions=("no_tag",))
    post = register_post(house.ports, house.publisher, citing(new, record))
    assert (post.institutional, post.conditions) == (record.number, ("no_tag",))
    assert read_institutional(house.ports, house.publisher, record.number).posts == (post.number,)


def test_a_grant_stands_for_nobody(house: House) -> None:
    record, _ = granted(house)
    nobody_signed = citing(house.new(house.known("Bea")), record)
    assert check_post(house.ports, house.publisher, nobody_signed).whole.answer == "no"
    assert refusal(house, nobody_signed) == []


def test_whoever_asked_never_grants_even_with_the_power(house: House) -> None:
    dcai = officer(house, "dcai")
    number = asked(house, dcai).number
    assert list_to_answer(house.ports, dcai) == ()
    with pytest.raises(NotAllowed) as own:
        answer_institutional(house.ports, dcai, number, Given("granted", "dcai"))
    assert own.value.code == "FOUR_EYES"
    second = officer(house, "dg", name="Dg2")
    assert [one.number for one in list_to_answer(house.ports, second)] == [number]
    with pytest.raises(NotAllowed):  # in the name of an office that is not theirs
        answer_institutional(house.ports, second, number, Given("granted", "dcai"))
    with pytest.raises(NotAllowed):
        answer_institutional(house.ports, house.registrar.communications, number, Given("granted", "dg"))
    answered = answer_institutional(house.ports, second, number, Given("refused", "dg"))
    assert (answered.status, answered.state, answered.office) == ("refused", "closed", "dg")
    with pytest.raises(Conflict):
        answer_institutional(house.ports, second, number, Given("granted", "dg"))


def test_a_grant_is_never_wider_than_what_was_asked(house: House) -> None:
    dg, number, day = officer(house, "dg"), asked(house).number, house.registrar.day
    for wider in (
        {"channels": ("facebook", "linkedin")},
        {"since": day - timedelta(days=1)},
        {"until": day + timedelta(days=31)},
        {"since": day + timedelta(days=3), "until": day + timedelta(days=2)},
        {"conditions": ("no_such",)},
    ):
        with pytest.raises(Invalid):
            answer_institutional(house.ports, dg, number, Given("granted", "dg", **wider))
    given = Given("granted", "dg", ("facebook",), day, day + timedelta(days=1))
    assert answer_institutional(house.ports, dg, number, given).channels == ("facebook",)


def test_it_covers_its_channels_and_its_days_and_no_other(house: House) -> None:
    record, _ = granted(house, channels=("facebook",), until=house.registrar.day + timedelta(days=1))
    ana = house.signed("Ana")
    post = register_post(house.ports, house.publisher, citing(house.new(ana, days=1), record))
    assert refusal(house, citing(house.new(ana, days=2), record)) == [LACKING]
    house.clock.pass_by(days=2)
    with pytest.raises(Conflict):
        publish_post(house.ports, house.publisher, post.number, URL, house.clock())


def test_a_copy_elsewhere_needs_its_channel_granted(house: House) -> None:
    ana = house.known("Ana")
    house.on_both(ana)
    record, _ = granted(house)
    post = register_post(house.ports, house.publisher, citing(house.new(ana), record))
    publish_post(house.ports, house.publisher, post.number, URL, house.clock())
    with pytest.raises(Conflict):
        add_copy(
            house.ports, house.publisher, post.number, NewCopy("copy", "instagram", f"{URL}/2", house.clock())
        )


def test_a_withdrawal_lists_every_post_that_cites_it_and_ends_their_numbers(house: House) -> None:
    ana = house.signed("Ana")
    record, dg = granted(house)
    post = register_post(house.ports, house.publisher, citing(house.new(ana), record))
    out = register_post(house.ports, house.publisher, citing(house.new(ana, text="Bravo!"), record))
    publish_post(house.ports, house.publisher, out.number, URL, house.clock())
    other = house.out(ana, text="Sans rapport")
    with pytest.raises(NotAllowed):
        withdraw_institutional(house.ports, house.publisher, record.number)
    ended = withdraw_institutional(house.ports, dg, record.number)
    assert ended.status == "withdrawn"
    assert {one.post for one in house.takedowns()} == {post.number, out.number}
    usable = [standing_of(house.ports, one.citation).usable for one in (post, out, other)]
    assert usable == [False, False, True]
    assert refusal(house, citing(house.new(ana), record)) == [LACKING]
    with pytest.raises(Conflict):
        update_post(house.ports, house.publisher, out.number, {"text": "Autre", "institutional": None})
    with pytest.raises(Conflict):
        withdraw_institutional(house.ports, dg, record.number)


def test_a_post_that_changed_what_it_cites_is_listed_by_that_alone(house: House) -> None:
    ana = house.signed("Ana")
    record, dg = granted(house)
    post = register_post(house.ports, house.publisher, citing(house.new(ana), record))
    update_post(house.ports, house.publisher, post.number, {"confidential": False, "institutional": None})
    withdraw_institutional(house.ports, dg, record.number)
    assert house.takedowns() == ()


def test_copies_that_still_show_it_stay_listed_though_the_post_no_longer_does(house: House) -> None:
    record, dg = granted(house)
    post = register_post(house.ports, house.publisher, citing(house.new(house.signed("Ana")), record))
    publish_post(house.ports, house.publisher, post.number, URL, house.clock())
    copy = NewCopy("copy", "facebook", f"{URL}/2", house.clock())
    add_copy(house.ports, house.publisher, post.number, copy)
    update_post(house.ports, house.publisher, post.number, {"confidential": False, "institutional": None})
    assert not changed_post(
        house.ports, update_post(house.ports, house.publisher, post.number, {}), {}
    ).confidential
    withdraw_institutional(house.ports, dg, record.number)
    assert [(one.post, one.copy) for one in house.takedowns()] == [(post.number, 1)]


def test_copies_of_a_post_that_cites_another_by_now_are_listed_and_the_post_is_not(house: House) -> None:
    record, dg = granted(house)
    other = answer_institutional(house.ports, dg, asked(house).number, Given("granted", "dg"))
    post = register_post(house.ports, house.publisher, citing(house.new(house.signed("Ana")), record))
    publish_post(house.ports, house.publisher, post.number, URL, house.clock())
    copy = NewCopy("copy", "facebook", f"{URL}/2", house.clock())
    add_copy(house.ports, house.publisher, post.number, copy)
    update_post(house.ports, house.publisher, post.number, {"institutional": other.number})
    withdraw_institutional(house.ports, dg, record.number)
    assert [(one.post, one.copy) for one in house.takedowns()] == [(post.number, 1)]
    assert standing_of(house.ports, post.citation).usable


def test_courriels_go_to_whoever_has_the_power_then_to_whoever_asked(house: House) -> None:
    dg = officer(house, "dg")
    house.sent()
    number = asked(house).number
    assert house.sent() == [("dg@exemple.ca", "Une demande attend votre réponse")]
    answer_institutional(house.ports, dg, number, Given("refused", "dg"))
    assert house.sent() == [("publi@exemple.ca", "Votre demande a une réponse")]


def test_others_do_not_see_it(house: House) -> None:
    record, dg = granted(house)
    desk = house.registrar.communications
    assert list_institutional(house.ports, desk) == list_citable(house.ports, desk) == ()
    with pytest.raises(NotFound):
        read_institutional(house.ports, desk, record.number)
    assert [one.number for one in list_institutional(house.ports, dg)] == [record.number]
    assert [one.number for one in list_citable(house.ports, house.publisher)] == [record.number]
