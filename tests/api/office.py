"""People at work with the API: who calls, what they register, and what they are answered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from service.api.app import SUBJECTS, ApiOptions, DesksFirst, create_api, is_held
from service.api.checks import Running, in_line
from service.api.public import public_routes
from service.http.doors import Doors
from service.http.limiter import PublisherLimit
from service.registry import accounts
from service.registry.ports import Ports
from tests.support.routes import share_routes

ROLES = ("communications", "legal", "publisher", "quality", "auditor", "admin")
Body = Mapping[str, Any]

BORN = "1984-03-27"
QUESTION: Body = {"medium": "photo", "channel": "facebook", "purpose": "information", "on": "2026-10-13"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, headers as sent, and the document."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    json: Any


@dataclass(slots=True)
class Office:
    """A registry behind its API, and a token for each role."""

    ports: Ports
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)

    def call(
        self, method: str, path: str, role: str | None = None, body: object = None, **headers: str
    ) -> Reply:
        """Send one request; `Idempotency_Key="1"` is a header."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if role is not None:
            sent["Authorization"] = f"Bearer {self.token(role)}"
        address = path if path.startswith("/") else f"/api/v1/{path}"
        reply = self.client.request(method, address, json=body, headers=sent)
        json = reply.json() if "json" in reply.headers.get("content-type", "") else None
        return Reply(reply.status_code, reply.headers, reply.content, json)

    def post(self, path: str, role: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401 - JSON
        """Send a POST that succeeds, and return the document."""
        reply = self.call("POST", path, role, body, **headers)
        assert reply.status in {200, 201, 202}, reply.content
        return reply.json

    def token(self, role: str) -> str:
        """Return the token of a role; `legal two` is another user of legal."""
        if role not in self.tokens:
            operator = accounts.operator()
            self.tokens[role] = accounts.create_token(self.ports, operator, role, role.split(maxsplit=1)[0])
        return self.tokens[role]

    def person(self, name: str = "Camille Roy", **more: object) -> str:
        """Register someone, born in 1984 unless said otherwise; return the reference."""
        body = {"names": {"display": name}, "birth_date": BORN, "roles": ["user"]} | more
        return str(self.post("people", "communications", body)["id"])

    def consent(self, person: str, *, confirmed: bool = True, **more: object) -> str:
        """Register a signed form, and confirm it; return the number to cite."""
        number = str(self.post("consents", "communications", signed(person, **more))["id"])
        if confirmed:
            self.post(f"consents/{number}/confirmation", "communications")
        return number

    def ask(self, who: Body, role: str = "publisher", **more: object) -> Any:  # noqa: ANN401 - JSON
        """Ask one question that is answered; return the document."""
        return self.post("checks", role, {**QUESTION, "who": who, **more})

    def post_of(self, *people: Body, **more: object) -> dict[str, Any]:
        """Make the body of a post that shows these people."""
        return {**QUESTION, "people": list(people), "text": "Merci!", **more}


def named(name: str = "Camille Roy", born: str = BORN) -> Body:
    return {"name": name, "birth_date": born}


def signed(person: str, **more: object) -> dict[str, object]:
    """A paper form of an adult, signed and seen: photo on Facebook and the intranet, to inform."""
    signature = {
        "signer": "self",
        "name": "Camille Roy",
        "signed_on": "2026-10-01",
        "method": "paper",
        "verified": True,
    }
    return {
        "person_id": person,
        "form": "adult",
        "language": "fr",
        "signatures": [signature],
        "media": ["photo"],
        "channels": ["facebook", "intranet"],
        "purposes": ["information"],
        **more,
    }


@contextmanager
def open_office(ports: Ports, *, a_minute: int | None = None, running: Running = in_line) -> Iterator[Office]:
    """Serve the API in this process, behind the doors of the product."""
    api = create_api(ports, ApiOptions(PublisherLimit(a_minute), running))
    share_routes(api, (subject.routes for subject in SUBJECTS))
    inner = Starlette(routes=[*public_routes(ports), Mount("/api/v1", api)])
    doors = Doors(https=False, floor_ms=0, stop_on=(), stop=lambda _: None)
    app = doors.before(DesksFirst(inner, api), is_held)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield Office(ports, client)
