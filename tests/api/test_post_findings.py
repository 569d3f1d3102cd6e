"""What is found in a post's text, beside the answer: the same whoever is known, and one no for numbers.

Seen to fail: with a number known told otherwise than one that is not, and with a number's post decided over
only where there is one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest

from service.domain.captions.reading import SEVERITIES
from service.registry.post_findings import NUMBER_SEVERITIES
from tests.api.office import Body, Office, named
from tests.api.test_one_refusal import masked
from tests.api.worlds import NOES, withdraw
from tests.promises.two_lines import overheard

UNKNOWN = "1ABC-DEFG-HJKM-NPSC"
MISTYPED = "1K7F-3M9X-4T8B-2QDX"
NAMED = "Merci à Zoé Tremblay, au 418 555-0199!"
Found = list[tuple[str, str]]


def found(office: Office, text: str, *people: Body, **more: object) -> Found:
    body = office.post_of(*(people or (named(),)), text=text, **more)
    checked = office.post("posts/check", "publisher", body)
    assert (checked["clearance"] is not None) == (
        checked["answer"] == "yes" and all(one["severity"] != "block" for one in checked["findings"])
    )
    return [(text[one["start"] : one["end"]], one["code"]) for one in checked["findings"] if "start" in one]


def test_the_text_says_the_same_of_an_empty_registry_and_of_one_that_knows_the_name(office: Office) -> None:
    empty = found(office, NAMED)
    office.consent(office.person())
    office.consent(office.person("Zoé Tremblay"))
    assert found(office, NAMED) == empty
    assert empty == [("Zoé Tremblay", "NAME_NOT_CITED"), ("418 555-0199", "TELEPHONE")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Merci à Camille Roy!", []),
        ("Merci à Zoé Tremblay!", ["NAME_NOT_CITED"]),
        ("Écrivez à zoe@exemple.ca.", ["EMAIL"]),
        ("Passez au 12, rue des Pins.", ["POSTAL_ADDRESS"]),
        ("TREM 1234 5678", ["HEALTH_INSURANCE_NUMBER"]),
        ("NOUVELLE IMPORTANTE", ["CAPITALS"]),
        ("Elle a un cancer.", ["CARE_WORD"]),
        (f"Merci! {MISTYPED}", ["ID_CHECK"]),
        (f"Merci! {UNKNOWN}", ["ID_NOT_USABLE"]),
    ],
)
def test_each_finding_is_told_and_what_blocks_gives_no_clearance(
    office: Office, text: str, codes: list[str]
) -> None:
    office.consent(office.person())
    assert [code for _, code in found(office, text)] == codes
    blocks = any((SEVERITIES | NUMBER_SEVERITIES)[code] == "block" for code in codes)
    registered = office.call("POST", "posts", "publisher", office.post_of(named(), text=text))
    assert registered.status == ((422 if "INSURANCE" in codes[0] else 409) if blocks else 201)
    if blocks:
        assert office.call("GET", "posts", "publisher").json["items"] == []
    if registered.status == 409:
        assert {one["pointer"] for one in registered.json["errors"]} == {"/text"}


def test_the_answer_stays_the_peoples_whatever_stands_in_the_text(office: Office) -> None:
    number = office.consent(office.person())
    checked = office.post("posts/check", "publisher", office.post_of(named(), text=NAMED))
    assert (checked["answer"], checked["cite"], checked["clearance"]) == ("yes", [number], None)
    assert checked["people"][0]["answer"] == "yes"


def test_a_stranger_whose_name_is_typed_may_be_named_in_the_text(office: Office) -> None:
    minister = {"unregistered": True, "role": "public_figure", "adult": True}
    office.consent(office.person())
    text = "Camille Roy et la ministre Zoé Tremblay."
    assert found(office, text, named(), minister) == [("Zoé Tremblay", "NAME_NOT_CITED")]
    assert found(office, text, named(), minister | {"name": "Zoé Tremblay"}) == []


def test_the_houses_own_contacts_are_for_everyone(office: Office) -> None:
    office.consent(office.person())
    house = {"phone": "418 555-0100", "email": "communications@exemple.ca"}
    text = f"Écrivez-nous : {house['phone']}, {house['email']}, ou au 418 555-0101."
    with told(office, house):
        assert found(office, text) == [("418 555-0101", "TELEPHONE")]


def test_a_number_of_someone_in_the_post_is_no_finding_in_any_spelling(office: Office) -> None:
    number = office.consent(office.person())
    plain = number.replace("-", "").lower()
    assert found(office, f"Autorisations : {number}, {plain}") == []
    beside = office.post_of(named(), consents=[plain])
    assert office.post("posts/check", "publisher", beside)["findings"] == []


def test_a_number_that_nobody_in_the_post_is_behind_is_told_of(office: Office) -> None:
    office.consent(office.person())
    other = office.consent(office.person("Ana Roy"))
    assert found(office, f"Merci! {other}") == [(other, "ID_NOT_SHOWN")]
    assert found(office, f"Merci! {other}", named(), named("Ana Roy")) == []


def test_a_number_beside_the_text_is_pointed_at_by_its_place(office: Office) -> None:
    number = office.consent(office.person())
    body = office.post_of(named(), consents=[number, UNKNOWN, MISTYPED])
    assert office.post("posts/check", "publisher", body)["findings"] == [
        {"code": "ID_CHECK", "severity": "warn", "consent": 2},
        {"code": "ID_NOT_USABLE", "severity": "block", "consent": 1},
    ]
    refused = office.call("POST", "posts", "publisher", body).json
    assert refused["errors"] == [{"pointer": "/consents/1", "code": "ID_NOT_USABLE", "detail": ""}]


def test_a_posts_own_number_may_stand_in_its_text_and_in_no_other(office: Office) -> None:
    for name in ("Camille Roy", "Ana Roy"):
        office.consent(office.person(name))
    line = office.post("posts", "publisher", office.post_of(named()))["citation"]["line"]
    assert found(office, f"Merci! {line}") == []
    assert [code for _, code in found(office, f"Merci! {line}", named("Ana Roy"))] == ["ID_NOT_SHOWN"]


@contextmanager
def told(office: Office, house: dict[str, str]) -> Iterator[None]:
    """Let the establishment say its contacts for a while."""
    kept = cast("dict[str, str]", office.ports.establishment)
    kept.update(house)
    yield
    for key in house:
        del kept[key]


def of_number(office: Office, number: str, role: str = "publisher") -> tuple[object, int]:
    """Cite a number and nobody's; return all that is answered, and how many statements it took."""
    body = office.post_of({"unregistered": True, "role": "visitor", "adult": True}, text=f"Merci! {number}")
    office.token(role)
    with overheard() as heard:
        reply = office.call("POST", "posts/check", role, body)
    return masked(reply), len(heard)


@pytest.mark.parametrize("world", NOES)
def test_a_number_refused_is_the_number_nobody_has_in_bytes_and_statements(
    office: Office, world: str
) -> None:
    NOES[world](office)
    items = office.call("GET", "people?q=noe", "legal").json["items"]
    numbers = [one["id"] for person in items for one in person["consents"]]
    for number in numbers or [UNKNOWN]:
        assert of_number(office, number) == of_number(office, UNKNOWN)


def test_a_posts_number_that_fell_is_the_number_nobody_has(office: Office) -> None:
    number = office.consent(office.person())
    post = office.post("posts", "publisher", office.post_of(named()))
    usable = of_number(office, post["citation"]["number"])
    assert usable != of_number(office, UNKNOWN)
    withdraw(office, number)
    assert of_number(office, post["citation"]["number"]) == of_number(office, UNKNOWN)


def test_whom_a_number_met_is_in_the_access_log(office: Office) -> None:
    number = office.consent(office.person())
    of_number(office, number)
    noted = office.ports.store.list_accesses(None, 100)
    assert [1] in [[seen.person for seen in one.seen] for one in noted if one.action == "post_check"]
