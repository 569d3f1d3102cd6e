"""Legal's screens: the same check for every child, orders seen by four eyes, what a publisher will see."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.registry.moments import today
from service.registry.people_records import PersonRecord
from tests.web.establishment import URL, Establishment, establishment, made_folder, make_app, send

__all__ = ["establishment", "made_folder"]


def child(establishment: Establishment, name: str) -> PersonRecord:
    person = establishment.person(name, "2014-05-05")
    establishment.confirmed(person)
    return person


def answer(establishment: Establishment, **changes: str) -> dict[str, str]:
    day = today(establishment.ports).isoformat()
    sent = {"outcome": "accepted", "protection": "none", "asked_on": day, "answered_by": "M. Roy"}
    return {**sent, **changes}


def order(establishment: Establishment, *persons: str, **changes: str) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "court": "CQ_youth",
        "file_number": "110-41-900123-259",
        "order_date": (today(establishment.ports) - timedelta(days=3)).isoformat(),
        "persons": list(persons),
        "media": "photo",
        "channels": "facebook",
        "purposes": "promotion",
        "conditions": "no_name",
        "valid_from": (today(establishment.ports) - timedelta(days=3)).isoformat(),
        "until_further": "yes",
        "statute_cited": "LPJ, art. 9.3",
        "step": "enter",
    }
    return {**sent, **changes}


def test_a_child_signed_for_by_nobody_allowed_stays_a_no_with_its_reasons(
    establishment: Establishment,
) -> None:
    page = f"/dossiers/{establishment.ref(child(establishment, 'Enfant Motifs'))}"
    shown = establishment.signed_in("legal").get(page).text
    assert "Ce que verra l&#39;éditeur" in shown
    assert "Ne publiez pas" in shown
    assert "Seules les affaires juridiques voient" in shown


def test_the_preview_follows_the_post_chosen(establishment: Establishment) -> None:
    page = f"/dossiers/{establishment.ref(child(establishment, 'Enfant Aperçu'))}"
    browser = establishment.signed_in("legal")
    chosen = {"medium": "video", "channel": "intranet", "purpose": "training", "on": "2099-01-01"}
    shown = browser.get(page, params=chosen).text
    assert "Vidéo · Intranet · Former notre personnel · 1er janvier 2099" in shown
    assert "Photo · Facebook" in browser.get(page, params={**chosen, "on": "hier"}).text


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("verification", {"outcome": "rejected", "protection": "active", "answered_by": "M. Roy"}),
        ("protection", {"status": "active", "since": "2026-02-01", "source": "Lettre"}),
        ("placement", {"clientele": "children", "kinship": "yes"}),
        ("decision", {"code": "11", "outcome": "refused", "from": "2026-01-01", "until": "2027-01-01"}),
    ],
)
def test_forms_of_a_legal_file_record_and_name_their_slips(
    establishment: Establishment, form: str, sent: dict[str, str]
) -> None:
    page = f"/dossiers/{establishment.ref(child(establishment, 'Enfant Formulaires'))}"
    browser = establishment.signed_in("legal")
    if form != "placement":
        assert send(browser, f"{page}/{form}")[0] == 422
    if form == "verification":
        sent = {**sent, "asked_on": today(establishment.ports).isoformat()}
    assert send(browser, f"{page}/{form}", **sent) == (303, f"{page}?fait={form}")
    assert browser.get(f"{page}?fait={form}").status_code == 200
    assert browser.get(f"{page}/{form}").status_code == 200


def test_an_order_is_verified_by_another_person(establishment: Establishment) -> None:
    ref = establishment.ref(child(establishment, "Enfant Ordonnance"))
    first, second = establishment.signed_in("legal"), establishment.signed_in("second")
    send(first, f"/dossiers/{ref}/protection", status="active", since="2026-02-01", source="Lettre")
    assert send(first, f"/dossiers/{ref}/ordonnance", **order(establishment))[0] == 422
    assert send(first, f"/dossiers/{ref}/ordonnance", **order(establishment, ref))[0] == 303
    link = re.search(r'href="(/ordonnances/[^"]+)"', first.get("/ordonnances").text)
    assert link
    assert "Vous avez saisi cette ordonnance" in first.get(link[1]).text
    status, page = send(first, link[1], outcome="verified")
    assert (status, "Une autre personne doit la vérifier" in page) == (422, True)
    assert send(second, link[1])[0] == 422
    assert send(second, link[1], outcome="verified") == (303, f"{link[1]}?fait=verifiee")
    shown = second.get(link[1]).text
    assert "Vérifiée" in shown
    assert all(f", par {name}" in shown for name in ("Legal", "Second"))
    assert [link[1] in second.get(f"/ordonnances?etat={one}").text for one in ("entered", "verified")] == [
        False,
        True,
    ]
    day = today(establishment.ports).isoformat()
    for stayed, state in (("yes", "Suspendue"), ("no", "Vérifiée")):
        said = {"stayed": stayed, "ground": "appeal", "since": day}
        assert send(second, link[1], f"{link[1]}/sursis", **said)[0] == 303
        assert state in second.get(link[1]).text
    assert second.get(f"{link[1]}/sursis").headers["location"] == link[1]


def test_a_court_number_that_is_none_is_named(establishment: Establishment) -> None:
    ref = establishment.ref(child(establishment, "Enfant Numéro"))
    browser = establishment.signed_in("legal")
    status, page = send(browser, f"/dossiers/{ref}/ordonnance", **order(establishment, ref, file_number="41"))
    assert (status, 'id="file_number-error"' in page) == (422, True)


def test_the_whole_of_a_file_is_read_on_one_page(establishment: Establishment) -> None:
    page = f"/dossiers/{establishment.ref(child(establishment, 'Enfant Entier'))}"
    browser = establishment.signed_in("legal")
    known = {"status": "ended", "ended": "2026-03-01", "ycja": "yes", "identifies_lpj_family": "yes"}
    send(browser, f"{page}/protection", **known, other_ban="adoption", source="Lettre")
    send(browser, f"{page}/placement", clientele="children", kinship="yes")
    sent = {"code": "1", "outcome": "accepted", "from": "2026-01-01", "until": "2027-01-01", "note": "Vu"}
    send(browser, f"{page}/decision", **sent, conditions=["no_name"])
    ref = page.rpartition("/")[2]
    more = {"works": "Fête 2026\nConcert", "judge": "Juge Fictif", "interpretation": "Sans plan serré"}
    send(browser, f"{page}/ordonnance", **order(establishment, ref, **more, dispenses_consent="yes"))
    shown = browser.get(page).text
    for told in ("Terminée", "justice pénale", "Adoption", "Enfants", "proximité", "Accepter, du", "Vu"):
        assert told in shown
    link = re.search(r'href="(/ordonnances/[^"]+)"', shown)
    assert link
    for told in ("Fête 2026, Concert", "Juge Fictif", "Sans plan serré"):
        assert told in browser.get(link[1]).text
    assert 'value="Lettre"' in browser.get(f"{page}/protection").text


def test_what_opens_a_permission_says_when_it_takes_effect(establishment: Establishment) -> None:
    policy = replace(establishment.ports.policy, minor_release="07:00")
    site = replace(establishment.site, ports=replace(establishment.ports, policy=policy))
    browser = TestClient(make_app(site), base_url=URL, headers={"Origin": URL}, follow_redirects=False)
    browser.cookies.update(dict(establishment.signed_in("legal").cookies))
    page = f"/dossiers/{establishment.ref(child(establishment, 'Enfant Demain'))}"
    send(browser, f"{page}/verification", **answer(establishment))
    assert re.search(
        r"Ne compte qu(?:'|&#39;)à partir du [^<]+ à 7\N{NO-BREAK SPACE}h", browser.get(page).text
    )


def test_signs_reported_by_communications_reach_legal_alone(establishment: Establishment) -> None:
    ref = establishment.ref(child(establishment, "Enfant Indice"))
    send(establishment.signed_in("communications"), f"/personnes/{ref}/indice", note="Parle d'une audience")
    assert "Parle d&#39;une audience" in establishment.signed_in("legal").get(f"/dossiers/{ref}").text
    shown = establishment.signed_in("communications").get(f"/personnes/{ref}").text
    assert "audience" not in shown
    assert "Indice signalé" not in shown
    assert "Indice signalé" in establishment.signed_in("legal").get(f"/personnes/{ref}").text


def test_what_waits_for_a_decision_is_listed(establishment: Establishment) -> None:
    staff = establishment.person("Parti Ailleurs")
    establishment.confirmed(staff)
    browser = establishment.signed_in("legal")
    assert browser.get("/decisions").status_code == 200


def test_legal_may_invalidate(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Papier Vicié"))
    page = f"/autorisations/{paper.id}"
    browser = establishment.signed_in("legal")
    assert "Invalider" in browser.get(page).text
    assert send(browser, page, f"{page}/etat", do="invalidate")[0] == 303
    assert "Invalidée" in browser.get(page).text
