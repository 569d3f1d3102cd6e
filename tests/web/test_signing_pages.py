"""Signing on screen: what a link shows, what a tablet remembers, what is said of what is to mend."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.registry.moments import today
from service.registry.people import record_capacity
from service.registry.people_records import CapacityRecord
from tests.promises.test_links_are_inert import sent_secret
from tests.web.establishment import Establishment, field_of, send
from tests.web.reachable import establishment, made_folder, unreached

__all__ = ["establishment", "made_folder", "unreached"]

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from service.registry.people_records import PersonRecord

ANSWERS = {
    "media": "media_photo",
    "information_site": "yes",
    "information_social": "no",
    "information_press": "no",
    "promotion_site": "yes_with_limits",
    "promotion_social": "no",
    "training": "no",
    "covers_health": "no",
    "limits": "limit_no_name",
}


def hand_over(establishment: Establishment, person: PersonRecord, family: str = "adult") -> TestClient:
    """Begin on the tablet, in a browser where the team was signed in."""
    browser = establishment.signed_in("communications")
    path = f"/personnes/{establishment.ref(person)}/tablette"
    assert send(browser, path, family=family) == (303, "/signature")
    return browser


def fill(browser: TestClient, path: str, **fields: str) -> tuple[int, str]:
    """Fill a signer's page in and send it."""
    token = field_of(browser.get(path.partition("?")[0]).text, "form_token")
    answer = browser.post(path, data={"form_token": token, **fields})
    return answer.status_code, answer.headers.get("location", answer.text)


def sign(browser: TestClient, name: str = "Zoé Côté", **answers: str) -> None:
    """Answer, read again, sign."""
    assert fill(browser, "/signature", **{**ANSWERS, **answers}) == (303, "/signature/verifier")
    assert fill(browser, "/signature/verifier", full_name=name) == (303, "/signature/fin")


def send_link(establishment: Establishment, person: PersonRecord, **fields: str) -> tuple[TestClient, str]:
    """Send a link from the person's page; return the browser of the team and where it was led."""
    browser = establishment.signed_in("communications")
    sent = {"family": "adult", "email": "z@exemple.qc.ca", "code_by": "text", "phone": "418 555-0171"}
    path = f"/personnes/{establishment.ref(person)}/lien"
    status, place = send(browser, path, **{**sent, "language": "fr", **fields})
    assert status == 303, place
    return browser, place


