"""« Mes autorisations » : one answer for every address, codes that open once, withdrawals that count at once.

Seen to fail: with tries not counted, with a code that opens in another browser, with sources counted as
one, with parts named by their place, with a job for known addresses alone, with a half-signed paper whose
invitation stays open, and with a card that shows how legal left the paper.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from service.http.limiter import SourceLimit
from service.registry import signing
from service.registry.checking import check
from service.registry.codes import TRIES
from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.consents import (
    NewConsent,
    confirm_consent,
    draft_consent,
    invalidate_consent,
    register_consent,
    suspend_consent,
)
from service.registry.corner import (
    CODES_A_DAY,
    CODES_IN_ALL,
    SETTLED,
    ask_code,
    do_corner_code,
    read_contact,
)
from service.registry.corner_papers import part_name
from service.registry.corner_visits import enter_corner, read_corner
from service.registry.delivering import do_courriel, do_text
from service.registry.errors import Conflict, NotFound
from service.registry.jobs import Doing
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.registry.ports import Ports
from service.registry.questions import Question, Who
from service.registry.signing_ink import Inked
from service.registry.signing_invitations import Presence, begin_on_tablet
from service.registry.signing_sessions import read_session
from service.registry.storing import Store
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.support.answers import ANSWERS
from tests.support.ports import MovableClock
from tests.support.post_box import PostBox
from tests.support.work import do_due_jobs
from tests.web.establishment import Establishment, establishment, field_of, made_folder, make_app

__all__ = ["establishment", "made_folder"]

DOINGS = {"corner_code": Doing(do_corner_code), "courriel": Doing(do_courriel), "text": Doing(do_text)}
PAGE = "/mes-autorisations"
COOKIE = "aval-coin"


@dataclass(frozen=True, slots=True)
class Corner:
    """An establishment whose messages lie in a box, and whose clock can be moved."""

    house: Establishment
    box: PostBox
    clock: MovableClock

    @property
    def ports(self) -> Ports:
        return self.house.ports

    def deliver(self) -> None:
        self.clock.now += SETTLED
        do_due_jobs(self.ports, DOINGS)

    def code(self) -> str:
        """Deliver what waits, and read the last code that came."""
        self.box.letters.clear()
        self.deliver()
        (letter,) = [one for one in self.box.letters if one.subject in {"Votre code", "Your code"}]
        found = re.search(r"\d{6}", letter.paragraphs[0])
        assert found
        return found[0]

    def asked(self, contact: str, language: str = "fr") -> TestClient:
        browser = self.house.browser(language)
        assert browser.post(PAGE, data={"contact": contact}).status_code == 303
        return browser

    def entered(self, contact: str, language: str = "fr") -> TestClient:
        """Open the corner of a contact in a fresh browser."""
        browser = self.asked(contact, language)
        assert browser.post(f"{PAGE}/code", data={"code": self.code()}).headers["location"] == PAGE
        return browser

    def may_appear(self, person: PersonRecord, channel: str = "facebook") -> str:
        who = Who(name=person.names.display, birth_date=person.birth_date)
        question = Question("photo", (channel,), "promotion", today(self.ports))
        return check(self.ports, self.house.users["publisher"], Asked((who,), question)).answer


@pytest.fixture
def corner(establishment: Establishment) -> Iterator[Corner]:
    """The corner of one establishment, with nothing waiting."""
    clock, box = MovableClock(establishment.ports.clock()), PostBox()
    ports = replace(establishment.ports, messenger=box, clock=clock)
    site = replace(establishment.site, ports=ports)
    corner = Corner(
        Establishment(site, make_app(site), establishment.users, establishment.portal), box, clock
    )
    yield corner
    corner.deliver()


def signed(corner: Corner, name: str, email: str, **more: object) -> tuple[PersonRecord, ConsentRecord]:
    person = corner.house.person(name, email=email)
    return person, corner.house.confirmed(person, **more)  # type: ignore[arg-type] # fields of a consent


def withdraw(browser: TestClient, paper: ConsentRecord, **fields: str | list[str]) -> str:
    path = f"{PAGE}/{paper.id}/retrait"
    token = field_of(browser.get(path).text, "form_token")
    answer = browser.post(path, data={"form_token": token, "part": "all", **fields})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def masked(answer: object) -> tuple[object, ...]:
    headers = [(name, re.sub(r"[0-9a-f]{64}", "…", value)) for name, value in answer.headers.multi_items()]  # type: ignore[attr-defined]  # a response
    return answer.status_code, headers, answer.text  # type: ignore[attr-defined]  # a response


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_known_and_an_unknown_address_read_alike_in_every_byte(corner: Corner, language: str) -> None:
    child = corner.house.person("Léo Pareil", "2015-02-02", email="leo@exemple.ca")
    corner.house.confirmed(child, signers=("parent",))
    signed(corner, "Zoé Pareil", "zoe@exemple.ca")
    _, taken_back = signed(corner, "Max Pareil", "max@exemple.ca")
    withdraw(corner.entered("max@exemple.ca"), taken_back)
    pages = []
    for address in ("zoe@exemple.ca", "leo@exemple.ca", "max@exemple.ca", "nul@exemple.ca"):
        browser = corner.house.browser(language)
        answer = browser.post(PAGE, data={"contact": address})
        wrong = browser.post(f"{PAGE}/code", data={"code": "000000"})
        pages.append((masked(answer), masked(browser.get(f"{PAGE}/code")), masked(wrong)))
    assert pages[1:] == pages[:-1]


def test_asking_looks_nobody_up_and_leaves_the_same_work_for_every_address(corner: Corner) -> None:
    signed(corner, "Ana Travail", "ana@exemple.ca")
    kept = []
    for address in ("ana@exemple.ca", "nul@exemple.ca"):
        ask_code(corner.ports, read_contact(address), "fr")
        with corner.ports.store.reading() as reader:
            (job,) = [one for one in reader.list_jobs() if one.kind == "corner_code"]
        kept.append({name: len(text) for name, text in job.details.items()})
        corner.box.letters.clear()
        corner.deliver()
    assert kept[0] == kept[1]
    assert corner.box.letters == []


class Blind:
    """A store in which looking at a person is an error."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        if name in {"find_people", "find_files", "load_file", "each_file", "changed_people"}:
            raise AssertionError(name)
        return getattr(self._store, name)

    @contextmanager
    def writing(self) -> Iterator["Blind"]:
        with self._store.writing() as writer:
            yield Blind(writer)  # type: ignore[arg-type]  # likewise asked for what it is not to look at


