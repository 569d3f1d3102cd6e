"""The pages of events: a list that says nothing of who may not appear, and one screen to prepare all.

Seen to fail: with everyone expected on the list, greyed out, and with their number below it.
"""

import re
from io import BytesIO

import pytest
from httpx2 import Response
from pypdf import PdfReader
from starlette.testclient import TestClient

from service.registry import rosters
from service.registry.event_people import add_people, remove_person
from service.registry.questions import Who
from tests.web.establishment import MASKED, Establishment, establishment, field_of, made_folder
from tests.web.expecting import event_ref, event_with

__all__ = ["establishment", "made_folder"]

NEW = {
    "event_name": "Fête d'hiver",
    "place": "Gymnase",
    "medium": "photo",
    "channels": "facebook",
    "purpose": "promotion",
    "health": "no",
}


def page_of(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text


def sent(browser: TestClient, page: str, into: str, **fields: str | list[str]) -> Response:
    """Fill a page's form in and send it somewhere."""
    shown = browser.get(page).text
    hidden = {name: field_of(shown, name) for name in ("form_token", "once")}
    return browser.post(into, data={**hidden, **fields})


def masked(browser: TestClient, path: str) -> tuple[object, ...]:
    answer = browser.get(path)
    # The signature and the hours of a list taken along are of the moment; its rows are compared elsewhere.
    text = re.sub(r'data-note="[^"]*"', "", answer.text)
    return answer.status_code, dict(answer.headers), MASKED.sub("", text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_list_is_the_same_page_when_somebody_blocked_comes_or_goes(
    establishment: Establishment, language: str
) -> None:
    allowed, blocked = (establishment.person(f"{name} {language}") for name in ("Ana Libre", "Bo Bloqué"))
    establishment.confirmed(allowed)
    event = event_with(establishment, allowed)
    ref = establishment.ports.references.seal("event", event.number)
    browser, desk = establishment.signed_in("publisher", language), establishment.users["communications"]
    paths = ("/evenements", f"/evenements/{ref}/liste", f"/evenements/{ref}/hors-ligne")
    before = [masked(browser, path) for path in paths]
    add_people(establishment.ports, desk, event.number, [Who(person=blocked.number)])
    assert [masked(browser, path) for path in paths] == before
    remove_person(establishment.ports, desk, event.number, blocked.number)
    assert [masked(browser, path) for path in paths] == before


def test_a_tap_on_a_name_leads_to_the_answer(establishment: Establishment) -> None:
    person = establishment.person("Cléo Tapée")
    paper = establishment.confirmed(person)
    ref = event_ref(establishment, person)
    browser = establishment.signed_in("publisher")
    page = page_of(browser, f"/evenements/{ref}/liste")
    one = field_of(page, "one") or re.search(r'name="one" value="([^"]*)"', page)[1]  # type: ignore[index] # it is there
    answer = sent(browser, f"/evenements/{ref}/liste", f"/evenements/{ref}/liste", one=one)
    shown = page_of(browser, answer.headers["location"])
    assert "Cléo Tapée" in shown
    assert "-".join(paper.id[start : start + 4] for start in range(0, 16, 4)) in shown
    assert "Portes ouvertes" in shown


def test_several_ticked_fill_a_post_in(establishment: Establishment) -> None:
    people = [establishment.person(f"{name} Cochée") for name in ("Dia", "Eva")]
    for one in people:
        establishment.confirmed(one)
    ref = event_ref(establishment, *people)
    browser = establishment.signed_in("publisher")
    page = page_of(browser, f"/evenements/{ref}/liste")
    ticked = re.findall(r'name="people" value="([^"]*)"', page)
    path = f"/evenements/{ref}/liste"
    answer = sent(browser, path, path, people=ticked)
    form = page_of(browser, answer.headers["location"])
    assert "\n".join(ticked) in form
    assert field_of(form, "activity") == "Portes ouvertes"


def test_nobody_ticked_stays_on_the_list(establishment: Establishment) -> None:
    path = f"/evenements/{event_ref(establishment)}/liste"
    answer = sent(establishment.signed_in("publisher"), f"{path[:-6]}/liste", path)
    assert answer.headers["location"] == path


def test_an_event_is_made_changed_and_ended(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    day = field_of(page_of(browser, "/evenements/nouveau"), "on")
    made = sent(browser, "/evenements/nouveau", "/evenements/nouveau", **NEW, on=day)
    path = made.headers["location"].partition("?")[0]
    assert "Fête d&#39;hiver" in page_of(browser, made.headers["location"])
    changed = NEW | {"event_name": "Fête de Noël", "on": day}
    sent(browser, f"{path}/modifier", f"{path}/modifier", **changed)
    assert "Fête de Noël" in page_of(browser, "/evenements")
    sent(browser, path, f"{path}/fin")
    assert "Fête de Noël" not in page_of(browser, "/evenements")
    assert "terminé" in page_of(browser, path)
    late = sent(browser, path, f"{path}/modifier", **changed)
    assert (late.status_code, "ne change plus" in late.text) == (422, True)


def test_what_is_wrong_of_an_event_is_said_and_the_rest_kept(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    answer = sent(browser, "/evenements/nouveau", "/evenements/nouveau", **(NEW | {"event_name": ""}), on="x")
    assert answer.status_code == 422
    assert "Écrivez le nom" in answer.text
    assert field_of(answer.text, "place") == "Gymnase"


def test_lines_that_are_not_found_stay_in_the_field(establishment: Establishment) -> None:
    establishment.person("Fanny Trouvée")
    browser, path = establishment.signed_in("communications"), f"/evenements/{event_ref(establishment)}"
    lines = "Fanny Trouvée; 1984-03-27\nPersonne Inconnue, 1984-03-27\nNom Seul"
    answer = sent(browser, path, f"{path}/personnes", lines=lines)
    assert answer.status_code == 422
    assert ">Personne Inconnue, 1984-03-27\nNom Seul</textarea>" in answer.text
    assert "Ligne 1, «\N{NO-BREAK SPACE}Personne Inconnue" in answer.text
    assert "Fanny Trouvée</a>" in answer.text
    nothing = sent(browser, path, f"{path}/personnes")
    assert (nothing.status_code, "Collez au moins une ligne" in nothing.text) == (422, True)


def test_somebody_added_can_be_taken_off(establishment: Establishment) -> None:
    person = establishment.person("Gil Retiré")
    browser, path = (
        establishment.signed_in("communications"),
        f"/evenements/{event_ref(establishment, person)}",
    )
    assert "Gil Retiré" in page_of(browser, path)
    sent(browser, path, f"{path}/retirer", person=establishment.ref(person))
    assert "Gil Retiré" not in page_of(browser, path)


def test_the_kit_is_made_from_one_screen(establishment: Establishment) -> None:
    person = establishment.person("Hugo Portenom")
    browser, path = (
        establishment.signed_in("communications"),
        f"/evenements/{event_ref(establishment, person)}",
    )
    page = page_of(browser, path)
    family = re.search(r'<option value="(\w[^"]*)" selected', page)[1]  # type: ignore[index] # it is there
    day = field_of(page, "last_day")
    sent(browser, path, f"{path}/affiche", family=family, language="fr", last_day=day)
    assert "Ouvrir l&#39;affiche" in page_of(browser, path)
    forms = sent(browser, path, f"{path}/formulaires", form_family=family, form_language="fr", copies="2")
    assert forms.headers["content-type"] == "application/pdf"
    assert "Portes ouvertes" in PdfReader(BytesIO(forms.content)).pages[0].extract_text()
    badges = sent(browser, path, f"{path}/porte-noms")
    assert "Hugo Portenom" in PdfReader(BytesIO(badges.content)).pages[0].extract_text()
    wrong = sent(browser, path, f"{path}/formulaires", form_family=family, form_language="fr", copies="0")
    assert wrong.status_code == 422


def test_badges_of_nobody_are_not_printed(establishment: Establishment) -> None:
    path = f"/evenements/{event_ref(establishment)}"
    answer = sent(establishment.signed_in("communications"), path, f"{path}/porte-noms")
    assert (answer.status_code, "Personne n&#39;est attendu" in answer.text) == (422, True)


def test_badges_are_the_same_bytes_whether_somebody_is_blocked_or_has_not_answered(
    establishment: Establishment,
) -> None:
    def badges(event: int) -> bytes:
        browser = establishment.signed_in("communications")
        path = f"/evenements/{establishment.ports.references.seal('event', event)}"
        return sent(browser, path, f"{path}/porte-noms").content

    person = establishment.person("Ida Neutre")
    event = event_with(establishment, person).number
    before = badges(event)
    establishment.confirmed(person, "no")
    assert badges(event) == before


def test_few_received_are_not_counted(establishment: Establishment) -> None:
    path = f"/evenements/{event_ref(establishment)}"
    assert "Moins de 10" in page_of(establishment.signed_in("communications"), path)
    assert rosters.HIDDEN_UNDER == 10


def test_the_worker_may_act_on_events_alone(establishment: Establishment) -> None:
    answer = establishment.signed_in("publisher").get("/evenements/hors-ligne.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "service-worker-allowed" not in answer.headers


def test_who_signs_out_leaves_no_list_on_the_device(establishment: Establishment) -> None:
    answer = sent(establishment.signed_in("publisher"), "/evenements", "/deconnexion")
    assert answer.headers["clear-site-data"] == '"storage"'
