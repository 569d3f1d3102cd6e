"""Where else a post can be seen: decided again where it is ours (R65), kept as said where it is not.

Seen to fail: with copies kept without deciding, and with a copy judged on the post's own channels.
"""

import pytest

from service.registry.consent_records import Outcomes
from service.registry.copies import NewCopy, add_copy
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.updating_posts import update_post
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.registry.following import House, house, made_folder, sqlite_store, sqlite_url

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]


def copy_of(
    house: House, kind: str = "reshare", channel: str = "facebook", url: str = "https://a.ca/2"
) -> NewCopy:
    return NewCopy(kind, channel, url, house.clock(), "Page du CIUSSS")  # type: ignore[arg-type] # as typed


def test_copies_are_kept_in_order_and_the_same_address_is_one(house: House) -> None:
    post = house.out(house.signed("Ana"))
    kept = post
    for url in ("https://a.ca/2", "https://a.ca/3", "https://a.ca/2"):
        kept = add_copy(house.ports, house.publisher, post.number, copy_of(house, url=url))
    assert [(one.item, one.kind, one.url) for one in kept.copies] == [
        (1, "reshare", "https://a.ca/2"),
        (2, "reshare", "https://a.ca/3"),
    ]
    assert house.post(post.number) == kept
    assert kept.channels == ("facebook",)


def test_a_copy_where_it_may_not_be_shown_is_refused_like_any_post(house: House) -> None:
    post = house.out(house.signed("Ana"))
    with pytest.raises(Conflict, match="NOT_CLEARED"):
        add_copy(house.ports, house.publisher, post.number, copy_of(house, "copy", "instagram"))
    assert house.post(post.number).copies == ()


def test_what_others_re_shared_is_kept_whatever_the_answer(house: House) -> None:
    post = house.out(house.signed("Ana"))
    kept = add_copy(house.ports, house.publisher, post.number, copy_of(house, "elsewhere", "tiktok"))
    assert [one.is_live for one in kept.copies] == [False]
    assert kept.channels == ("facebook",)


def test_a_re_share_after_a_withdrawal_is_refused(house: House) -> None:
    person = house.known("Ana")
    paper = house.registrar.in_force(person)
    post = house.out(person)
    house.registrar.withdraw(paper)
    for kind in ("reshare", "elsewhere"):
        with pytest.raises(Conflict, match="NOT_CLEARED"):
            add_copy(house.ports, house.publisher, post.number, copy_of(house, kind))


def test_a_post_that_is_not_out_has_no_copies(house: House) -> None:
    post = house.cleared(house.signed("Ana"))
    with pytest.raises(Conflict, match="NOT_CLEARED"):
        add_copy(house.ports, house.publisher, post.number, copy_of(house))
    with pytest.raises(NotFound):
        add_copy(house.ports, house.publisher, 999, copy_of(house))


@pytest.mark.parametrize(
    ("kind", "channel", "pointer"), [("quote", "facebook", "/kind"), ("copy", "radio", "/channel")]
)
def test_what_is_in_no_list_is_named(house: House, kind: str, channel: str, pointer: str) -> None:
    post = house.out(house.signed("Ana"))
    with pytest.raises(Invalid) as refused:
        add_copy(house.ports, house.publisher, post.number, copy_of(house, kind, channel))
    assert [one.pointer for one in refused.value.faults] == [pointer]


def test_taking_back_where_only_a_copy_is_lists_the_post_at_once(house: House) -> None:
    person = house.known("Ana")
    paper = house.on_both(person)
    post = house.out(person)
    add_copy(house.ports, house.publisher, post.number, copy_of(house, "copy", "instagram"))
    said = NewWithdrawal(house.registrar.day, "person", "phone", Outcomes((), ("instagram",), (), "no"))
    withdraw_consent(house.ports, house.registrar.communications, paper.id, said)
    assert {one.post for one in house.takedowns()} == {post.number}


def test_a_copy_falls_with_whom_it_still_shows(house: House) -> None:
    ana, bea = house.signed("Ana"), house.signed("Bea")
    post = house.out(ana, bea)
    add_copy(house.ports, house.publisher, post.number, copy_of(house, "copy"))
    left = house.new(bea).asked.people
    update_post(house.ports, house.publisher, post.number, {"people": left})
    house.clock.pass_by(days=1)
    house.registrar.in_force(ana, "no")
    assert [(one.post, one.copy) for one in house.takedowns()] == [(post.number, 1)]
    house.morning()
    assert len(house.takedowns()) == 1