def test_asking_and_trying_a_code_look_at_nobody(corner: Corner) -> None:
    signed(corner, "Eva Aveugle", "eva@exemple.ca")
    blind = replace(corner.ports, store=Blind(corner.ports.store))  # type: ignore[arg-type]  # stands for it
    for address in ("eva@exemple.ca", "418 555-0144", "nul@exemple.ca"):
        secret = ask_code(blind, read_contact(address), "fr")
        assert enter_corner(blind, secret, "wrong", "fr") is None


def test_an_address_that_no_file_holds_gets_nothing(corner: Corner) -> None:
    corner.asked("personne@exemple.ca")
    corner.deliver()
    assert corner.box.letters == []


def test_what_was_signed_is_shown_in_plain_words(corner: Corner) -> None:
    _, paper = signed(corner, "Rosalie Lue", "rosalie@exemple.ca")
    page = corner.entered("Rosalie@Exemple.ca ").get(PAGE).text
    assert "Pour Rosalie Lue" in page
    assert "Faire connaître nos services\N{NO-BREAK SPACE}: photo. Sur Facebook." in page
    assert f'href="{PAGE}/{"-".join(paper.id[n : n + 4] for n in range(0, 16, 4))}/retrait"' in page


def test_a_code_opens_once_and_in_the_browser_that_asked(corner: Corner) -> None:
    signed(corner, "Une Fois", "fois@exemple.ca")
    browser, other = corner.asked("fois@exemple.ca"), corner.house.browser()
    code = corner.code()
    assert other.post(f"{PAGE}/code", data={"code": code}).status_code == 422
    secret = browser.cookies[COOKIE]
    assert browser.post(f"{PAGE}/code", data={"code": code}).status_code == 303
    other.cookies.set(COOKIE, secret)
    assert other.post(f"{PAGE}/code", data={"code": code}).status_code == 422


