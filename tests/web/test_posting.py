"""A post: its people, one answer, one number, its address; and down it comes when someone withdraws."""

import re
from hashlib import sha256

from starlette.testclient import TestClient

from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.documents.faces import group_of
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]

PAGE = "/verifier-une-publication"
LIST = "/publications-a-retirer"
URL = "https://exemple.ca/portes-ouvertes"
NUMBER = re.compile(r"\b1[0-9A-Z]{3}(?:-[0-9A-Z]{4}){3}\b")


def post(establishment: Establishment, people: str, **changes: str) -> dict[str, str]:
    sent = {
        "text": "Journée portes ouvertes.",
        "medium": "photo",
        "channels": "facebook",
        "purpose": "promotion",
        "on": today(establishment.ports).isoformat(),
        "people": people,
        "visible": str(len(people.splitlines())),
        "health": "no",
        "place": "event_hall",
        "incidental": "no",
        "others": "no",
    }
    return {**sent, **changes}


def allowed(establishment: Establishment, name: str) -> PersonRecord:
    person = establishment.person(name)
    establishment.confirmed(person)
    return person


def token(browser: TestClient) -> dict[str, str]:
    page = browser.get(PAGE).text
    return {name: field_of(page, name) for name in ("form_token", "once")}


def withdraw(establishment: Establishment, paper: str) -> None:
    new = NewWithdrawal(today(establishment.ports), "person", "phone")
    withdraw_consent(establishment.ports, establishment.users["communications"], paper, new)


def register(browser: TestClient, sent: dict[str, str]) -> str:
    """Check a post and get its number; return the address of its page."""
    status, answer = send(browser, PAGE, **sent)
    assert status == 303, answer
    assert "Autorisé" in browser.get(answer).text
    status, page = send(browser, answer)
    assert status == 303, page
    return page.partition("?")[0]


def test_one_number_stands_for_everyone(establishment: Establishment) -> None:
    for name in ("Un Deux", "Trois Quatre"):
        allowed(establishment, name)
    browser = establishment.signed_in("publisher")
    page = register(browser, post(establishment, "Un Deux, 1984-03-27\nTrois Quatre, 19840327"))
    shown = browser.get(page).text
    assert len(set(NUMBER.findall(shown))) == 1
    assert "2 personnes" in shown
    assert NUMBER.findall(shown)[0] in browser.get("/publications").text


def test_one_no_is_a_no_for_the_post_and_the_table_says_for_whom(establishment: Establishment) -> None:
    allowed(establishment, "Cinq Six")
    browser = establishment.signed_in("publisher")
    answer = send(browser, PAGE, **post(establishment, "Cinq Six, 1984-03-27\nSept Huit, 1984-03-27"))[1]
    page = browser.get(answer).text
    assert "Ne publiez pas cette publication" in page
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', page)
    assert rows == [("Cinq Six, 1984-03-27", "Autorisé"), ("Sept Huit, 1984-03-27", "Ne publiez pas")]
    assert send(browser, answer)[0] == 422


