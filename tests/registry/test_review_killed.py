"""A kill in the middle of the morning's walk loses nothing: each fallen post is listed, and listed once.

Seen to fail: with the place of the walk noted before its batch is kept (posts are skipped).
"""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests.registry.following import House, house, made_folder, sqlite_store, sqlite_url

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]

ROOT = Path(__file__).resolve().parents[2]


def walk_and_die(house: House, url: str, folder: Path, batches: int) -> None:
    given = [url, house.clock().isoformat(), str(batches)]
    command = [sys.executable, "-m", "tests.registry.review_killed", *given]
    killed = subprocess.run(
        command, cwd=ROOT, env={"PATH": "", "TMPDIR": str(folder)}, timeout=60, check=False
    )
    assert killed.returncode == -9


@pytest.mark.long
def test_a_killed_walk_is_taken_up_where_it_was(house: House, sqlite_url: str, tmp_path: Path) -> None:
    ending = house.signed("Ana", valid_until=house.registrar.day)
    standing = house.signed("Bea")
    fallen = [house.out(ending).number for _ in range(30)]
    live = [house.out(standing).number for _ in range(10)]
    house.clock.pass_by(days=1)
    for batches, listed in ((2, 0), (3, 15), (0, 15)):
        walk_and_die(house, sqlite_url, tmp_path, batches)
        assert len(house.takedowns()) == listed
        house.clock.now += timedelta(hours=3)
    house.sent()
    met = Counter(one.post for one in house.takedowns())
    assert met == Counter(fallen)
    assert {house.post(number).state for number in live} == {"published"}