def test_a_code_asked_for_elsewhere_leaves_the_one_before_good_in_its_browser_alone(corner: Corner) -> None:
    signed(corner, "Deux Codes", "deux@exemple.ca")
    first = corner.asked("deux@exemple.ca")
    old = corner.code()
    second = corner.asked("deux@exemple.ca")
    new = corner.code()
    assert second.post(f"{PAGE}/code", data={"code": old}).status_code == 422
    assert first.post(f"{PAGE}/code", data={"code": old}).status_code == 303
    assert second.post(f"{PAGE}/code", data={"code": new}).status_code == 303


def test_a_stranger_who_asks_and_asks_shuts_nobody_out(corner: Corner) -> None:
    signed(corner, "Pas Enfermée", "visee@exemple.ca")
    for _ in range(CODES_IN_ALL + 1):
        ask_code(corner.ports, read_contact("visee@exemple.ca"), "fr", "203.0.113.7")
    corner.deliver()
    assert len(corner.box.letters) == CODES_A_DAY
    corner.entered("visee@exemple.ca")


def test_all_sources_together_get_so_many_codes_a_day(corner: Corner) -> None:
    signed(corner, "De Partout", "partout@exemple.ca")
    for n in range(CODES_IN_ALL + 3):
        ask_code(corner.ports, read_contact("partout@exemple.ca"), "fr", f"203.0.113.{n}")
    corner.deliver()
    assert len(corner.box.letters) == CODES_IN_ALL


def test_a_code_is_over_after_ten_minutes(corner: Corner) -> None:
    signed(corner, "Trop Tard", "tard@exemple.ca")
    browser = corner.asked("tard@exemple.ca")
    code = corner.code()
    corner.clock.pass_by(minutes=10)
    assert browser.post(f"{PAGE}/code", data={"code": code}).status_code == 422


def test_after_five_wrong_codes_the_right_one_is_wrong_too(corner: Corner) -> None:
    signed(corner, "Force Brute", "force@exemple.ca")
    browser = corner.asked("force@exemple.ca")
    code = corner.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    pages = {browser.post(f"{PAGE}/code", data={"code": wrong}).text for _ in range(TRIES)}
    assert browser.post(f"{PAGE}/code", data={"code": code}).text in pages
    assert len(pages) == 1


def test_an_address_gets_so_many_codes_a_day_and_the_last_one_still_opens(corner: Corner) -> None:
    signed(corner, "Beaucoup Demandé", "assez@exemple.ca")
    browser = [corner.asked("assez@exemple.ca") for _ in range(CODES_A_DAY)][-1]
    corner.deliver()
    code = re.search(r"\d{6}", corner.box.letters[-1].paragraphs[0])
    assert code
    corner.box.letters.clear()
    corner.asked("assez@exemple.ca")
    corner.deliver()
    assert corner.box.letters == []
    assert browser.post(f"{PAGE}/code", data={"code": code[0]}).status_code == 303
    corner.clock.pass_by(days=1)
    corner.entered("assez@exemple.ca")


def test_who_asks_too_often_is_told_to_wait_whoever_it_is_about(corner: Corner) -> None:
    site = replace(corner.house.site, sources=SourceLimit(3))
    browser = replace(corner.house, site=site, app=make_app(site)).browser()
    met = [browser.post(PAGE, data={"contact": f"n{n}@exemple.ca"}).status_code for n in range(5)]
    assert met == [303, 303, 303, 429, 429]


