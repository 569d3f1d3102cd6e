"""« À traiter », and requests that go from communications to legal and back."""

import re
from datetime import timedelta

import pytest

from service.registry.moments import today
from service.registry.people import NewPerson, record_death, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.waiting import REVIEWABLE
from tests.web.establishment import Establishment, establishment, made_folder, send
from tests.web.pictures import gallery_page

__all__ = ["establishment", "made_folder"]


def departed(establishment: Establishment, name: str) -> PersonRecord:
    """A nurse who left, with a paper in force."""
    new = NewPerson(
        Names(name),
        (RolePeriod("former_staff"),),
        birth_date=today(establishment.ports).fromisoformat("1984-03-27"),
    )
    person = register_person(establishment.ports, establishment.users["communications"], new)
    establishment.confirmed(person)
    return person


def lines(page: str, about: str) -> list[str]:
    """What the list says of someone."""
    return [one for one in re.findall(r"<li>.*?</li>", page, re.DOTALL) if about in one]


def test_a_review_is_one_click_from_where_it_is_decided(establishment: Establishment) -> None:
    person = departed(establishment, "Anne Partie")
    browser = establishment.signed_in("legal")
    (line,) = lines(browser.get("/a-traiter").text, "Anne Partie")
    link = re.search(r'href="([^"]+)"', line)
    item = REVIEWABLE.index("STAFF_LEFT") + 1
    assert link
    assert link[1] == f"/dossiers/{establishment.ref(person)}/decision?motif={item}"
    day = today(establishment.ports)
    sent = {"code": str(item), "outcome": "accepted", "conditions": "no_tag", "note": "Vu"}
    dates = {"from": day.isoformat(), "until": (day + timedelta(days=99)).isoformat()}
    assert send(browser, link[1], **sent, **dates)[0] == 303
    assert lines(browser.get("/a-traiter").text, "Anne Partie") == []


def test_an_order_to_verify_waits_for_another_than_who_entered_it(establishment: Establishment) -> None:
    child = establishment.person("Noé Saisi", "2016-01-01")
    establishment.order(child, "legal")
    seen = {user: establishment.signed_in(user).get("/a-traiter").text for user in ("legal", "second")}
    told = {
        user: "Vérifier une ordonnance" in "".join(lines(page, "Noé Saisi")) for user, page in seen.items()
    }
    assert told == {"legal": False, "second": True}


def test_signs_and_checks_wait_among_the_rest(establishment: Establishment) -> None:
    child = establishment.person("Léo Indice", "2016-01-01")
    establishment.consent(child, signers=("parent",))
    ref = establishment.ref(child)
    send(establishment.signed_in("communications"), f"/personnes/{ref}/indice", note="Une audience")
    browser = establishment.signed_in("legal")
    told = "".join(lines(browser.get("/a-traiter").text, "Léo Indice"))
    assert "Lire un indice signalé" in told
    assert "Demander la vérification" in told
    assert "audience" not in told


def test_many_of_one_kind_are_one_line_that_leads_to_their_list(establishment: Establishment) -> None:
    for n in range(9):
        departed(establishment, f"Groupe Départ {n}")
    page = establishment.signed_in("legal").get("/a-traiter").text
    assert lines(page, "Groupe Départ") == []
    assert 'href="/decisions"' in page
    assert "Groupe Départ 8" in establishment.signed_in("legal").get("/decisions").text


@pytest.mark.parametrize("known", ["unknown to the registry", "departed"])
def test_a_request_goes_to_legal_and_comes_back_with_an_answer(
    establishment: Establishment, known: str
) -> None:
    name = f"Rita {known}"
    if known == "departed":
        departed(establishment, name)
    path = f"/demandes/{establishment.request(name)}"
    office, legal = establishment.signed_in("communications"), establishment.signed_in("legal")
    assert lines(legal.get("/a-traiter").text, name) == [] or known == "departed"
    assert send(office, path, f"{path}/transmettre", note="Pour jeudi") == (303, "/a-faire?fait=transmise")
    assert "en main des affaires juridiques" in "".join(lines(office.get("/a-faire").text, name))
    assert send(office, path, f"{path}/transmettre")[0] == 422
    (line,) = [one for one in lines(legal.get("/a-traiter").text, name) if "demande transmise" in one]
    assert f'href="{path}/reponse"' in line
    assert "Pour jeudi" in legal.get(f"{path}/reponse").text
    assert send(legal, f"{path}/reponse", ready="own")[0] == 422
    assert send(legal, f"{path}/reponse", ready="go_on") == (303, "/a-traiter?fait=repondue")
    assert "Lire la réponse" in "".join(lines(office.get("/a-faire").text, name))
    assert "Le registre donne la réponse à jour" in office.get(path).text
    assert send(office, path) == (303, "/a-faire?fait=fermee")
    assert send(legal, f"{path}/reponse", ready="go_on")[0] == 422


