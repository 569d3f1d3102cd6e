"""A legal file has one size: what is spent goes first, what counts never does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.registry.errors import Conflict
from service.registry.legal_records import (
    CheckEntry,
    KinEntry,
    LegalFile,
    PlacementEntry,
    ProtectionEntry,
    ReviewEntry,
    SignalEntry,
    Stamp,
)
from service.storage.legal_room import fit
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town

NOTE = "n" * 700


def stamp(days_ago: int, effective_in: int | None = None) -> Stamp:
    at = NOW - timedelta(days=days_ago)
    return Stamp(at, at if effective_in is None else NOW + timedelta(days=effective_in), 3)


def review(item: int, days_ago: int, until_in: int) -> ReviewEntry:
    until = (NOW + timedelta(days=until_in)).date()
    return ReviewEntry(item, stamp(days_ago), "INCIDENT_OPEN", "accepted", NOW.date(), until, note=NOTE)


def test_a_file_that_fits_is_kept_whole() -> None:
    legal = LegalFile(1, checks=tuple(CheckEntry(stamp(each), "accepted", note=NOTE) for each in (5, 4, 3)))
    assert fit(legal, NOW)[0] == legal


def test_the_oldest_of_what_is_spent_goes_first() -> None:
    checks = tuple(CheckEntry(stamp(40 - each), "accepted", note=NOTE) for each in range(12))
    kept = fit(LegalFile(1, checks=checks), NOW)[0].checks
    assert kept == checks[-len(kept) :]
    assert 1 < len(kept) < 12


def test_what_counts_now_or_later_is_never_dropped() -> None:
    counts = CheckEntry(stamp(20), "accepted", note=NOTE)
    waits = CheckEntry(stamp(1, effective_in=1), "accepted", note=NOTE)
    old = tuple(CheckEntry(stamp(90 - each), "pending", note=NOTE) for each in range(12))
    kept = fit(LegalFile(1, checks=(*old, counts, waits)), NOW)[0].checks
    assert kept[-2:] == (counts, waits)
    assert len(kept) < 14


def test_ended_reviews_and_answered_signs_are_spent() -> None:
    legal = LegalFile(
        1,
        checks=(CheckEntry(stamp(2), "accepted"),),
        protections=(ProtectionEntry(stamp(50), "unknown", source=NOTE), ProtectionEntry(stamp(2), "active")),
        placements=(PlacementEntry(stamp(60), "adults"), PlacementEntry(stamp(50), "children")),
        reviews=(review(1, 100, -2), review(2, 90, 30), *(review(each, 80, 20) for each in range(3, 6))),
        signals=(SignalEntry(stamp(30), NOTE * 5), SignalEntry(stamp(1), NOTE)),
    )
    kept = fit(legal, NOW)[0]
    assert [each.item for each in kept.reviews] == list(range(2, 6))
    assert kept.signals == legal.signals[1:]
    assert kept.protections == legal.protections[1:]


def test_a_file_full_of_what_counts_takes_no_more(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    full = LegalFile(number, reviews=tuple(review(each, 5, 30) for each in range(20)))
    with pytest.raises(Conflict, match="LEGAL_FILE_FULL"):
        town.put("legal_file", number, full)
    with store.reading() as reader:
        file = reader.load_file(number)
    assert file is not None
    assert (file.acts, file.legal.reviews) == (1, ())


def test_a_sign_is_taken_however_full_the_file_is_and_the_oldest_sign_leaves_first() -> None:
    """P5: who reports signs must not learn from a refusal how much legal has written."""
    written = tuple(review(each, 5, 30) for each in range(6))
    legal = fit(LegalFile(1, reviews=written), NOW)[0]
    with pytest.raises(Conflict, match="LEGAL_FILE_FULL"):
        fit(replace(legal, reviews=(*written, review(6, 5, 30))), NOW)
    longest = "\N{GRINNING FACE}" * 300
    for each in range(30):
        sign = SignalEntry(stamp(30 - each), longest)
        legal = fit(replace(legal, signals=(*legal.signals, sign)), NOW)[0]
        assert legal.signals[-1] == sign
    assert legal.reviews == written
    assert fit(LegalFile(1, signals=tuple(SignalEntry(stamp(1), longest) for _ in range(30))), NOW)[0].signals


def test_of_each_child_only_what_counts_of_kin_is_kept() -> None:
    kin = tuple(KinEntry(stamp(400 - each), child=each % 3, concerned=bool(each % 2)) for each in range(300))
    kept = fit(LegalFile(1, kin=kin), NOW)[0].kin
    assert {one.child for one in kept} == {0, 1, 2}
    assert kept == kin[-len(kept) :]


def test_what_was_dropped_is_still_in_the_history(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    legal = LegalFile(number)
    for each in range(14):
        entry = CheckEntry(stamp(30 - each), "accepted", note=f"{each:02}{NOTE}")
        legal = replace(legal, checks=(*legal.checks, entry))
        town.put("legal_file", number, legal)
        with store.reading() as reader:
            file = reader.load_file(number)
        assert file is not None
        legal = file.legal
    assert len(legal.checks) < 14
    with store.reading() as reader:
        told = {check.note[:2] for past in reader.history(number)[1:] for check in _checks(past.records)}
    assert len(told) == 14


def _checks(records: tuple[object, ...]) -> tuple[CheckEntry, ...]:
    return next(each.checks for each in records if isinstance(each, LegalFile))


def test_a_file_full_to_the_last_byte_takes_a_sign_and_the_check_it_opens() -> None:
    reviews = tuple(review(each, 5, 30) for each in range(6))
    spare = next(
        length
        for length in range(700, 0, -1)
        if _fits(LegalFile(1, reviews=(*reviews, replace(review(9, 5, 30), note="n" * length))))
    )
    full = LegalFile(1, reviews=(*reviews, replace(review(9, 5, 30), note="n" * spare)))
    sign, opened = SignalEntry(stamp(0), "\N{GRINNING FACE}" * 300), CheckEntry(stamp(0), "pending")
    told = fit(replace(full, signals=(sign,), checks=(opened,)), NOW)[0]
    assert (told.signals, told.checks, told.reviews) == ((sign,), (opened,), full.reviews)
    again = fit(replace(told, signals=(*told.signals, replace(sign, stamp=stamp(0)))), NOW)[0]
    assert again.checks == (opened,)


def _fits(legal: LegalFile) -> bool:
    try:
        return fit(legal, NOW)[0] == legal
    except Conflict:
        return False
