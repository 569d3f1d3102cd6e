"""P5: to a publisher every no is the no of someone nobody knows, in every byte, and every yes has one shape.

Seen to fail: with the reasons that communications read shown to publishers too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from service.registry import accounts
from service.registry.court_orders import stay_order
from service.registry.people_records import PersonRecord
from service.registry.protecting import NewProtection, record_protection
from tests.promises.desk import API, POST
from tests.promises.lines import Line, Sent
from tests.promises.registrar import Registrar, open_registrar
from tests.promises.running import Running, running
from tests.support.days import today

BORN = date(2015, 2, 3)
EMAIL, PASSWORD = "publi@exemple.ca", "une phrase facile"
ORIGIN = "http://aval.test"
LIMITS = ("no_name", "no_tag")
MASKS = (
    (re.compile(rb'"(id|receipt)":"[a-z2-7]{26}"'), rb'"\1":"."'),
    (re.compile(rb'"time":"[^"]{20}"'), rb'"time":"."'),
    (re.compile(rb'"tree_size":"[0-9]{12}"'), rb'"tree_size":"."'),
    (re.compile(rb"1[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){3}"), b"NUMBER"),
    (re.compile(rb"[0-9a-f]{32}"), b"TICKET"),
    (re.compile(rb"/recus/[a-z2-7]{26}"), b"RECEIPT"),
    (re.compile(rb"\d{1,2}(?:\xc2\xa0| )?(?:h|:)(?:\xc2\xa0| )?\d\d(?: [ap]\.m\.)?"), b"HOUR"),
)
"""Ids and times of fixed length, and the hour an answer page was made."""


@dataclass(frozen=True, slots=True)
class Town:
    """A served registry in which one person is in each situation, and connections to ask about them."""

    server: Running
    line: Line
    numbers: dict[str, str]

    def check(self, who: dict[str, str], day: date) -> Sent:
        asked = {"who": who, "on": day.isoformat(), **POST}
        return self.line.ask("POST", f"{API}/checks", self.server.token("publisher"), asked)


def name_of(case: str) -> str:
    """Return the name of whoever is in a situation: all names are of one length."""
    return f"Camille {case.replace('_', '').capitalize():a<24}"


def _as_anyone(registrar: Registrar, person: PersonRecord) -> None:
    """Register someone and nothing more."""


def _refused(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person, "no")
    r.checked(person, "none")


def _withdrawn(r: Registrar, person: PersonRecord) -> None:
    r.withdraw(r.in_force(person))
    r.checked(person, "none")


def _expired(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person, valid_until=r.day - timedelta(days=1))
    r.checked(person, "none")


def _draft(r: Registrar, person: PersonRecord) -> None:
    r.paper(person)
    r.checked(person, "none")


def _not_yet_checked(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person)


def _check_rejected(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person)
    r.checked(person, "unknown", "rejected")


def _protected(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person)
    r.checked(person, "active")


def _formerly_protected(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person)
    ended = r.day - timedelta(days=90)
    new = NewProtection("ended", since=r.day - timedelta(days=900), ended=ended, source="Répondante")
    record_protection(r.ports, r.legal, person.number, new)
    r.checked(person, "ended")


def _order_entered(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    r.order(person, LIMITS)


def _order_rejected(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    r.verify(r.order(person), "rejected")


def _order_stayed(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    order = r.order(person)
    r.verify(order)
    stay_order(r.ports, r.legal, order, stayed=True)


def _order_ended(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    r.ordered(person, valid_to=r.day - timedelta(days=1))


def _order_of_other_uses(r: Registrar, person: PersonRecord) -> None:
    r.checked(person, "active")
    r.ordered(person, dispenses_consent=True, valid_from=r.day + timedelta(days=40))


REFUSED: dict[str, Callable[[Registrar, PersonRecord], None]] = {
    "never_asked": _as_anyone,
    "refused": _refused,
    "withdrawn": _withdrawn,
    "expired": _expired,
    "not_confirmed": _draft,
    "not_yet_checked": _not_yet_checked,
    "check_rejected": _check_rejected,
    "protected": _protected,
    "formerly_protected": _formerly_protected,
    "order_entered_only": _order_entered,
    "order_rejected": _order_rejected,
    "order_stayed": _order_stayed,
    "order_ended": _order_ended,
    "order_not_yet": _order_of_other_uses,
}


def _paper(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person)
    r.checked(person, "none")


def _paper_with_limits(r: Registrar, person: PersonRecord) -> None:
    r.in_force(person, "yes_with_limits", limits=LIMITS)
    r.checked(person, "none")


def _order(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    r.ordered(person, valid_to=r.day + timedelta(days=300))


def _order_with_conditions(r: Registrar, person: PersonRecord) -> None:
    _protected(r, person)
    r.ordered(person, LIMITS)


def _order_that_dispenses(r: Registrar, person: PersonRecord) -> None:
    r.checked(person, "active")
    r.ordered(person, dispenses_consent=True)


def _order_that_dispenses_with_conditions(r: Registrar, person: PersonRecord) -> None:
    r.checked(person, "active")
    r.ordered(person, LIMITS, dispenses_consent=True)


ALLOWED: dict[str, dict[str, Callable[[Registrar, PersonRecord], None]]] = {
    "yes": {"paper": _paper, "order_and_paper": _order, "order_alone": _order_that_dispenses},
    "yes_with_conditions": {
        "paper_limits": _paper_with_limits,
        "order_paper_limits": _order_with_conditions,
        "order_alone_limits": _order_that_dispenses_with_conditions,
    },
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One registry with someone in every situation."""
    with running(tmp_path_factory.mktemp("town") / "data") as server:
        with server.opened() as ports:
            registrar = open_registrar(ports)
            numbers = _settle(registrar)
            operator = accounts.operator()
            user = accounts.add_user(ports, operator, "Publi", ("publisher",), email=EMAIL)
            accounts.set_password(ports, accounts.issue_link(ports, operator, user.number), PASSWORD)
        line = Line(server.url)
        yield Town(server, line, numbers)
        line.close()


