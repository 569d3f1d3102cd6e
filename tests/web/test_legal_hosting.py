"""Who lives with a resource: legal adds and takes out one person at a time, and nobody else sees it."""

import re

import pytest

from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.publishing import NewPost, register_post
from service.registry.questions import Question, Who
from tests.web.establishment import Establishment, establishment, made_folder, send

__all__ = ["establishment", "made_folder"]


def test_legal_adds_who_lives_there_and_takes_them_out(establishment: Establishment) -> None:
    resource, child = (
        establishment.person("Lise Ressource"),
        establishment.person("Noé Hébergé", "2015-01-01"),
    )
    ref = establishment.ref(child)
    page = f"/dossiers/{establishment.ref(resource)}/placement/personnes"
    browser = establishment.signed_in("legal")
    assert "Personne n&#39;est noté ici." in browser.get(page).text
    found = send(browser, page, name="heberge noe", do="search")[1]
    assert ref in browser.get(found).text
    status, file = send(browser, found, page, name="heberge noe", do="add", who=ref)
    assert (status, "Le placement est noté" in browser.get(file).text) == (303, True)
    assert "Noé Hébergé" in browser.get(page).text
    send(browser, page, who=ref, do="remove")
    assert "Noé Hébergé" not in browser.get(page).text


def test_who_lives_there_is_asked_of_a_resource_alone(establishment: Establishment) -> None:
    person = establishment.person("Ida Ressource")
    file, browser = f"/dossiers/{establishment.ref(person)}", establishment.signed_in("legal")
    assert "Personnes qui y vivent" not in browser.get(file).text
    send(browser, f"{file}/placement", clientele="children")
    shown = browser.get(file).text
    assert f'href="{file}/placement/personnes"' in shown
    assert re.search(r"Personnes qui y vivent</dt>\s*<dd>Personne</dd>", shown)


def test_a_childs_file_says_with_whom_they_live(establishment: Establishment) -> None:
    resource, child = (
        establishment.person("Anne Accueillante"),
        establishment.person("Max Logé", "2015-01-01"),
    )
    home, browser = f"/dossiers/{establishment.ref(resource)}", establishment.signed_in("legal")
    file = f"/dossiers/{establishment.ref(child)}"
    assert "Vit chez" not in browser.get(file).text
    send(browser, f"{home}/placement/personnes", name="x", do="add", who=establishment.ref(child))
    shown = browser.get(file).text
    assert "Vit chez" in shown
    assert f'<a href="{home}">Anne Accueillante</a>' in shown
    assert "Vit chez" not in browser.get(home).text


def test_a_placement_shows_the_posts_of_whom_it_hosts_that_come_down(establishment: Establishment) -> None:
    resource, hosted = establishment.person("Ève Accueil"), establishment.person("Léa Accueillie")
    establishment.confirmed(hosted)
    question = Question("photo", ("facebook",), "promotion", today(establishment.ports))
    new = NewPost(Asked((Who(person=hosted.number),), question), "Merci!")
    register_post(establishment.ports, establishment.users["communications"], new)
    browser, file = establishment.signed_in("legal"), f"/dossiers/{establishment.ref(resource)}"
    assert "Publications à retirer</h2>" not in browser.get(file).text
    send(browser, f"{file}/placement/personnes", name="x", do="add", who=establishment.ref(hosted))
    shown = browser.get(f"{file}?fait=placement").text
    assert "Publications à retirer</h2>" in shown
    assert "ceux qu&#39;elle accueille et leurs proches" in shown


@pytest.mark.parametrize("sent", [{"do": "search", "name": ""}, {"do": "add", "name": "noe"}])
def test_what_is_missing_is_asked_again(establishment: Establishment, sent: dict[str, str]) -> None:
    page = f"/dossiers/{establishment.ref(establishment.person('Autre Ressource'))}/placement/personnes"
    browser = establishment.signed_in("legal")
    status, shown = send(browser, page, **sent)
    assert (status, 'role="alert"' in shown) == (422, True)


def test_a_resource_does_not_live_with_itself(establishment: Establishment) -> None:
    ref = establishment.ref(establishment.person("Seule Ressource"))
    page = f"/dossiers/{ref}/placement/personnes"
    status, shown = send(establishment.signed_in("legal"), page, name="seule", do="add", who=ref)
    assert (status, "celle-ci est la même" in shown) == (422, True)