def test_a_visit_is_over_after_fifteen_idle_minutes_and_after_two_hours(corner: Corner) -> None:
    signed(corner, "Long Café", "cafe@exemple.ca")
    browser = corner.entered("cafe@exemple.ca")
    for _ in range(8):
        corner.clock.pass_by(minutes=14)
        assert "Pour Long Café" in browser.get(PAGE).text
    corner.clock.pass_by(minutes=14)
    assert "Long Café" not in browser.get(PAGE).text
    browser = corner.entered("cafe@exemple.ca")
    corner.clock.pass_by(minutes=15)
    assert "Long Café" not in browser.get(PAGE).text
    over = browser.get(f"{PAGE}/1K7F-3M9X-4T8B-2QDY/retrait")
    assert over.headers["location"] == f"{PAGE}?fait=finie"


def test_closing_ends_the_visit_in_every_tab(corner: Corner) -> None:
    signed(corner, "Bien Fermé", "ferme@exemple.ca")
    browser = corner.entered("ferme@exemple.ca")
    secret = browser.cookies[COOKIE]
    token = field_of(browser.get(PAGE).text, "form_token")
    assert browser.post(f"{PAGE}/fermer", data={"form_token": "faux"}).status_code == 403
    left = browser.post(f"{PAGE}/fermer", data={"form_token": token})
    assert left.headers["location"] == f"{PAGE}?fait=fermee"
    assert read_corner(corner.ports, secret, "fr") is None


def test_the_cookie_is_kept_from_scripts_and_bound_to_the_host(corner: Corner) -> None:
    cookie = corner.house.browser().post(PAGE, data={"contact": "a@exemple.ca"}).headers["set-cookie"]
    assert re.fullmatch(r"aval-coin=[0-9a-f]{64}; HttpOnly; Path=/; SameSite=lax", cookie)
    site = replace(
        corner.house.site, sessions=replace(corner.house.site.sessions, public_url="https://aval.test")
    )
    browser = TestClient(
        make_app(site), base_url="https://aval.test", headers={"Origin": "https://aval.test"}
    )
    cookie = browser.post(PAGE, data={"contact": "a@exemple.ca"}, follow_redirects=False).headers[
        "set-cookie"
    ]
    assert re.fullmatch(r"__Host-aval-coin=[0-9a-f]{64}; HttpOnly; Path=/; SameSite=lax; Secure", cookie)


def test_a_withdrawal_counts_at_once_and_is_confirmed(corner: Corner) -> None:
    person, paper = signed(corner, "Anne Retire", "anne@exemple.ca")
    browser = corner.entered("anne@exemple.ca")
    assert corner.may_appear(person) == "yes"
    page = withdraw(browser, paper)
    assert re.search(
        r"C'est fait\. Votre autorisation est retirée depuis le .*\sh", page.replace("&#39;", "'")
    )
    assert corner.may_appear(person) == "no"
    corner.box.letters.clear()
    corner.deliver()
    ((to, subject),) = {(one.to, one.subject) for one in corner.box.letters}
    assert (to, subject) == ("anne@exemple.ca", "Votre retrait est noté")
    assert ">Retirée<" in browser.get(PAGE).text
    assert browser.get(f"{PAGE}/{paper.id}/retrait").status_code == 303


