"""`aval ledger verify` names what was done to a history: cut short, rewritten, put back, or told twice."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.registry import accounts
from service.settings import load_settings
from service.wiring import open_registry, wire
from tests.support.command import Said, run_here


def aval(data: Path, *arguments: str) -> Said:
    return run_here({"AVAL_DATA_DIR": str(data)}, *arguments)


def grow(data: Path, name: str, changes: int) -> None:
    """Make as many changes as fill the padding, and publish."""
    settings = load_settings({"AVAL_DATA_DIR": str(data)})
    store = open_registry(settings)
    ports = wire(settings, store)
    for number in range(changes):
        accounts.add_user(ports, accounts.operator(), f"{name} {number}", ("publisher",))
    store.close()
    assert aval(data, "ledger", "checkpoint").returncode == 0


def run(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "aval.db")) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    assert aval(data, "init").returncode == 0
    assert aval(data, "ledger", "checkpoint").returncode == 0
    return data


def keep(data: Path) -> Path:
    """Lay the database aside, as an old backup would."""
    run(data, "PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(data / "aval.db", data.parent / "older.db"))


def put_back(data: Path, older: Path) -> None:
    for one in data.glob("aval.db*"):
        one.unlink()
    shutil.copy(older, data / "aval.db")


def finding(data: Path) -> tuple[int, str]:
    said = aval(data, "ledger", "verify", "--json")
    return said.returncode, json.loads(said.stdout)["finding"]


def test_a_log_that_only_grew_is_right(data: Path) -> None:
    assert finding(data) == (0, "SAME")


def put_back_older(data: Path) -> None:
    older = keep(data)
    grow(data, "luc", 70)
    put_back(data, older)


def tell_twice(data: Path) -> None:
    older = keep(data)
    grow(data, "luc", 70)
    shutil.copytree(data / "log", data.parent / "log")
    put_back(data, older)
    shutil.rmtree(data / "log")
    grow(data, "eve", 140)
    shutil.rmtree(data / "log")
    shutil.copytree(data.parent / "log", data / "log")


def cut_short(data: Path) -> None:
    run(data, "PRAGMA foreign_keys=OFF")
    run(data, "DELETE FROM leaf WHERE place > 40")


def rewrite(data: Path) -> None:
    run(data, "UPDATE leaf SET entry = (SELECT entry FROM leaf WHERE place = 2) WHERE place = 1")


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (put_back_older, "REPLAYED"),
        (tell_twice, "FORKED"),
        (cut_short, "TRUNCATED"),
        (rewrite, "REWRITTEN"),
    ],
)
def test_each_way_to_change_a_history_has_its_name(
    data: Path, tamper: Callable[[Path], None], found: str
) -> None:
    tamper(data)
    assert finding(data) == (1, found)
