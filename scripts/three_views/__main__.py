"""Serve a demonstration, show one protected child to three roles, before and after an order is verified."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from scripts.three_views.shots import Camera, beside
from tests.support.browser import FLAGS
from tests.support.live import run_server
from tests.support.parts import find_chromium

if TYPE_CHECKING:
    from tests.support.live import LiveServer

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
CHILD: Final = "Noé Sapinois"
LANGUAGES: Final = ("fr", "en")


def take_all(server: LiveServer) -> None:
    """Take the pictures without an order, then with one that a second person verified."""
    tokens = [server.token("legal") for _ in range(2)]
    _, found = server.call("GET", f"/api/v1/people?q={quote(CHILD)}", tokens[0])
    child = found["items"][0]
    _take(server, child, "without-order")
    _order(server, child["id"], tokens)
    _take(server, child, "with-order")


def _take(server: LiveServer, child: dict[str, str], stage: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for language in LANGUAGES:
            camera = Camera(chromium, server.url, language)
            asked = (CHILD, child["birth_date"])
            views = [camera.answer(role, asked) for role in ("publication", "communications")]
            views.append(camera.legal_file(child["id"]))
            path = PICTURES / f"one-child-{stage}-{language}.png"
            beside(views).save(path, optimize=True)
            sys.stdout.write(f"{path.name} {path.stat().st_size // 1024} kB\n")
        chromium.close()


def _order(server: LiveServer, child: str, tokens: list[str]) -> None:
    """Enter an order for photos on Facebook, without the name, and have a second person verify it."""
    day = datetime.now(UTC).date() - timedelta(days=3)
    body = {
        "court": "CQ_youth",
        "file_number": "110-41-900123-259",
        "order_date": day.isoformat(),
        "valid_from": day.isoformat(),
        "valid_to": (day + timedelta(days=300)).isoformat(),
        "person_ids": [child],
        "media": ["photo"],
        "channels": ["facebook"],
        "purposes": ["promotion"],
        "conditions": ["no_name"],
        "statute_cited": "LPJ, art. 9.3",
    }
    status, entered = server.call("POST", "/api/v1/court-orders", tokens[0], body)
    assert status == HTTPStatus.CREATED, entered  # noqa: S101 - a script that must not go on
    path = f"/api/v1/court-orders/{entered['id']}/verification"
    status, told = server.call("POST", path, tokens[1], {"outcome": "verified", "note": ""})
    assert status == HTTPStatus.OK, told  # noqa: S101 - likewise


if __name__ == "__main__":
    with TemporaryDirectory() as folder, run_server(Path(folder) / "data") as running:
        running.aval("demo")
        take_all(running)