def test_the_tablet_signs_the_team_out_and_opens_one_invitation_only(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    assert browser.get("/signature").status_code == 200
    for path in ("/a-faire", "/personnes", "/qui-peut-paraitre"):
        assert browser.get(path).headers["location"].startswith("/connexion")


def test_nothing_is_ticked_beforehand_and_the_whole_form_is_there(establishment: Establishment) -> None:
    person = establishment.person("Zoé Côté")
    page = hand_over(establishment, person).get("/signature").text
    assert " checked" not in page
    form = establishment.ports.forms.find("adult")
    assert form
    plain = re.sub(r"\s+", " ", page.replace("&#39;", "'"))
    lines = [line for block in form.texts[0].blocks for line in block.lines if line.key is None]
    for line in lines:
        if line.text.startswith("Ce code "):  # about what is printed beside it: no screen has it
            assert line.text[:40] not in plain
            continue
        words = re.split(r"\{[a-z_]+\}", line.text)
        assert [part for part in words if re.sub(r"\s+", " ", part) not in plain] == []


def test_after_the_end_nothing_is_left_on_the_tablet(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    sign(browser)
    end = browser.get("/signature/fin")
    assert "C'est fait" in end.text.replace("&#39;", "'")
    assert end.headers["cache-control"] == "no-store"
    for gone in ("/signature", "/signature/verifier", "/signature/refus"):
        assert browser.get(gone).headers["location"] == "/signature/fin"
    assert fill(browser, "/signature/fin")[0] in {404, 405}
    token = field_of(end.text, "form_token")
    answer = browser.post("/signature/terminer", data={"form_token": token})
    assert answer.headers["location"] == "/tablette"
    assert not [name for name in browser.cookies if "signature" in name]
    for gone in ("/signature", "/signature/verifier", "/signature/fin"):
        assert browser.get(gone).headers["location"] == "/tablette"
    assert "Zoé" not in browser.get("/tablette").text


def test_the_receipt_is_handed_over_as_a_file_that_names_nobody(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    sign(browser)
    token = field_of(browser.get("/signature/fin").text, "form_token")
    receipt = browser.post("/signature/recu.pdf", data={"form_token": token})
    assert (receipt.status_code, receipt.content[:5]) == (200, b"%PDF-")
    assert "Zo" not in receipt.headers["content-disposition"]
    sent = {"form_token": token, "email": "z@exemple.qc.ca"}
    statuses = [browser.post("/signature/copie", data=sent).status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 422]


def test_a_form_that_does_not_come_from_the_signers_page_does_nothing(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    assert browser.post("/signature", data={"form_token": "0" * 32, **ANSWERS}).status_code == 403


def test_what_is_to_mend_is_said_and_what_was_answered_is_kept(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    answers = {**ANSWERS, "limits": ""}
    status, page = fill(browser, "/signature", **answers)
    assert status == 422
    assert "Cochez au moins une limite." in page
    assert len(re.findall(r" checked", page)) == len([one for one in answers.values() if one])


def test_refusing_takes_a_link_and_a_button(establishment: Establishment) -> None:
    person = establishment.person("Ali Ben")
    browser = hand_over(establishment, person)
    assert 'href="/signature/refus"' in browser.get("/signature").text
    assert fill(browser, "/signature/refus") == (303, "/signature/fin")
    assert "Vous avez refusé." in browser.get("/signature/fin").text
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file
    assert {block.answer for consent in file.consents for block in consent.outcomes} == {"no"}


def test_a_link_is_shown_to_nobody_of_the_house(establishment: Establishment) -> None:
    person = establishment.person("Zoé Côté")
    browser, place = send_link(establishment, person)
    secret = sent_secret(establishment)
    for page in (place, "/invitations", place.partition("?")[0] + "/lien"):
        assert secret not in browser.get(page).text


def test_a_code_to_tell_is_shown_once_to_whoever_sent_the_link(establishment: Establishment) -> None:
    browser, place = send_link(establishment, establishment.person("Zoé Côté"), code_by="told", phone="")
    found = re.search(r"(\d{3}) (\d{3})", browser.get(place).text)
    assert found
    assert found[0] not in browser.get(place.partition("?")[0]).text
    signer = establishment.browser()
    secret = sent_secret(establishment)
    opened = signer.post(f"/signer/{secret}", data={"code": found[0]})
    assert opened.headers["location"] == "/signature"
    sign(signer)


def test_links_used_ended_and_unknown_are_one_page(establishment: Establishment) -> None:
    browser, place = send_link(establishment, establishment.person("Zoé Côté"))
    ended = sent_secret(establishment)
    path = place.partition("?")[0]
    token = field_of(browser.get(path).text, "form_token")
    assert browser.post(f"{path}/fin", data={"form_token": token}).status_code == 303
    guest = establishment.browser()
    answers = [guest.get(f"/signer/{one}") for one in (ended, "0" * 64, "rien")]
    answers += [guest.post(f"/signer/{one}", data={"code": "123456"}) for one in (ended, "0" * 64)]
    assert {one.status_code for one in answers} == {404}
    assert len({re.sub(r"page=[^\"]+", "", one.text) for one in answers}) == 1


def come_by_poster(establishment: Establishment, **more: str) -> TestClient:
    """Make a poster of the adults' form, and come by it in a browser of one's own."""
    browser = establishment.signed_in("communications")
    day = (today(establishment.ports) + timedelta(days=1)).isoformat()
    asked = {"family": "adult", "language": "fr", "activity": "Fête", "last_day": day}
    _, place = send(browser, "/affiches/nouvelle", **asked)
    code = place.partition("?")[0].rpartition("/")[2]
    guest = establishment.browser()
    said = {"full_name": "Zoé", "adult": "yes", "email": "z@exemple.ca", "role": "user", **more}
    assert guest.post(f"/affiche/{code}", data=said).headers["location"] == "/signature"
    return guest


def test_a_poster_never_tells_whom_it_knows(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    day = today(establishment.ports) + timedelta(days=1)
    asked = {
        "family": "visitor",
        "language": "fr",
        "activity": "Portes ouvertes",
        "last_day": day.isoformat(),
    }
    status, place = send(browser, "/affiches/nouvelle", **asked)
    assert status == 303
    pdf = browser.get(place.partition("?")[0] + "/pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    code = place.partition("?")[0].rpartition("/")[2]
    establishment.person("Zoé Connue", email="connue@exemple.qc.ca")
    shown = []
    for name in ("Zoé Connue", "Zoé Inconnu"):
        guest = establishment.browser()
        said = {"full_name": name, "adult": "yes", "email": "connue@exemple.qc.ca", "role": "attendee"}
        assert guest.post(f"/affiche/{code}", data=said).headers["location"] == "/signature"
        page = guest.get("/signature").text
        shown.append(re.sub(r"[0-9a-f]{32}", "", page.replace(name, "")))
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("full_name", "", "Écrivez votre nom."),
        ("adult", "", "Cochez que vous avez 18 ans ou plus"),
        ("email", "", "Écrivez un courriel ou un téléphone"),
        ("role", "", "Dites en tant que quoi"),
        ("birth_date", "2015-05-05", "Parlez à l'équipe sur place"),
    ],
)
def test_a_poster_says_what_is_to_mend(
    establishment: Establishment, field: str, typed: str, said: str
) -> None:
    browser = establishment.signed_in("communications")
    day = (today(establishment.ports) + timedelta(days=1)).isoformat()
    asked = {"family": "visitor", "language": "fr", "activity": "Fête", "last_day": day}
    _, place = send(browser, "/affiches/nouvelle", **asked)
    code = place.partition("?")[0].rpartition("/")[2]
    given = {"full_name": "Zoé", "adult": "yes", "email": "z@exemple.ca", "role": "visitor", field: typed}
    answer = establishment.browser().post(f"/affiche/{code}", data=given)
    assert answer.status_code == 422
    assert said in answer.text.replace("&#39;", "'")


def test_on_a_tablet_a_poster_welcomes_the_next_person(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    day = (today(establishment.ports) + timedelta(days=1)).isoformat()
    asked = {"family": "visitor", "language": "fr", "activity": "Fête", "last_day": day}
    _, place = send(browser, "/affiches/nouvelle", **asked)
    path = place.partition("?")[0]
    token = field_of(browser.get(path).text, "form_token")
    led = browser.post(f"{path}/tablette", data={"form_token": token}).headers["location"]
    assert led.endswith("?sur=tablette")
    assert browser.get("/a-faire").status_code == 303
    said = {"full_name": "Zoé", "adult": "yes", "email": "z@exemple.ca", "role": "visitor", "shared": "yes"}
    assert browser.post(led.partition("?")[0], data=said).headers["location"] == "/signature"
    assert fill(browser, "/signature/refus") == (303, "/signature/fin")
    token = field_of(browser.get("/signature/fin").text, "form_token")
    answer = browser.post("/signature/terminer", data={"form_token": token})
    assert answer.headers["location"] == led


def test_without_gateways_pages_say_only_the_ways_that_exist(
    establishment: Establishment, unreached: Establishment
) -> None:
    person = establishment.person("Zoé Côté", email="zoe@exemple.qc.ca")
    path = f"/personnes/{establishment.ref(person)}/lien"
    asked = [one.signed_in("communications").get(path).text for one in (establishment, unreached)]
    assert ["texto" in page for page in asked] == [True, False]
    assert "de vive voix" in asked[1]
    desk = unreached.signed_in("communications")
    told = {"family": "adult", "email": "z@exemple.ca", "code_by": "told", "language": "fr"}
    status, place = send(desk, path, **told)
    assert (status, place.startswith("/invitations/")) == (303, True)
    assert "Le lien attend." in desk.get(place).text
    ends = []
    for house in (establishment, unreached):
        browser = hand_over(house, house.person("Ali Ben"))
        sign(browser)
        ends.append(browser.get("/signature/fin").text)
        token = field_of(ends[-1], "form_token")
        sent = {"form_token": token, "by": "text", "phone": "418 555-0171"}
        answer = browser.post("/signature/copie", data=sent)
        assert answer.status_code == (303 if house is establishment else 422)
    assert [page.count("/signature/copie") for page in ends] == [2, 0]
    assert all("/signature/recu.pdf" in page for page in ends)


def test_a_link_whose_code_can_no_longer_be_sent_says_whom_to_ask(
    establishment: Establishment, unreached: Establishment
) -> None:
    send_link(establishment, establishment.person("Zoé Côté"))
    path = f"/signer/{sent_secret(establishment)}"
    assert "Recevoir mon code" in establishment.browser().get(path).text
    guest = unreached.browser()
    assert "Recevoir mon code" not in guest.get(path).text
    assert "ne peut pas partir" in guest.get(path).text
    answer = guest.post(path, data={"do": "send"})
    assert (answer.status_code, "Aucun texto ne part" in answer.text) == (422, True)


def test_whoever_comes_by_a_poster_is_not_asked_to_draw_what_cannot_be_kept(
    establishment: Establishment,
) -> None:
    shown = []
    known = hand_over(establishment, establishment.person("Zoé Côté"))
    for browser in (known, come_by_poster(establishment)):
        status, _ = fill(browser, "/signature", **ANSWERS)
        shown.append((status, "<canvas" in browser.get("/signature/verifier").text))
    assert shown == [(303, True), (303, False)]


def test_going_on_with_on_the_tablet_asks_again_for_the_document_shown(establishment: Establishment) -> None:
    person = establishment.person("Rose Majeure", email="rose@exemple.qc.ca")
    desk = establishment.users["communications"]
    record_capacity(establishment.ports, desk, person.number, CapacityRecord("tutorship"))
    browser, place = send_link(establishment, person, family="represented-adult")
    path = place.partition("?")[0]
    status, page = send(browser, path, f"{path}/tablette", document_shown="x" * 81)
    assert (status, "Ce texte est trop long" in page) == (422, True)
    shown = {"document_shown": "Passeport", "evidence": "judgment"}
    assert send(browser, path, f"{path}/tablette", **shown) == (303, "/signature")
    sign(browser, "Luc Tuteur", wish="wish_agrees", signer="signer_tutor_person")
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file
    (paper,) = file.consents
    assert (paper.state, paper.signatures[0].evidence) == ("confirmed", "judgment")
    assert paper.screen[0].document_shown == "Passeport"


def young(establishment: Establishment, years: int = 15) -> PersonRecord:
    """Register someone of that age."""
    day = today(establishment.ports)
    return establishment.person("Léa Quinze", f"{day.year - years}-01-01", email="lea@exemple.qc.ca")


def test_a_second_visit_by_a_link_is_over_once_the_first_has_signed(establishment: Establishment) -> None:
    more = {"family": "minor", "then_email": "parent@exemple.qc.ca", "code_by": "told", "phone": ""}
    desk, place = send_link(establishment, young(establishment), **more)
    found = re.search(r"(\d{3}) (\d{3})", desk.get(place).text)
    assert found
    secret = sent_secret(establishment)
    first, second = establishment.browser(), establishment.browser()
    for browser in (first, second):
        assert browser.post(f"/signer/{secret}", data={"code": found[0]}).status_code == 303
    token = field_of(second.get("/signature").text, "form_token")
    sign(first, "Léa Quinze")
    for path in ("/signature", "/signature/verifier", "/signature/refus"):
        assert second.get(path).headers["location"] == "/tablette"
        answer = second.post(path, data={"form_token": token, **ANSWERS, "full_name": "Maman"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/tablette")


def test_a_parent_who_waits_for_a_code_to_be_told_is_said_to_wait(establishment: Establishment) -> None:
    more = {"family": "minor", "then_email": "parent@exemple.qc.ca", "code_by": "told", "phone": ""}
    desk, place = send_link(establishment, young(establishment), **more)
    found = re.search(r"(\d{3}) (\d{3})", desk.get(place).text)
    assert found
    path = place.partition("?")[0]
    assert "attend un code" not in desk.get(path).text
    browser = establishment.browser()
    browser.post(f"/signer/{sent_secret(establishment)}", data={"code": found[0]})
    sign(browser, "Léa Quinze")
    page = desk.get(path).text
    assert ("Le parent attend un code." in page, page.count("Faire un nouveau code")) == (True, 1)
    status, led = send(desk, path, f"{path}/code")
    assert status == 303
    assert re.search(r"(\d{3}) (\d{3})", desk.get(led).text)
    assert "Le parent attend un code." not in desk.get(path).text


def test_the_tablet_asks_about_whoever_signs_next_only_where_somebody_does(
    establishment: Establishment,
) -> None:
    desk = establishment.signed_in("communications")
    shown = []
    for person in (young(establishment), young(establishment, 8), establishment.person("Zoé Côté")):
        page = desk.get(f"/personnes/{establishment.ref(person)}/tablette").text
        shown.append(('name="then_checked"' in page, " checked" in page.partition("then_checked")[2]))
    assert shown == [(True, False), (False, False), (False, False)]


def test_one_visit_cannot_send_without_end(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    token = field_of(browser.get("/signature").text, "form_token")
    sent = {"form_token": token, "full_name": "Zoé"}
    statuses = [browser.post("/signature/verifier", data=sent).status_code for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (303, 429)


def test_communications_say_whose_a_form_of_a_poster_is(establishment: Establishment) -> None:
    known = establishment.person("Nadia Deux", "1984-03-27", email="nadia@exemple.ca")
    numbers = []
    for _ in range(2):
        guest = come_by_poster(establishment, full_name="Deux, Nadia", birth_date="1984-03-27")
        sign(guest, "Nadia Deux")
        found = re.search(r"cite-number\">([^<]+)<", guest.get("/signature/fin").text)
        assert found
        numbers.append(found[1].replace("\N{NON-BREAKING HYPHEN}", "-"))
    desk = establishment.signed_in("communications")
    ref, states = establishment.ref(known), []
    for number, whose in zip(numbers, (ref, "new"), strict=True):
        path = f"/autorisations/{number}/verifier"
        revision = field_of(desk.get(path).text, "revision")
        assert "Dites de qui est ce formulaire." in send(desk, path, verified="yes")[1]
        status, led = send(desk, path, verified="yes", revision=revision, whose=whose)
        assert status == 303
        states.append(led.startswith(f"/autorisations/{number}"))
    assert states == [False, True]
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(known.number)
    assert file
    assert [paper.state for paper in file.consents] == ["confirmed"]
    assert len(file.person.parted_from) == 1


def test_a_use_left_blank_is_a_no_said_as_one_before_signing(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    given = {"media": "media_photo", "information_site": "yes"}
    assert fill(browser, "/signature", **given) == (303, "/signature/verifier")
    page = browser.get("/signature/verifier").text
    form = establishment.ports.forms.find("adult")
    assert form
    assert (page.count("<dd>OUI</dd>"), page.count("<dd>NON</dd>")) == (1, len(form.uses) - 1)


def test_limits_and_days_are_read_again_in_words(establishment: Establishment) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    last = today(establishment.ports) + timedelta(days=40)
    answers = {**ANSWERS, "valid_until": last.isoformat()}
    assert fill(browser, "/signature", **answers) == (303, "/signature/verifier")
    page = browser.get("/signature/verifier").text
    assert "Limites" in page
    assert (last.isoformat() in page, "Coché" in page) == (False, False)


@pytest.mark.parametrize("path", ["/signature", "/signature/verifier"])
def test_another_language_keeps_what_was_typed(establishment: Establishment, path: str) -> None:
    browser = hand_over(establishment, establishment.person("Zoé Côté"))
    typed = {"media": "media_photo", "training": "yes"}
    if path != "/signature":
        assert fill(browser, "/signature", **ANSWERS)[0] == 303
        typed = {"full_name": "Zoé Côté"}
    status, page = fill(browser, path, language="en", **typed)
    assert (status, 'lang="en-CA"' in page, "field-error" in page) == (200, True, False)
    assert page.count(" checked") + page.count('value="Zoé Côté"') == len(typed)
    assert 'lang="en-CA"' in browser.get(path).text


def first_visit(establishment: Establishment) -> TestClient:
    """Open a browser in which nobody chose a language."""
    browser = establishment.browser()
    browser.cookies.clear()
    return browser


def test_a_link_and_its_form_open_in_the_language_it_was_sent_in(establishment: Establishment) -> None:
    told = {"code_by": "told", "phone": "", "language": "en"}
    desk, place = send_link(establishment, establishment.person("Zoé Côté"), **told)
    found = re.search(r"(\d{3}) (\d{3})", desk.get(place).text)
    assert found
    path = f"/signer/{sent_secret(establishment)}"
    signer = first_visit(establishment)
    assert "Open the form" in signer.get(path).text
    assert "Ouvrir le formulaire" in establishment.browser("fr").get(path).text  # whoever chose is heard
    assert signer.post(path, data={"code": found[0]}).status_code == 303
    assert 'lang="en-CA"' in signer.get("/signature").text
    assert fill(signer, "/signature/refus") == (303, "/signature/fin")
    end = signer.get("/signature/fin").text
    assert "erase your visit" not in end
    left = signer.post("/signature/terminer", data={"form_token": field_of(end, "form_token")})
    last = signer.get(left.headers["location"]).text
    assert ("You can close this page." in last, "Hand the tablet" in last) == (True, False)


def test_a_poster_and_its_form_open_in_its_language_and_change_it_as_typed(
    establishment: Establishment,
) -> None:
    desk = establishment.signed_in("communications")
    day = (today(establishment.ports) + timedelta(days=1)).isoformat()
    asked = {"family": "visitor", "language": "en", "activity": "Party", "last_day": day}
    _, place = send(desk, "/affiches/nouvelle", **asked)
    path = f"/affiche/{place.partition('?')[0].rpartition('/')[2]}"
    guest = first_visit(establishment)
    assert 'lang="en-CA"' in guest.get(path).text
    said = {"full_name": "Zoe", "adult": "yes", "email": "z@exemple.ca", "role": "visitor"}
    assert guest.post(path, data=said).headers["location"] == "/signature"
    assert 'lang="en-CA"' in guest.get("/signature").text
    page = guest.post(path, data={"full_name": "Zoe", "role": "visitor", "language": "fr"})
    assert (page.status_code, 'lang="fr-CA"' in page.text, 'value="Zoe"' in page.text) == (200, True, True)
    assert 'lang="fr-CA"' in guest.get(path).text