def test_a_line_without_its_second_detail_is_named(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    status, page = send(browser, PAGE, **post(establishment, "Un Deux, 1984-03-27\nNeuf Dix"))
    assert (status, "Ligne 2" in page, "Neuf Dix" in page) == (422, True, True)


def test_someone_who_signed_nothing_may_be_named_by_role(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    sent = post(establishment, "", visible="1")
    sent |= {"stranger-1": "public_figure", "adult-1": "yes", "purpose": "information"}
    answer = send(browser, PAGE, **sent)[1]
    assert "Personnalité publique" in browser.get(answer).text


def test_nobody_named_and_no_count_are_to_mend(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    sent = post(establishment, "")
    del sent["visible"]
    status, page = send(browser, PAGE, **sent)
    assert (status, "Nommez au moins une personne" in page, "Comptez les personnes" in page) == (
        422,
        True,
        True,
    )


def published(establishment: Establishment, browser: TestClient, name: str) -> str:
    """Register a post of one person and put it online; return the address of its page."""
    page = register(browser, post(establishment, f"{name}, 1984-03-27"))
    day = today(establishment.ports).isoformat()
    assert send(browser, page, f"{page}/publiee", url=URL, published_on=day) == (303, f"{page}?fait=publiee")
    return page


def test_a_post_is_online_at_its_address(establishment: Establishment) -> None:
    allowed(establishment, "Onze Douze")
    browser = establishment.signed_in("publisher")
    page = published(establishment, browser, "Onze Douze")
    assert URL in browser.get(page).text
    assert "Confirmer la publication" not in browser.get(page).text


def test_an_address_that_is_none_and_a_day_to_come_are_to_mend(establishment: Establishment) -> None:
    allowed(establishment, "Dix Sept")
    browser = establishment.signed_in("publisher")
    page = register(browser, post(establishment, "Dix Sept, 1984-03-27"))
    status, told = send(browser, page, f"{page}/publiee", url="ftp://exemple.ca", published_on="2099-01-01")
    assert (status, told.count('class="field-error"')) == (422, 2)
    assert browser.get(f"{page}/publiee").headers["location"] == page


def test_a_withdrawal_lists_the_post_to_take_down(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Dix Huit"))
    browser = establishment.signed_in("publisher")
    page = published(establishment, browser, "Dix Huit")
    withdraw(establishment, paper.id)
    listed = browser.get(LIST).text
    assert NUMBER.findall(browser.get(page).text)[0] in listed
    assert "Publication à retirer d" in listed
    assert "Ne publiez pas" in browser.get(page).text


def test_a_post_taken_down_leaves_the_list(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Dix Neuf"))
    browser = establishment.signed_in("publisher")
    page = published(establishment, browser, "Dix Neuf")
    withdraw(establishment, paper.id)
    action = re.findall(rf'action="({LIST}/[^"]+)"', browser.get(LIST).text)[-1]
    ref, day = action.rpartition("/")[2], today(establishment.ports).isoformat()
    assert send(browser, LIST, action)[0] == 422
    assert send(browser, LIST, action, **{f"removed_on-{ref}": "2099-01-01"})[0] == 422
    done = {f"removed_on-{ref}": day, f"evidence-{ref}": "Capture"}
    assert send(browser, LIST, action, **done) == (303, f"{LIST}?fait=retiree")
    assert ref not in browser.get(LIST).text
    assert "Retirée" in browser.get(page).text


def test_a_post_stopped_before_it_went_online_cannot_be_confirmed(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Vingt Et"))
    browser = establishment.signed_in("publisher")
    page = register(browser, post(establishment, "Vingt Et, 1984-03-27"))
    withdraw(establishment, paper.id)
    day = today(establishment.ports).isoformat()
    assert send(browser, page, f"{page}/publiee", url=URL, published_on=day) == (303, f"{page}?fait=arret")
    assert "Ne publiez pas" in browser.get(page).text


def test_what_changed_meanwhile_stops_the_number(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Treize Seize"))
    browser = establishment.signed_in("publisher")
    answer = send(browser, PAGE, **post(establishment, "Treize Seize, 1984-03-27"))[1]
    assert "Autorisé" in browser.get(answer).text
    withdraw(establishment, paper.id)
    status, told = send(browser, answer)
    assert (status, "La réponse a changé" in told, "Ne publiez pas" in told) == (422, True, True)


def test_what_blocks_in_the_text_is_shown_with_how_to_mend_it_and_gives_no_number(
    establishment: Establishment,
) -> None:
    allowed(establishment, "Rose Nommée")
    browser = establishment.signed_in("publisher")
    text = "Merci à Rose Nommée et à Zoé Tremblay! 418 555-0199"
    answer = send(browser, PAGE, **post(establishment, "Rose Nommée, 1984-03-27", text=text))[1]
    page = browser.get(answer).text
    assert re.findall(r"<mark>([^<]+)</mark>", page) == ["Zoé Tremblay", "418 555-0199"]
    assert "Autorisé" in page
    assert "retirez son nom du texte" in page
    assert "Obtenir le numéro" not in page
    status, refused = send(browser, answer)
    assert (status, refused.count("<mark>")) == (422, 2)


def test_a_strangers_name_the_time_and_the_files_are_kept(establishment: Establishment) -> None:
    allowed(establishment, "Rose Filmée")
    browser = establishment.signed_in("publisher")
    sent = post(establishment, "Rose Filmée, 1984-03-27", visible="2", text="Avec Zoé Tremblay.")
    sent |= {"stranger-2": "public_figure", "adult-2": "yes", "stranger-name-2": "Zoé Tremblay"}
    sent |= {"planned": "14 h 30", "media": "0" * 64 + " équipe.jpg", "purpose": "information"}
    answer = send(browser, PAGE, **sent)[1]
    page = browser.get(answer).text
    assert "Zoé Tremblay, Personnalité publique" in page
    assert "équipe.jpg" in page
    assert "<mark>" not in page
    assert 'value="14 h 30"' in browser.get(f"{PAGE}?de={answer.rpartition('/')[2]}").text
    wrong = send(browser, PAGE, **{**sent, "planned": "25:00", "media": "x"})
    assert (wrong[0], wrong[1].count('class="field-error"')) == (422, 1)


def test_a_post_is_changed_on_its_page_and_keeps_its_number(establishment: Establishment) -> None:
    allowed(establishment, "Rose Changée")
    browser = establishment.signed_in("publisher")
    page = register(browser, post(establishment, "Rose Changée, 1984-03-27"))
    number = NUMBER.findall(browser.get(page).text)[0]
    form = browser.get(f"{page}/modifier").text
    assert "Journée portes ouvertes." in form
    assert "Rose Changée" not in form
    sent = {"text": "Merci à Rose Changée!", "channels": "facebook", "visible": "1", "revision": "1"}
    sent["on"] = today(establishment.ports).isoformat()
    assert send(browser, f"{page}/modifier", **sent) == (303, f"{page}?fait=modifiee")
    shown = browser.get(f"{page}?fait=modifiee").text
    assert "Merci à Rose Changée!" in shown
    assert "La publication est modifiée" in shown
    assert NUMBER.findall(shown)[0] == number
    assert send(browser, f"{page}/modifier", **sent)[0] == 422


def test_a_change_that_would_not_be_clear_leaves_the_post_and_keeps_what_was_typed(
    establishment: Establishment,
) -> None:
    allowed(establishment, "Rose Gardée")
    browser = establishment.signed_in("publisher")
    page = register(browser, post(establishment, "Rose Gardée, 1984-03-27"))
    sent = {"text": "Avec Zoé Tremblay.", "channels": "facebook", "visible": "1", "revision": "1"}
    sent["on"] = today(establishment.ports).isoformat()
    status, told = send(browser, f"{page}/modifier", **sent)
    assert (status, "<mark>Zoé Tremblay</mark>" in told, "Avec Zoé Tremblay." in told) == (422, True, True)
    status, told = send(browser, f"{page}/modifier", **{**sent, "text": "", "visible": "3"})
    assert (status, "Rien n'a changé" in told.replace("&#39;", "'")) == (422, True)
    status, told = send(
        browser, f"{page}/modifier", **{**sent, "text": "", "people": "Inconnue Ici, 1984-03-27"}
    )
    assert (status, "Inconnue Ici" in told) == (422, True)
    assert "Journée portes ouvertes." in browser.get(page).text


def test_a_photo_sent_without_the_script_is_counted_and_its_fingerprint_kept(
    establishment: Establishment,
) -> None:
    allowed(establishment, "Photo Envoyée")
    browser, photo = establishment.signed_in("publisher"), group_of(2)
    device = f"{sha256(photo).hexdigest()} equipe.jpg"
    for name, media in (("equipe.jpg", ""), ("autre-nom.jpg", device)):
        sent = {**post(establishment, "Photo Envoyée, 1984-03-27", media=media), **token(browser)}
        files = {"picture": (name, photo, "image/jpeg")}
        answer = browser.post(PAGE, data=sent, files=files, follow_redirects=False)
        page = browser.get(answer.headers["location"]).text
        assert "2 visages détectés, 1 personne nommée." in page
        assert page.count("equipe.jpg") == 1
        assert "autre-nom.jpg" not in page


def test_a_photo_is_kept_when_the_rest_of_the_form_is_to_mend(establishment: Establishment) -> None:
    allowed(establishment, "Photo Gardée")
    browser = establishment.signed_in("publisher")
    sent = post(establishment, "Photo Gardée, 1984-03-27")
    files = {"picture": ("equipe.jpg", group_of(2), "image/jpeg")}
    page = browser.post(PAGE, data={**sent, "visible": "", **token(browser)}, files=files).text
    box = re.search(r'name="media" value="([^"]+)"', page)
    assert box
    assert 'name="faces" value="2"' in page
    answer = send(browser, PAGE, **sent, media=box[1], faces="2")[1]
    assert "2 visages détectés" in browser.get(answer).text


def test_a_count_that_nobody_could_mean_is_named(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    sent = post(establishment, "Rose Filmée, 1984-03-27", visible="9" * 5000)
    status, page = send(browser, PAGE, **sent)
    assert status == 422
    assert 'href="#visible"' in page