def test_legal_may_close_a_request_with_its_answer(establishment: Establishment) -> None:
    path = f"/demandes/{establishment.request('Yves Fermé')}"
    send(establishment.signed_in("communications"), path, f"{path}/transmettre")
    legal = establishment.signed_in("legal")
    send(legal, f"{path}/reponse", ready="own", answer="Rien à faire de plus.", close="yes")
    shown = establishment.signed_in("communications").get(path).text
    assert "La demande est fermée." in shown
    assert "Rien à faire de plus." in shown
    assert lines(establishment.signed_in("communications").get("/a-faire").text, "Yves Fermé") == []


def test_the_form_warns_never_to_say_why_and_offers_two_sentences(establishment: Establishment) -> None:
    path = f"/demandes/{establishment.request('Avis Neutre')}"
    send(establishment.signed_in("communications"), path, f"{path}/transmettre")
    page = establishment.signed_in("legal").get(f"{path}/reponse").text
    assert "Ne dites jamais pourquoi." in page
    assert len(re.findall(r'type="radio" [^>]*name="ready"', page)) == 3


def test_communications_ask_legal_about_a_person_of_theirs(establishment: Establishment) -> None:
    person = establishment.confirmed(establishment.person("Odile Question")).person
    ref = establishment.ports.references.seal("person", person)
    office, legal = establishment.signed_in("communications"), establishment.signed_in("legal")
    assert f"/personnes/{ref}/demande" in office.get(f"/personnes/{ref}").text
    assert send(office, f"/personnes/{ref}/demande")[0] == 422
    done = send(office, f"/personnes/{ref}/demande", note="Hommage au bulletin?")
    assert done == (303, f"/personnes/{ref}?fait=demandee")
    link = re.search(r'href="(/demandes/[^"]+/reponse)"', "".join(
        lines(legal.get("/a-traiter").text, "Odile Question")))  # fmt: skip
    assert link
    page = legal.get(link[1]).text
    assert "Hommage au bulletin?" in page
    assert f'href="/dossiers/{ref}"' in page


def test_whoever_asked_reads_the_same_whatever_became_of_it(establishment: Establishment) -> None:
    path = f"/demandes/{establishment.request('Paul Même')}"
    publisher = establishment.signed_in("publisher")
    send(establishment.signed_in("communications"), path, f"{path}/transmettre")
    for page in (path, f"{path}/reponse", "/a-traiter"):
        assert publisher.get(page).status_code == 404


@pytest.mark.parametrize(("language", "told"), [("fr", "Rien n&#39;attend."), ("en", "Nothing is waiting.")])
def test_a_list_with_nothing_in_it_says_so(language: str, told: str) -> None:
    page = gallery_page("legal/queue.html", language, role="legal", groups=[], said="")
    assert told in page.decode()


def test_orders_are_listed_by_state_and_wait_among_the_rest(establishment: Establishment) -> None:
    ref = establishment.order(establishment.person("Noé Ordonnance", "2016-01-01"))
    legal, path = establishment.signed_in("legal"), f"/ordonnances/{ref}"
    assert path in "".join(lines(legal.get("/a-traiter").text, "Noé Ordonnance"))
    for state in ("", "?etat=entered", "?etat=nothing"):
        assert path in legal.get(f"/ordonnances{state}").text
    assert path not in legal.get("/ordonnances?etat=verified").text
    assert send(legal, path, outcome="rejected")[0] == 303
    assert path in legal.get("/ordonnances?etat=rejected").text
    assert path not in "".join(lines(legal.get("/a-traiter").text, "Noé Ordonnance"))


def test_a_death_waits_for_a_decision(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Aline Hommage"))
    day = today(establishment.ports)
    record_death(establishment.ports, establishment.users["communications"], paper.person, day)
    page = establishment.signed_in("legal").get("/decisions").text
    assert "Aline Hommage" in page