def test_a_part_can_be_taken_back_and_the_rest_stands(corner: Corner) -> None:
    person = corner.house.person("Une Partie", email="partie@exemple.ca")
    uses = (
        Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),
        Outcomes(("photo", "video"), ("intranet",), ("training", "promotion"), "yes"),
    )
    by_hand = SignatureRecord("self", "Une Partie", today(corner.ports), "paper")
    new = NewConsent(person.number, "adult", "fr", (by_hand,), uses)
    paper = register_consent(corner.ports, corner.house.users["communications"], new)
    confirm_consent(corner.ports, corner.house.users["communications"], paper.id, verified=True)
    assert corner.may_appear(person, "intranet") == "yes"
    browser = corner.entered("partie@exemple.ca")
    path = f"{PAGE}/{paper.id}/retrait"
    token = field_of(browser.get(path).text, "form_token")
    assert browser.post(path, data={"form_token": token, "part": "some"}).status_code == 422
    page = withdraw(browser, paper, part="some", parts=[part_name(uses[0])])
    assert "Cette partie est retirée depuis le" in page
    assert (corner.may_appear(person), corner.may_appear(person, "intranet")) == ("no", "yes")
    assert ">Retirée en partie<" in browser.get(PAGE).text
    withdraw(browser, paper)
    assert corner.may_appear(person, "intranet") == "no"


@pytest.mark.parametrize("signer", ["self", "parent"])
def test_of_two_who_signed_either_takes_back_alone(corner: Corner, signer: str) -> None:
    teen = corner.house.person(f"Ado {signer}", "2011-01-01", email=f"ado-{signer}@exemple.ca")
    paper = corner.house.confirmed(teen, signers=("self", "parent"))
    browser = corner.entered(f"ado-{signer}@exemple.ca")
    path = f"{PAGE}/{paper.id}/retrait"
    token = field_of(browser.get(path).text, "form_token")
    assert browser.post(path, data={"form_token": token}).status_code == 422
    by = {"self": "person", "parent": "parent"}[signer]
    withdraw(browser, paper, by=by)
    with corner.ports.store.reading() as reader:
        after = reader.load_consent(paper.id)
    assert after is not None
    assert (after.state, after.withdrawals[-1].by, after.withdrawals[-1].how) == (
        "withdrawn" if signer == "self" else "revoked",
        by,
        "portal",
    )


def test_nobody_reads_or_takes_back_what_is_not_theirs(corner: Corner) -> None:
    signed(corner, "À Moi", "moi@exemple.ca")
    _, other = signed(corner, "À Elle", "elle@exemple.ca")
    browser = corner.entered("moi@exemple.ca")
    token = field_of(browser.get(PAGE).text, "form_token")
    for path in (f"{PAGE}/{other.id}/retrait", f"{PAGE}/{other.id}/copie", f"{PAGE}/{other.id}/fait"):
        absent = path.replace(other.id, "1K7F-3M9X-4T8B-2QDY")
        assert browser.get(path).status_code == browser.get(absent).status_code == 404
    assert browser.post(f"{PAGE}/{other.id}/retrait", data={"form_token": token}).status_code == 404
    assert corner.house.browser().post(f"{PAGE}/{other.id}/retrait").status_code == 303


def test_several_people_may_share_a_contact_and_changing_it_closes_the_corner(corner: Corner) -> None:
    parent, _ = signed(corner, "Mère Partage", "famille@exemple.ca")
    child = corner.house.person("Enfant Partage", "2016-03-03", email="famille@exemple.ca")
    corner.house.confirmed(child, signers=("parent",))
    page = corner.entered("famille@exemple.ca").get(PAGE).text
    assert "Pour Mère Partage" in page
    assert "Pour Enfant Partage" in page
    assert parent.number != child.number


def test_what_legal_or_the_desk_did_does_not_show(corner: Corner) -> None:
    cards = []
    for name, change in (("Pile", None), ("Susp", suspend_consent), ("Inva", invalidate_consent)):
        _, paper = signed(corner, f"Carte {name}", f"carte-{name}@exemple.ca")
        if change is not None:
            change(corner.ports, corner.house.users["legal"], paper.id)
        page = corner.entered(f"carte-{name}@exemple.ca").get(PAGE).text
        number = "-".join(paper.id[n : n + 4] for n in range(0, 16, 4))
        cards.append(re.sub(r"[0-9a-f]{32}", "…", page.replace(number, "…").replace(name, "…")))
    assert cards[0] == cards[1] == cards[2]


