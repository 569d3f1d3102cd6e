"""What anyone may ask: a number's standing, one constant for all that may not be used; health."""

import pytest

from tests.api.office import Office, named
from tests.api.worlds import NOES, withdraw

UNKNOWN = "1K7F-3M9X-4T8B-2QDY"


def test_a_number_tells_what_it_may_be_used_for_today(office: Office) -> None:
    number = office.consent(office.person(), valid_until="2026-10-20")
    shown = office.call("GET", f"/v/{number}").json
    assert shown == {
        "id": number,
        "usable": True,
        "until": "2026-10-18",
        "scope": {"media": ["photo"], "channels": ["facebook", "intranet"]},
    }
    assert office.call("GET", f"/v/{number.replace('-', '').lower()}").json == shown


def test_a_post_s_number_is_usable_while_all_it_stands_for_is(office: Office) -> None:
    number = office.consent(office.person())
    citation = office.post("posts", "publisher", office.post_of(named()))["citation"]["number"]
    assert office.call("GET", f"/v/{citation}").json["usable"] is True
    withdraw(office, number)
    assert office.call("GET", f"/v/{citation}").json == unusable(citation)


@pytest.mark.parametrize("world", [name for name in NOES if name not in {"unknown", "never_asked"}])
def test_everything_else_is_one_constant(office: Office, world: str) -> None:
    NOES[world](office)
    with office.ports.store.reading() as reader:
        numbers = [consent.id for file in reader.each_file() for consent in file.consents]
    (number,) = ("-".join(one[at : at + 4] for at in range(0, 16, 4)) for one in numbers)
    known, nobody = office.call("GET", f"/v/{number}"), office.call("GET", f"/v/{UNKNOWN}")
    if world != "other_channel":
        assert known.content.replace(number.encode(), UNKNOWN.encode()) == nobody.content
        assert list(known.headers.items()) == list(nobody.headers.items())
        assert (known.status, known.json) == (200, unusable(number))


def unusable(number: str) -> dict[str, object]:
    return {"id": number, "usable": False, "until": None, "scope": None}


@pytest.mark.parametrize("number", ["1K7F-3M9X-4T8B-2QDZ", "1K7F", "hello", "UK7F-3M9X-4T8B-2QDY"])
def test_what_cannot_be_a_number_is_a_bad_request(refusing: Office, number: str) -> None:
    reply = refusing.call("GET", f"/v/{number}")
    assert (reply.status, reply.headers["content-type"]) == (400, "application/problem+json")


def test_health_says_nothing_more(refusing: Office) -> None:
    assert refusing.call("GET", "/healthz").json == {"status": "ok"}
    assert refusing.call("GET", "/readyz").json == {"status": "ready"}
