"""The application as it is served: what is no page and no route is refused in the API's one way."""

from pathlib import Path

from starlette.testclient import TestClient

from service.server import create_application
from service.settings import load_settings
from service.wiring import init


def test_places_that_are_not_there_are_problems_unless_they_are_pages(tmp_path: Path) -> None:
    settings = load_settings({"AVAL_DATA_DIR": str(tmp_path / "var"), "AVAL_FIXED_ANSWER_MS": "0"})
    init(settings)
    with TestClient(create_application(settings)) as client:
        for method, path, status, code in [
            ("GET", "/api/v2/people", 404, "NOT_FOUND"),
            ("GET", "/api/v1", 404, "NOT_FOUND"),
            ("GET", "/v/1K7F-3M9X-4T8B-2QDY/more", 404, "NOT_FOUND"),
            ("POST", "/v/1K7F-3M9X-4T8B-2QDY", 405, "METHOD_NOT_ALLOWED"),
        ]:
            reply = client.request(method, path)
            assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
            assert reply.json()["code"] == code
        page = client.get("/nulle-part")
        assert (page.status_code, page.headers["content-type"][:9]) == (404, "text/html")
