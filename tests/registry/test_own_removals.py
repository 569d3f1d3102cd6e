"""Whoever took back a part is told of what that part took down, and of nothing that others took back.

Seen to fail: with every takedown since then told of.
"""

from datetime import timedelta

from service.registry.consent_records import ConsentRecord, Outcomes
from service.registry.corner_papers import removal_for
from service.registry.takedowns import Removed, finish_takedown
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.registry.following import URL, House, house, made_folder, sqlite_store, sqlite_url

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]


def taken_back(house: House, paper: ConsentRecord, *channels: str) -> ConsentRecord:
    """Take back these channels, or all."""
    scope = Outcomes((), channels, (), "no") if channels else None
    said = NewWithdrawal(house.registrar.day, "person", "phone", scope)
    return withdraw_consent(house.ports, house.registrar.communications, paper.id, said).consent


def all_removed(house: House) -> None:
    house.clock.pass_by(days=1)
    for one in house.takedowns():
        finish_takedown(house.ports, house.publisher, one.number, Removed(house.clock()))


def test_what_another_took_back_is_not_told(house: House) -> None:
    ana, bea = house.known("Ana"), house.known("Bea")
    paper, other = house.on_both(ana), house.on_both(bea)
    house.out(ana, bea)
    paper = taken_back(house, paper, "instagram")
    other = taken_back(house, other)
    assert (removal_for(house.ports, paper).left, removal_for(house.ports, other).left) == (0, 1)
    all_removed(house)
    assert removal_for(house.ports, paper).removed == ()
    assert [address for address, _ in removal_for(house.ports, other).removed] == [URL]


def test_what_the_part_took_down_is_told(house: House) -> None:
    ana = house.known("Ana")
    paper = house.on_both(ana)
    house.out(ana)
    paper = taken_back(house, paper, "facebook")
    assert removal_for(house.ports, paper).left == 1
    all_removed(house)
    assert [address for address, _ in removal_for(house.ports, paper).removed] == [URL]


def test_a_removal_said_to_be_of_that_morning_is_told(house: House) -> None:
    ana = house.signed("Ana")
    post = house.out(ana)
    with house.ports.store.reading() as reader:
        (paper,) = reader.load_file(ana.number).consents  # type: ignore[union-attr] # she is on file
    paper = taken_back(house, paper)
    (asked,) = house.takedowns()
    # Pages ask for a day, and take noon for one that is past: it may lie before the withdrawal.
    finish_takedown(
        house.ports, house.publisher, asked.number, Removed(house.clock() - timedelta(hours=3), "Vu")
    )
    assert [address for address, _ in removal_for(house.ports, paper).removed] == [post.url]