def _settle(registrar: Registrar) -> dict[str, str]:
    """Bring people into their situations; return the number that stands for each, if there is one."""
    allowed = {case: settle for cases in ALLOWED.values() for case, settle in cases.items()}
    numbers: dict[str, str] = {}
    for case, settle in {**REFUSED, **allowed}.items():
        person = registrar.person(name_of(case), BORN)
        settle(registrar, person)
        with registrar.ports.store.reading() as reader:
            file = reader.load_file(person.number)
        papers = [consent.id for consent in file.consents] if file else []
        numbers |= {case: papers[0]} if papers else {}
    return numbers


def by_name(case: str) -> dict[str, str]:
    return {"name": name_of(case), "birth_date": BORN.isoformat()}


Masked = tuple[int, tuple[tuple[str, str], ...], bytes]


def masked(sent: Sent, *typed: str) -> Masked:
    """Hide ids, times, and what was typed: what is left must be the same for all."""
    body = sent.body
    for word in typed:
        body = body.replace(word.encode(), b"TYPED")
    for pattern, mask in MASKS:
        body = pattern.sub(mask, body)
    headers = tuple((name, "." if name.lower() == "date" else value) for name, value in sent.headers)
    return sent.status, headers, body


def test_every_no_by_name_is_the_no_of_someone_unknown(town: Town) -> None:
    unknown = masked(town.check(by_name("unknown"), today()))
    assert b'"answer":"no"' in unknown[2]
    others = {case: masked(town.check(by_name(case), today())) for case in REFUSED}
    assert {case: other for case, other in others.items() if other != unknown} == {}


def test_whoever_may_appear_nowhere_is_someone_unknown(town: Town) -> None:
    def where(case: str) -> object:
        use = {key: value for key, value in POST.items() if key != "channel"}
        asked = {"who": by_name(case), "on": today().isoformat(), **use}
        return masked(town.line.ask("POST", f"{API}/channels", town.server.token("publisher"), asked))

    unknown = where("unknown")
    assert b'"channels":[]' in str(unknown).encode()
    assert {case: where(case) for case in REFUSED if where(case) != unknown} == {}


def test_every_no_by_number_is_the_no_of_a_number_never_given(town: Town) -> None:
    unknown = masked(town.check({"consent_id": "1K7F-3M9X-4T8B-2QDY"}, today()))
    assert b'"answer":"no"' in unknown[2]
    cases = {case: town.numbers[case] for case in REFUSED if case in town.numbers}
    others = {case: masked(town.check({"consent_id": number}, today())) for case, number in cases.items()}
    assert len(others) >= 10
    assert {case: other for case, other in others.items() if other != unknown} == {}


@pytest.mark.parametrize("path", ["/posts/check", "/posts"])
def test_every_no_to_a_post_is_the_no_of_someone_unknown(town: Town, path: str) -> None:
    def post(case: str) -> object:
        asked = {"text": "Merci!", "people": [by_name(case)], "on": today().isoformat(), **POST}
        return masked(town.line.ask("POST", API + path, town.server.token("publisher"), asked))

    unknown = post("unknown")
    assert {case: post(case) for case in REFUSED if post(case) != unknown} == {}


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_a_number_that_may_not_be_used_looks_like_one_never_given(town: Town, kind: str) -> None:
    def standing(number: str) -> object:
        return masked(town.line.ask("GET", f"/v/{number}", Accept=kind), number)

    unknown = standing("1K7F3M9X4T8B2QDY")
    cases = {case: town.numbers[case] for case in REFUSED if case in town.numbers}
    assert {case: standing(number) for case, number in cases.items() if standing(number) != unknown} == {}