def test_a_copy_is_a_pdf_of_ones_own(corner: Corner) -> None:
    _, paper = signed(corner, "Copie Donnée", "copie@exemple.ca")
    copy = corner.entered("copie@exemple.ca").get(f"{PAGE}/{paper.id}/copie")
    assert copy.content.startswith(b"%PDF-")
    assert copy.headers["content-disposition"].startswith("attachment;")


def test_a_code_by_text_goes_to_the_number_of_the_file(corner: Corner) -> None:
    person = corner.house.person("Par Texto", phone="418 555-0177")
    corner.house.confirmed(person)
    browser = corner.asked("(418) 555-0177")
    corner.deliver()
    ((to, text),) = corner.box.texts
    code = re.search(r"\d{6}", text)
    assert to == "+14185550177"
    assert code
    assert browser.post(f"{PAGE}/code", data={"code": code[0]}).status_code == 303
    assert "Pour Par Texto" in browser.get(PAGE).text


def test_where_nothing_can_be_sent_the_page_says_so(establishment: Establishment) -> None:
    page = establishment.browser().get(PAGE).text
    assert "Aucun code ne peut vous être envoyé d'ici" in page.replace("&#39;", "'")
    assert 'name="contact"' not in page


def test_what_is_neither_a_courriel_nor_a_number_is_to_be_mended(corner: Corner) -> None:
    answer = corner.house.browser().post(PAGE, data={"contact": "zoe chez nous"})
    assert answer.status_code == 422
    assert "Écrivez un courriel complet" in answer.text


def test_a_secret_that_is_no_secret_opens_nothing(corner: Corner) -> None:
    assert enter_corner(corner.ports, "rien", "123456", "fr") is None
    assert read_corner(corner.ports, "rien", "fr") is None
    secret = ask_code(corner.ports, read_contact("zz@exemple.ca"), "fr")
    assert read_corner(corner.ports, secret, "fr") is None
    corner.clock.now += timedelta(minutes=1)


def two_uses(corner: Corner, name: str, email: str) -> tuple[PersonRecord, ConsentRecord]:
    """Register a paper with two uses that can be taken back apart."""
    person = corner.house.person(name, email=email)
    uses = (
        Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),
        Outcomes(("photo",), ("intranet",), ("training",), "yes"),
        Outcomes(("photo",), ("web_site",), ("information",), "yes"),
    )
    by_hand = SignatureRecord("self", name, today(corner.ports), "paper")
    new = NewConsent(person.number, "adult", "fr", (by_hand,), uses)
    paper = register_consent(corner.ports, corner.house.users["communications"], new)
    return person, confirm_consent(
        corner.ports, corner.house.users["communications"], paper.id, verified=True
    )


def take_part_at_the_desk(corner: Corner, paper: ConsentRecord, part: Outcomes) -> None:
    new = NewWithdrawal(today(corner.ports), "person", "phone", part)
    withdraw_consent(corner.ports, corner.house.users["communications"], paper.id, new)


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_a_part_that_went_meanwhile_takes_no_other_along(corner: Corner, chosen: int) -> None:
    _, paper = two_uses(corner, f"Entre Temps {chosen}", f"temps{chosen}@exemple.ca")
    browser = corner.entered(f"temps{chosen}@exemple.ca")
    path = f"{PAGE}/{paper.id}/retrait"
    page = browser.get(path).text
    token, parts = field_of(page, "form_token"), re.findall(r'name="parts" value="(\w+)"', page)
    take_part_at_the_desk(corner, paper, paper.outcomes[0])
    sent = {"form_token": token, "part": "some", "parts": [parts[chosen]]}
    answer = browser.post(path, data=sent)
    with corner.ports.store.reading() as reader:
        now = reader.load_consent(paper.id)
    assert now is not None
    gone = [one.channels for one in now.outcomes if one.withdrawn_on is not None]
    assert set(gone) == {paper.outcomes[0].channels, paper.outcomes[chosen].channels}
    assert answer.status_code == (303 if chosen else 422)
    assert ("Relisez, puis choisissez." in answer.text) is (chosen == 0)


