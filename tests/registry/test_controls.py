"""The monthly control: drawn so that anyone can draw again, once a month; what differs makes an incident.

Seen to fail: with a second draw let through, with a report signed before all is looked at, and with a draw
that takes the first posts.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from service.registry.control_records import ControlRecord, Drawn, Look
from service.registry.control_reports import leaves_of_control, pack_control, result_of, trend
from service.registry.controls import (
    SEEDED_BY,
    Seen,
    choose,
    count_to_draw,
    deviations_of,
    draw_control,
    look_at,
    read_control,
    sign_control,
)
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.incidents import list_incidents
from service.registry.moments import today
from tests.web.declared import published
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

NOW = datetime(2026, 10, 13, tzinfo=UTC)
DRAWN = Drawn(1, "1K7F3M9X4T8B2QDY", ("facebook",), 2)
AS_DECLARED = Look("yes", "yes", 2, unauthorized=False, note="", looked_at=NOW, looked_by=1)
OK = Seen("yes", "yes", 1)


def test_the_same_seed_draws_the_same_posts_and_another_draws_others() -> None:
    citations = [f"{n:016d}" for n in range(500)]
    drawn = choose("graine", citations, 20)
    assert drawn == choose("graine", citations[::-1], 20)
    assert drawn != choose("autre", citations, 20)
    assert drawn != frozenset(citations[:20])


def test_each_post_is_as_likely_as_any_other() -> None:
    citations = [f"{n:016d}" for n in range(50)]
    met = dict.fromkeys(citations, 0)
    for seed in range(2000):
        for one in choose(str(seed), citations, 5):
            met[one] += 1
    assert min(met.values()) > 140
    assert max(met.values()) < 260


@pytest.mark.parametrize(
    ("size", "published_", "count"),
    [
        ("20", 7, 7),
        ("20", 900, 20),
        ("5%", 100, 20),
        ("5%", 401, 21),
        ("5%", 12, 12),
        ("all", 900, 900),
    ],
)
def test_how_many_are_drawn(size: str, published_: int, count: int) -> None:
    assert count_to_draw(size, published_) == count


@pytest.mark.parametrize(
    ("look", "deviations", "result"),
    [
        (AS_DECLARED, (), "ok"),
        (replace(AS_DECLARED, line="none"), (), "ok"),
        (replace(AS_DECLARED, line="no"), ("line",), "differs"),
        (replace(AS_DECLARED, place="no", seen=3), ("place", "people"), "differs"),
        (replace(AS_DECLARED, seen=0), ("people",), "differs"),
        (replace(AS_DECLARED, unauthorized=True), ("authorization",), "differs"),
        (replace(AS_DECLARED, place="gone", line="no", seen=None), (), "gone"),
        (replace(AS_DECLARED, place="gone", seen=None, unauthorized=True), ("authorization",), "differs"),
    ],
)
def test_what_differs(look: Look, deviations: tuple[str, ...], result: str) -> None:
    assert deviations_of(DRAWN, look) == deviations
    assert result_of(replace(DRAWN, look=look, deviations=deviations)) == result
    assert result_of(DRAWN) == "waits"


def test_two_months_stand_side_by_side() -> None:
    month = ControlRecord(1, "closed", NOW, 1, month="2026-10", published=40, drawn=(DRAWN,))
    before = replace(
        month, month="2026-09", drawn=(replace(DRAWN, look=AS_DECLARED), replace(DRAWN, deviations=("line",)))
    )
    told = dict(trend((month, before, before)))
    assert told["drawn"] == (1, 2)
    assert told["ok"] == (0, 1)
    assert told["line"] == (0, 1)


@pytest.fixture(scope="module")
def posts(establishment: Establishment) -> list[int]:
    """Three posts published this month."""
    return [published(establishment, f"Noé Nombre{n}").number for n in range(3)]


@pytest.fixture(scope="module")
def control(establishment: Establishment, posts: list[int]) -> ControlRecord:
    """The control of this month, drawn."""
    assert posts
    ports = establishment.ports
    return draw_control(ports, establishment.users["quality"], f"{today(ports):%Y-%m}", "20")


def test_a_month_is_drawn_once_by_a_seed_that_is_kept(
    establishment: Establishment, control: ControlRecord, posts: list[int]
) -> None:
    ports, month = establishment.ports, control.month
    assert [one.post for one in control.drawn] == posts
    with ports.store.reading() as reader:
        checkpoint = reader.last_checkpoint()
    assert (control.checkpoint is None) == (checkpoint is None)
    if checkpoint is not None:
        assert control.seed == sha256(SEEDED_BY + month.encode() + b"\n" + checkpoint.root).hexdigest()
    with pytest.raises(Invalid):
        draw_control(ports, establishment.users["quality"], month, "all")


def test_what_differs_makes_an_incident_once(
    establishment: Establishment, control: ControlRecord, posts: list[int]
) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    wrong = replace(OK, line="no", note="Rien sous la photo.")
    before = len(list_incidents(ports, quality))
    look_at(ports, quality, control.number, posts[1], wrong)
    look_at(ports, quality, control.number, posts[2], replace(OK, unauthorized=True))
    look_at(ports, quality, control.number, posts[1], wrong)
    made = list_incidents(ports, quality)
    assert len(made) == before + 2
    told = [(one.kind, one.posts) for one in made[:2]]
    assert told == [("confidentiality", (posts[2],)), ("quality", (posts[1],))]
    assert "Rien sous la photo." in made[1].what


def test_a_report_is_signed_once_all_is_looked_at_and_changes_no_more(
    establishment: Establishment, control: ControlRecord, posts: list[int]
) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    with pytest.raises(Conflict, match="NOT_ALL_LOOKED_AT"):
        sign_control(ports, quality, control.number, "")
    for post in posts:
        look_at(ports, quality, control.number, post, OK)
    signed = sign_control(ports, quality, control.number, "Rien d'autre.")
    assert (signed.state, signed.signed_by) == ("closed", quality.user)
    with pytest.raises(Conflict, match="ALREADY_DEALT_WITH"):
        look_at(ports, quality, control.number, posts[0], OK)
    told = json.loads(pack_control(ports, signed, leaves_of_control(ports, signed)))
    assert [one["kind"] for one in told["log"]].count("control_signed") == 1
    assert "Noé" not in json.dumps(told, ensure_ascii=False)


def test_auditors_read_and_others_do_not(establishment: Establishment) -> None:
    ports, users = establishment.ports, establishment.users
    for role in ("publisher", "communications", "legal", "admin"):
        with pytest.raises(NotAllowed):
            read_control(ports, users[role], 1)
    for role in ("publisher", "communications", "legal", "admin", "auditor"):
        with pytest.raises(NotAllowed):
            draw_control(ports, users[role], "2026-01", "20")


@pytest.mark.parametrize("month", ["2026-13", "octobre", "2026-1", "9999-01", "2026-10-01"])
def test_a_month_that_is_none_or_has_not_come_is_refused(establishment: Establishment, month: str) -> None:
    with pytest.raises(Invalid):
        draw_control(establishment.ports, establishment.users["quality"], month, "20")
