"""PocketBase beside us: the same people as plain rows, asked for by the same names and birth dates."""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from urllib.request import Request, urlopen

from scripts.benchmarks.people import name_and_birth
from scripts.benchmarks.servers import serving_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.benchmarks.servers import Server

_MAIL: Final = "bench@example.org"
_FIELDS: Final = ("name", "born", "medium", "channel", "purpose", "signed")
_COLLECTION: Final[dict[str, Any]] = {
    "name": "people",
    "type": "base",
    "listRule": '@request.auth.id != ""',
    "fields": [{"name": field, "type": "text"} for field in _FIELDS],
    "indexes": ["CREATE INDEX people_asked ON people (name, born)"],
}


class PocketBaseMissing(Exception):
    """The program `pocketbase` is not installed."""


@contextmanager
def serving_pocketbase(folder: Path, people: int) -> Iterator[tuple[Server, str]]:
    """Serve so many fictional people, with the token of somebody who signed in."""
    program = shutil.which("pocketbase", path=Path(sys.executable).parent)
    if program is None:
        raise PocketBaseMissing
    data, password = folder / "pb_data", secrets.token_urlsafe(16)
    where = ["--dir", str(data)]
    make = [program, "superuser", "upsert", _MAIL, password, *where]
    subprocess.run(make, check=True, capture_output=True, cwd=folder)  # noqa: S603 - the peer measured
    command = [program, "serve", *where, "--hooksDir", str(folder / "none"), "--http"]
    with serving_command(command, folder) as server:
        token = _token(server, password)
        _ask(server, "/api/collections", token, _COLLECTION)
    _fill(data / "data.db", people)
    with serving_command(command, folder) as server:
        yield server, _token(server, password)


def list_path(numbers: Sequence[int]) -> str:
    """Return the address that asks for these people at once: name and birth date of one, or of another."""
    asked = (name_and_birth(number) for number in numbers)
    wanted = "||".join(f"(name='{name}'&&born='{born.isoformat()}')" for name, born in asked)
    listed = f"perPage={len(numbers)}&skipTotal=1&filter={quote(wanted)}"
    return f"/api/collections/people/records?{listed}"


def _fill(database: Path, people: int) -> None:
    rows = (
        (f"{number:015d}", name, born.isoformat(), "photo", "facebook", "information", "2026-01-15")
        for number in range(1, people + 1)
        for name, born in [name_and_birth(number)]
    )
    columns = ", ".join(("id", *_FIELDS))
    with sqlite3.connect(database) as connection:
        connection.executemany(f"INSERT INTO people ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - fixed names
        connection.execute("ANALYZE")
    connection.close()


def _token(server: Server, password: str) -> str:
    signed_in = {"identity": _MAIL, "password": password}
    return str(_ask(server, "/api/collections/_superusers/auth-with-password", "", signed_in)["token"])


def _ask(server: Server, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Authorization": token}
    asked = Request(f"http://127.0.0.1:{server.port}{path}", json.dumps(body).encode(), headers)
    with urlopen(asked, timeout=30) as answer:  # noqa: S310 - likewise
        found: dict[str, Any] = json.load(answer)
    return found
