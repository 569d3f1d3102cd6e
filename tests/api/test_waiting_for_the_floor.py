"""Which answers wait for the floor: all that decide about people, or say what was decided.

Seen to fail: without receipts of checks, by the API and by the page, and with one floor for a number.
"""

import pytest

from service.api.app import FLOORS_OF_A_NUMBER, floors_of
from service.web import pages

NUMBER = "1K7F-3M9X-4T8B-2QDY"


@pytest.mark.parametrize(
    ("path", "floors"),
    [
        ("checks", 1),
        ("checks/c0/receipt", 1),
        ("posts", 1),
        ("posts/check", 1),
        ("posts/p0/published", 1),
        ("posts/p0/copies", 1),
        ("events/e0/roster", 1),
        ("gate", 1),
        (f"consents/{NUMBER}/token", FLOORS_OF_A_NUMBER),
        (f"consents/{NUMBER}/qr.svg", FLOORS_OF_A_NUMBER),
        (f"consents/{NUMBER}/qr.png", FLOORS_OF_A_NUMBER),
        ("posts/p0/token", FLOORS_OF_A_NUMBER),
        ("incidents", 0),
    ],
)
def test_a_route_waits(path: str, floors: int) -> None:
    assert floors_of({"path": f"/api/v1/{path}", "method": "POST"}) == floors


def test_a_number_waits_as_long_whoever_is_behind_it() -> None:
    assert floors_of({"path": f"/v/{NUMBER}", "method": "GET"}) == FLOORS_OF_A_NUMBER > 1


@pytest.mark.parametrize(
    "path",
    [
        "/qui-peut-paraitre/reponse",
        "/ou-peut-elle-paraitre/reponse",
        "/verifier-une-publication/reponse",
        "/recus/c0",
    ],
)
def test_a_page_waits(path: str) -> None:
    assert pages.is_held({"path": path, "method": "GET"})