def test_several_parts_are_one_act_and_one_courriel(corner: Corner) -> None:
    _, paper = two_uses(corner, "Deux Usages", "deux-usages@exemple.ca")
    browser = corner.entered("deux-usages@exemple.ca")
    parts = [part_name(one) for one in paper.outcomes[:2]]
    corner.deliver()
    corner.box.letters.clear()
    withdraw(browser, paper, part="some", parts=parts)
    corner.deliver()
    assert [one.subject for one in corner.box.letters] == ["Votre retrait est noté"]
    with corner.ports.store.reading() as reader:
        now = reader.load_consent(paper.id)
    assert now is not None
    assert (now.revision, len(now.withdrawals)) == (paper.revision + 1, 2)
    assert [one.channels for one in now.outcomes if one.withdrawn_on is None] == [paper.outcomes[2].channels]


def half_signed(corner: Corner, name: str, email: str) -> tuple[PersonRecord, ConsentRecord, str]:
    """Have a young person sign on the tablet; the parent has still to."""
    teen = corner.house.person(name, "2011-01-01", email=email)
    desk = corner.house.users["communications"]
    secret = begin_on_tablet(corner.ports, desk, teen.number, ("minor", None), Presence())
    session = read_session(corner.ports, secret)
    answered = signing.answer(corner.ports, session, ANSWERS, "fr")
    assert signing.sign(corner.ports, answered, Inked(name)).stage == "next"
    with corner.ports.store.reading() as reader:
        file = reader.load_file(teen.number)
    assert file is not None
    return teen, file.consents[-1], secret


@pytest.mark.parametrize("where", ["corner", "desk"])
def test_what_a_young_person_signed_is_taken_back_before_the_parent_signs(corner: Corner, where: str) -> None:
    _, paper, secret = half_signed(corner, f"Ado {where}", f"moitie-{where}@exemple.ca")
    browser = corner.entered(f"moitie-{where}@exemple.ca")
    assert "En attente d'une autre signature" in browser.get(PAGE).text.replace("&#39;", "'")
    if where == "corner":
        withdraw(browser, paper)
    else:
        desk = corner.house.signed_in("communications")
        page = desk.get(f"/autorisations/{paper.id}/retrait").text
        day = today(corner.ports)
        sent = {
            "form_token": field_of(page, "form_token"),
            "once": field_of(page, "once"),
            "received_on-day": str(day.day),
            "received_on-month": str(day.month),
            "received_on-year": str(day.year),
            "received_on": day.isoformat(),
            "by": "person",
            "how": "phone",
            "part": "all",
        }
        assert desk.post(f"/autorisations/{paper.id}/retrait", data=sent).status_code == 303
    with corner.ports.store.reading() as reader:
        now = reader.load_consent(paper.id)
        invited = [one for one in reader.list_invitations(None, None, 100) if one.consent == paper.id]
    assert now is not None
    assert (now.state, {one.state for one in invited}) == ("withdrawn", {"ended"})
    assert all(one.withdrawn_on for one in now.outcomes if one.answer == "yes")
    with pytest.raises(NotFound):
        signing.answer(corner.ports, read_session(corner.ports, secret), ANSWERS, "fr")
    assert ">Retirée<" in browser.get(PAGE).text


def test_a_paper_not_signed_by_anyone_is_neither_shown_nor_taken_back(corner: Corner) -> None:
    person = corner.house.person("Brouillon Seul", email="brouillon@exemple.ca")
    new = NewConsent(person.number, "adult", "fr", (), ())
    draft = draft_consent(corner.ports, corner.house.users["communications"], new)
    page = corner.entered("brouillon@exemple.ca").get(PAGE).text
    assert "Aucune autorisation signée." in page
    with pytest.raises(Conflict):
        take_part_at_the_desk(corner, draft, Outcomes(("photo",), (), (), "no"))