@pytest.mark.parametrize(("answer", "cases"), ALLOWED.items())
def test_every_yes_has_one_shape_whatever_it_rests_on(
    town: Town, answer: str, cases: dict[str, object]
) -> None:
    shapes = {case: masked(town.check(by_name(case), today())) for case in cases}
    first = shapes[next(iter(cases))]
    assert f'"answer":"{answer}"'.encode() in first[2]
    assert b'"cite":["NUMBER"]' in first[2]
    assert {case: shape for case, shape in shapes.items() if shape != first} == {}


@pytest.mark.parametrize("answer", ALLOWED)
def test_every_number_that_may_be_used_stands_alike(town: Town, answer: str) -> None:
    sent = [town.line.ask("GET", f"/v/{town.numbers[case]}") for case in ALLOWED[answer]]
    assert all(one.document["usable"] for one in sent)
    assert len({masked(one) for one in sent}) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_answer_page_of_a_no_is_that_of_someone_unknown(town: Town, language: str) -> None:
    visitor = Visitor(town.line, language)
    visitor.sign_in()
    pages = {case: visitor.answer(name_of(case), today()) for case in ("unknown", *REFUSED)}
    word = "Ne publiez" if language == "fr" else "Do not publish"
    assert word.encode() in pages["unknown"][2].replace(b"\xc2\xa0", b" ")
    assert {case: page for case, page in pages.items() if page != pages["unknown"]} == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_no_place_is_that_of_someone_unknown(town: Town, language: str) -> None:
    visitor = Visitor(town.line, language)
    visitor.sign_in()
    pages = {case: visitor.places(name_of(case), today()) for case in ("unknown", *REFUSED)}
    word = "Ne publiez" if language == "fr" else "Do not publish"
    assert word.encode() in pages["unknown"][2].replace(b"\xc2\xa0", b" ")
    assert {case: page for case, page in pages.items() if page != pages["unknown"]} == {}


def test_every_post_page_of_a_no_is_that_of_someone_unknown_and_registers_nothing(town: Town) -> None:
    visitor = Visitor(town.line, "fr")
    visitor.sign_in()
    pages = {case: visitor.post(name_of(case), today()) for case in ("unknown", *REFUSED)}
    assert [page[0] for page in pages["unknown"]] == [200, 422]
    assert {case: page for case, page in pages.items() if page != pages["unknown"]} == {}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("answer", ALLOWED)
def test_every_answer_page_of_a_yes_has_one_shape(town: Town, language: str, answer: str) -> None:
    visitor = Visitor(town.line, language)
    visitor.sign_in()
    pages = {case: visitor.answer(name_of(case), today()) for case in ALLOWED[answer]}
    assert len(set(pages.values())) == 1, pages


class Visitor:
    """A publisher in a browser."""

    def __init__(self, line: Line, language: str) -> None:
        self._line = line
        self._cookies = {"aval_langue": language}

    def sign_in(self) -> None:
        assert self._send("/connexion", {"email": EMAIL, "password": PASSWORD}).status == 303

    def answer(self, name: str, day: date) -> Masked:
        """Ask by name and birth date; return the answer's page."""
        who = {"who": name, "factor": BORN.isoformat()}
        return masked(self._led("/qui-peut-paraitre", {**who, "on": day.isoformat()})[1], name)

    def places(self, name: str, day: date) -> Masked:
        """Ask where someone may appear; return the answer's page."""
        who = {"who": name, "factor": BORN.isoformat()}
        return masked(self._led("/ou-peut-elle-paraitre", {**who, "on": day.isoformat()})[1], name)

    def post(self, name: str, day: date) -> list[Masked]:
        """Have a post checked and try to register it; return both pages."""
        shown = {"text": "Merci!", "people": f"{name}, {BORN.isoformat()}", "visible": "1"}
        told = {"place": "event_hall", "incidental": "no", "others": "no", "on": day.isoformat()}
        path, page = self._led("/verifier-une-publication", {**shown, **told})
        return [masked(page, name), masked(self._send(path, _hidden(page)), name)]

    def _led(self, form: str, typed: dict[str, str]) -> tuple[str, Sent]:
        """Send a form; return the path and the page it leads to."""
        post = {"medium": POST["medium"], "channels": POST["channel"], "purpose": POST["purpose"]}
        led = self._send(form, {**_hidden(self._ask("GET", form)), **post, **typed, "health": "no"})
        assert led.status == 303, led.body.decode()
        path = dict(led.headers)["location"]
        return path, self._ask("GET", path)

    def _send(self, path: str, fields: dict[str, str]) -> Sent:
        form = urlencode(fields).encode()
        return self._ask("POST", path, form, Content_Type="application/x-www-form-urlencoded", Origin=ORIGIN)

    def _ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Sent:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = self._line.ask(method, path, None, body, Cookie=cookies, Accept="text/html", **headers)
        for name, value in sent.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return sent


def _hidden(page: Sent) -> dict[str, str]:
    """Read what a page's form sends besides what is typed."""
    text = page.body.decode()
    found = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', text) for name in ("form_token", "once")}
    return {name: value[1] if value else "" for name, value in found.items()}
