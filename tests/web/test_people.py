"""People: found by name without a name in any address, registered once, described step by step."""

import re

import pytest

from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]

NEW = "/personnes/nouvelle"


def identity(**changes: str) -> dict[str, str]:
    return {
        "display": "Zoé St-Onge",
        "birth_date": "1984-03-27",
        "roles": "user",
        "language": "fr",
        **changes,
    }


def test_people_are_found_without_a_name_in_the_address(establishment: Establishment) -> None:
    person = establishment.person("Marie-Ève Côté-Lévesque")
    browser = establishment.signed_in("communications")
    status, path = send(browser, "/personnes", name="cote levesque")
    assert status == 303
    assert re.fullmatch(r"/personnes\?q=[0-9a-f]{32}", path)
    page = browser.get(path).text
    assert f'href="/personnes/{establishment.ref(person)}"' in page
    assert "1 personne trouvée" in page


def test_nobody_found_says_what_to_do(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    page = browser.get(send(browser, "/personnes", name="xyzzy")[1]).text
    assert "Aucune personne de ce nom" in page
    assert "Inscrire une nouvelle personne" in page
    assert send(browser, "/personnes")[0] == 422


def test_a_person_is_registered_and_the_paper_follows(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    status, path = send(browser, NEW, **identity(display="Aimé Neuf", email="aime@exemple.ca"))
    assert (status, path.partition("?")[2]) == (303, "fait=inscrite")
    assert "aime@exemple.ca" in browser.get(path).text
    page = browser.get(f"{NEW}?suite=autorisation").text
    sent = {name: field_of(page, name) for name in ("form_token", "once")}
    answer = browser.post(f"{NEW}?suite=autorisation", data={**sent, **identity(display="Aimé Dix")})
    assert answer.headers["location"].startswith("/autorisations/nouvelle/")


def test_the_name_searched_in_vain_is_written_for_the_one_who_registers(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    for search in ("/personnes", "/autorisations/nouvelle"):
        found = browser.get(send(browser, search, name="Octave Cherché")[1]).text
        path = re.search(r'href="(/personnes/nouvelle[^"]*)"', found)
        assert path
        assert 'value="Octave Cherché"' in browser.get(path[1].replace("&amp;", "&")).text


def test_a_namesake_of_the_same_day_is_shown_before_a_second_file_is_made(
    establishment: Establishment,
) -> None:
    first = establishment.person("Zoé St-Onge")
    browser = establishment.signed_in("communications")
    status, page = send(browser, NEW, **identity(display="ZOE SAINT ONGE"))
    assert status == 200
    assert establishment.ref(first) in page
    assert 'value="ZOE SAINT ONGE"' in page
    assert send(browser, NEW, **identity(), other="yes")[0] == 303


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"display": ""}, "display"),
        ({"birth_date": ""}, "birth_date"),
        ({"birth_date": "2099-01-01"}, "birth_date"),
        ({"roles": "wizard"}, "roles"),
        ({"email": "zoe"}, "email"),
        ({"staff_number": "TREZ 8403 2712"}, "staff_number"),
        ({"others": "a, b, c, d, e, f"}, "others"),
    ],
)
def test_slips_stand_beside_their_fields(
    establishment: Establishment, changes: dict[str, str], field: str
) -> None:
    browser = establishment.signed_in("communications")
    status, page = send(browser, NEW, **identity(**{"display": "Nom Unique", **changes}))
    assert status == 422
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page


def test_an_identity_is_changed_unless_someone_did_meanwhile(establishment: Establishment) -> None:
    person = establishment.person("Ancien Nom")
    page = f"/personnes/{establishment.ref(person)}"
    browser = establishment.signed_in("communications")
    revision = field_of(browser.get(f"{page}/identite").text, "revision")
    sent = identity(display="Nouveau Nom", revision=revision)
    assert send(browser, f"{page}/identite", **sent) == (303, f"{page}?fait=modifiee")
    assert "Nouveau Nom" in browser.get(page).text
    assert send(browser, f"{page}/identite", **sent)[0] == 409


@pytest.mark.parametrize(
    ("form", "sent", "shown"),
    [
        ("capacite", {"status": "tutorship", "wish": "agrees"}, "Sous tutelle"),
        ("deces", {"on": "2026-01-02"}, "2 janvier 2026"),
        ("indice", {"note": "Une visite d'une intervenante."}, "C&#39;est transmis"),
    ],
)
def test_situations_are_recorded(
    establishment: Establishment, form: str, sent: dict[str, str], shown: str
) -> None:
    person = establishment.person("Situation Notée")
    page = f"/personnes/{establishment.ref(person)}"
    browser = establishment.signed_in("communications")
    status, path = send(browser, f"{page}/{form}", **sent)
    assert status == 303
    assert shown in browser.get(path).text
    assert "intervenante" not in browser.get(page).text


def test_a_child_has_wishes_and_parents(establishment: Establishment) -> None:
    child = establishment.person("Petit Enfant", "2015-01-01")
    parent = establishment.person("Grand Parent")
    page = f"/personnes/{establishment.ref(child)}"
    browser = establishment.signed_in("communications")
    sent = {"minor_wish": "refuses", "other_parent": "refused", "conflict": "yes"}
    assert send(browser, f"{page}/enfant", **sent)[0] == 303
    assert "Refuse" in browser.get(page).text
    found = send(browser, f"{page}/liens", name="grand parent", do="search")[1]
    sent = {"name": "grand parent", "do": "add", "to": establishment.ref(parent), "kind": "child"}
    assert send(browser, found, f"{page}/liens", **sent)[0] == 303
    assert "Est enfant de cette personne" in browser.get(page).text
    assert "Cette personne est enfant" in browser.get(f"/personnes/{establishment.ref(parent)}").text


def test_every_child_reads_alike_to_communications(establishment: Establishment) -> None:
    page = f"/personnes/{establishment.ref(establishment.person('Autre Enfant', '2015-01-01'))}"
    shown = establishment.signed_in("communications").get(page).text
    assert "Pour tous les enfants, nous faisons une vérification" in shown
    assert "/dossiers/" not in shown
    assert "/dossiers/" in establishment.signed_in("legal").get(page).text


def test_a_request_reaches_communications_and_is_closed(establishment: Establishment) -> None:
    publisher = establishment.signed_in("publisher")
    sent = {"name": "Alice Demandée", "why": "Portes ouvertes", "reach": "poste 4471", "needed": "2026-12-01"}
    assert send(publisher, "/demander-une-autorisation", **sent)[0] == 303
    assert send(publisher, "/demander-une-autorisation", name="")[0] == 422
    browser = establishment.signed_in("communications")
    link = re.search(r'href="(/demandes/[^"]+)"', browser.get("/a-faire").text)
    assert link
    assert "poste 4471" in browser.get(link[1]).text
    assert send(browser, link[1]) == (303, "/a-faire?fait=fermee")
    assert "Alice Demandée" not in browser.get("/a-faire").text
    assert publisher.get(link[1]).status_code == 404
