"""P2, P6: no change without its act, and no act without its leaf in the ledger; one without is found out.

Seen to fail: with each of the faults that the second test plants.
"""

from pathlib import Path

import pytest

from service.storage import acts, writing
from service.storage import store as stores
from tests.promises.living import live_a_little
from tests.promises.town_hall import town_hall

PLANTS = {
    "a change without its act": (writing, "write_act", "ACT_MISSING"),
    "an act without its leaf": (acts, "_take_place", "ACT_UNPLACED"),
}


def test_every_change_stands_in_the_ledger(tmp_path: Path, where: dict[str, str]) -> None:
    with town_hall(tmp_path / "data", where) as hall:
        live_a_little(hall.registrar)
        if not where:  # on PostgreSQL leaves follow their acts within a second
            assert hall.server.verify_ledger(hall.ports).unplaced == 0
    with hall.server.opened() as ports:
        report = hall.server.verify_ledger(ports)
    assert (report.faults, report.unplaced) == ([], 0)
    assert report.acts >= 15


@pytest.mark.parametrize(("place", "name", "code"), PLANTS.values(), ids=PLANTS)
def test_a_change_that_does_not_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: object, name: str, code: str
) -> None:
    with town_hall(tmp_path / "data") as hall:
        monkeypatch.setattr(place, name, lambda *_: None)
        hall.registrar.adult("Personne Tue")
        faults = hall.server.verify_ledger(hall.ports).faults
    assert [each for each in faults if each.startswith(code)], faults


@pytest.mark.postgres
def test_acts_that_nobody_gives_a_leaf_are_counted(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "place_leaves", lambda _: 0)
    with town_hall(tmp_path / "data", {"AVAL_DATABASE_URL": postgres_url}) as hall:
        hall.registrar.adult("Personne Tue")
        assert hall.server.verify_ledger(hall.ports).unplaced
