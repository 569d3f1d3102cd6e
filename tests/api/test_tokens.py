"""Tokens: what a check would answer today, signed; verified offline with the status list, and ended by it."""

import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from service.credentials.issuer import KeyIssuer
from service.credentials.issuing_keys import create_issuing_keys
from service.credentials.key_ring import KeyRing
from service.credentials.token_texts import read_text
from service.credentials.tokens import MOST_BYTES
from service.credentials.verify import Verified, verify_token
from service.registry.status_publishing import publish_status
from service.storage.opening import open_store
from tests.api.office import Office, named, open_office
from tests.api.worlds import NOES, withdraw
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK

NEVER_GIVEN = "1K7F-3M9X-4T8B-2QDY"


def keys(office: Office) -> KeyRing:
    ring: KeyRing = office.ports.issuer.keys.ring()  # type: ignore[attr-defined] # the very keys it signs with
    return ring


def verified(office: Office, text: str) -> Verified:
    status = office.call("GET", "/status/0")
    content = status.content if status.status == 200 else None
    return verify_token(text, keys(office), content, office.ports.clock())


def token_of(office: Office, number: str, role: str = "communications") -> str:
    return str(office.call("GET", f"consents/{number}/token", role).json["address"])


def test_a_token_says_what_a_check_answers_and_ends_with_a_month(office: Office) -> None:
    number = office.consent(office.person(), valid_until="2027-03-20")
    token = office.call("GET", f"consents/{number}/token", "communications").json
    found = verified(office, token["address"])
    assert found == verified(office, token["code"])
    assert bool(found)
    assert (found.id, found.scope, found.channels) == (number, ("photo",), ("facebook", "intranet"))
    assert (token["until"], found.until) == ("2027-02-28", "2027-02-28")
    assert len(read_text(token["address"])) <= MOST_BYTES


def test_a_withdrawal_sets_its_place_at_the_next_publication(office: Office) -> None:
    number, other = office.consent(office.person()), office.consent(office.person("Jean Roy"))
    address, kept = token_of(office, number), token_of(office, other)
    withdraw(office, number)
    publish_status(office.ports)
    assert verified(office, address).usable is False
    assert verified(office, kept).usable is True


def test_a_number_keeps_its_place_and_two_numbers_never_share_one(office: Office) -> None:
    numbers = [office.consent(office.person(name)) for name in ("Ana Roy", "Luc Roy", "Eve Roy")]
    for number in [*numbers, *numbers]:
        token_of(office, number)
    with office.ports.store.reading() as reader:
        places = [one for one in reader.list_status_places(0) if one.citation]
        everyone = reader.list_status_places(0)
    assert len(places) == len({one.index for one in places}) == 3
    assert len({one.index for one in everyone}) == len(everyone) > 1000


@pytest.mark.parametrize(
    "world", [one for one in NOES if one not in {"unknown", "never_asked", "other_channel"}]
)
def test_whatever_the_cause_there_is_no_token_and_one_answer(office: Office, world: str) -> None:
    NOES[world](office)
    with office.ports.store.reading() as reader:
        number = next(consent.id for file in reader.each_file() for consent in file.consents)
    withdrawn = office.consent(office.person("Jean Roy"))
    withdraw(office, withdrawn)
    asked = [f"consents/{one}" for one in (number, withdrawn, NEVER_GIVEN)]
    for what in ("token", "qr.svg", "qr.png"):
        replies = [office.call("GET", f"{one}/{what}", "publisher") for one in asked]
        assert {(reply.status, reply.content) for reply in replies} == {(409, replies[0].content)}
        assert replies[0].json["code"] == "NOT_USABLE"
    with office.ports.store.reading() as reader:
        assert reader.load_status_place(number) is None


def test_a_post_s_number_has_a_token_while_the_post_stands(office: Office) -> None:
    number = office.consent(office.person())
    post = office.post("posts", "publisher", office.post_of(named()))
    token = office.call("GET", f"posts/{post['id']}/token", "publisher").json
    assert verified(office, token["address"]).id == post["citation"]["number"]
    withdraw(office, number)
    publish_status(office.ports)
    assert verified(office, token["address"]).usable is False
    assert office.call("GET", f"posts/{post['id']}/token", "publisher").json["code"] == "NOT_USABLE"


def test_a_list_without_news_changes_too_and_a_stale_one_tells_nothing(office: Office) -> None:
    number = office.consent(office.person())
    address = token_of(office, number)
    first = office.call("GET", "/status/0").content
    publish_status(office.ports)
    second = office.call("GET", "/status/0").content
    assert first != second
    late = office.ports.clock() + timedelta(hours=49)
    assert verify_token(address, keys(office), second, late).usable is None


def test_what_is_usable_decides_and_not_the_paper_s_state(office: Office) -> None:
    number = office.consent(office.person(birth_date="2008-10-20"), valid_until="2027-06-01")
    refused = office.call("GET", f"consents/{number}/token", "communications")
    assert refused.json["code"] == "NOT_USABLE"


def test_a_list_that_does_not_exist_is_not_there(office: Office) -> None:
    assert office.call("GET", "/status/7").status == 404
    assert office.call("GET", "/status/65536").status == 404


def picture(svg: bytes) -> np.ndarray:
    """Draw the dark bars of an SVG as pixels, as a browser would."""
    import re  # noqa: PLC0415 - for this alone

    side = int(re.search(rb'width="(\d+)"', svg)[1])  # type: ignore[index] # it is there, or the test fails
    pixels = np.full((side, side), 255, np.uint8)
    for x, y, width, height in re.findall(rb'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/>', svg):
        pixels[int(y) : int(y) + int(height), int(x) : int(x) + int(width)] = 0
    return pixels


def test_its_code_is_small_and_read_after_what_networks_do_to_pictures(office: Office) -> None:
    number = office.consent(office.person())
    svg = office.call("GET", f"consents/{number}/qr.svg", "communications")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert number.encode() in svg.content
    pixels = picture(svg.content)
    assert pixels.shape[0] <= (53 + 8) * 4
    small = cv2.resize(pixels, (648, 648), interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 50])
    read = zxingcpp.read_barcodes(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE))
    assert [one.text for one in read] == [token_of(office, number)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_picture_is_read_after_what_networks_do_to_pictures(office: Office, language: str) -> None:
    number = office.consent(office.person())
    png = office.call("GET", f"consents/{number}/qr.png?language={language}", "communications")
    assert png.headers["content-type"] == "image/png"
    pixels = cv2.imdecode(np.frombuffer(png.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    scale = 648 / max(pixels.shape)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 50])
    read = zxingcpp.read_barcodes(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE))
    assert [one.text for one in read] == [token_of(office, number)]


def test_the_day_of_issue_is_all_a_token_says_of_when(office: Office) -> None:
    number = office.consent(office.person())
    assert token_of(office, number) == token_of(office, number)


def test_keys_drawn_in_the_evening_sign_tokens_of_that_evening(sqlite_url: str, tmp_path: Path) -> None:
    clock = MovableClock()
    clock.pass_by(hours=8)  # 22:05 in Québec: in UTC it is already tomorrow
    url = "https://aval.example"
    create_issuing_keys(tmp_path, KEK, secrets.token_bytes, url, clock())
    store = open_store(sqlite_url, KEK, clock=clock)
    issuer = KeyIssuer(tmp_path, KEK, url, secrets.token_bytes)
    with open_office(replace(make_ports(store, tmp_path, clock), issuer=issuer)) as office:
        assert verified(office, token_of(office, office.consent(office.person())))
    store.close()
