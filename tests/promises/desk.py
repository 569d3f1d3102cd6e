"""What a communications desk and a publisher send, through any connection they happen to have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.promises.lines import Line, Sent
from tests.support.days import today

BORN = "1984-03-27"
API = "/api/v1"
POST = {"medium": "photo", "channel": "facebook", "purpose": "information"}
"""What every question here asks about, and every paper here grants."""

Pick = Callable[[], Line]
"""Which connection the next request takes."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Someone with a paper in force, as communications know them and as publishers ask."""

    name: str
    person: str
    consent: str

    def named(self) -> dict[str, str]:
        return {"name": self.name, "birth_date": BORN}


@dataclass(frozen=True, slots=True)
class Desk:
    """Two programs at work: one registers and withdraws, the other asks and publishes."""

    pick: Pick
    communications: str
    publisher: str

    def send(self, path: str, body: object, token: str | None = None, **headers: str) -> Sent:
        """Send one POST as communications, or with another token."""
        return self.pick().ask("POST", API + path, token or self.communications, body, **headers)

    def register(self, name: str, **headers: str) -> Signed:
        """Register an adult and a paper, and put it in force; each step must be answered well."""
        person = done(self.send("/people", person_of(name), **headers), 201)["id"]
        consent = done(self.send("/consents", paper_of(person, name), **headers), 201)["id"]
        done(self.send(f"/consents/{consent}/confirmation", {"verified": True}), 200)
        return Signed(name, person, consent)

    def check(self, who: object) -> str:
        """Ask as a publisher whether someone may appear; return the answer."""
        asked = {"who": who, "on": today().isoformat(), **POST}
        return str(done(self.send("/checks", asked, self.publisher), 200)["answer"])

    def withdraw(self, consent: str, **headers: str) -> Sent:
        """Take a paper back, whole."""
        said = {"received_on": today().isoformat(), "by": "person", "how": "phone"}
        return self.send(f"/consents/{consent}/withdrawal", said, **headers)

    def attach(self, consent: str, content: bytes) -> Sent:
        """Send the original of a paper."""
        body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%b\r\n--x--\r\n'
        path, kind = f"{API}/consents/{consent}/document", "multipart/form-data; boundary=x"
        return self.pick().ask("PUT", path, self.communications, body % content, Content_Type=kind)

    def post(self, who: object) -> Sent:
        """Register a post that shows someone."""
        asked = {"text": "Merci!", "people": [who], "on": today().isoformat(), **POST}
        return self.send("/posts", asked, self.publisher)

    def publish(self, post: str) -> Sent:
        """Confirm that a post is out."""
        out = {"url": "https://exemple.ca/1", "published_at": datetime.now(UTC).isoformat()}
        return self.send(f"/posts/{post}/published", out, self.publisher)


def person_of(name: str) -> dict[str, object]:
    return {"names": {"display": name}, "birth_date": BORN, "roles": ["user"]}


def paper_of(person: str, name: str) -> dict[str, object]:
    signed_on = (today() - timedelta(days=10)).isoformat()
    signature = {"signer": "self", "name": name, "signed_on": signed_on, "method": "paper"}
    return {
        "person_id": person,
        "form": "adult",
        "language": "fr",
        "signatures": [signature],
        "media": [POST["medium"]],
        "channels": [POST["channel"]],
        "purposes": [POST["purpose"]],
        "valid_until": (today() + timedelta(days=300)).isoformat(),
    }


def done(sent: Sent, status: int) -> Any:  # noqa: ANN401 - JSON
    """Return the document of an answer that must have this status."""
    assert sent.status == status, sent.body.decode()
    return sent.document
