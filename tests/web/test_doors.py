"""Who may open which page, and what is refused at the door."""

import re
from pathlib import Path

import pytest

from service.i18n.words import words_for
from service.registry.form_life import submit_form
from service.registry.moments import today
from service.web.navigation import MENUS, home_of, screens_of
from tests.registry.own_forms import written
from tests.support.taken_in import scan_of
from tests.web.auditing import alert_of, opened
from tests.web.declared import incident_of
from tests.web.establishment import PASSWORD, URL, Establishment, establishment, field_of, made_folder, send
from tests.web.expecting import event_ref
from tests.web.reading_policies import policy_of

__all__ = ["establishment", "made_folder"]

REGISTRY = Path(__file__).resolve().parents[2] / "service" / "registry"
NEVER_BY_A_PAGE = {
    *("UNKNOWN_FIELD", "EMPTY_FOR_LOOKED_UP", "ALREADY_THERE", "PUBLISHER_APART"),
    "TOKEN_TOO_LONG",
}
"""Codes that only the API or the command line can meet."""

EVERYONE = ("publisher", "communications", "legal", "admin", "auditor", "quality")
OFFICE = ("communications", "legal")
READERS = (*OFFICE, "admin")
PAGES = {
    "/": EVERYONE,
    "/role": EVERYONE,
    "/accueil": EVERYONE,
    "/qui-peut-paraitre": ("publisher", *OFFICE),
    "/ou-peut-elle-paraitre": ("publisher", *OFFICE),
    "/tableau-de-bord": ("publisher", *OFFICE),
    "/verifier-une-publication": ("publisher", *OFFICE),
    "/publications": ("publisher", *OFFICE),
    "/publications-a-retirer": ("publisher", *OFFICE),
    "/publications-revues": (*OFFICE, "quality"),
    "/relectures": ("publisher", *OFFICE),
    "/evenements": ("publisher", *OFFICE),
    "/evenements/nouveau": OFFICE,
    "/evenements/{event}": OFFICE,
    "/evenements/{event}/modifier": OFFICE,
    "/evenements/{event}/liste": ("publisher", *OFFICE),
    "/evenements/{event}/hors-ligne": ("publisher", *OFFICE),
    "/demander-une-autorisation": ("publisher", *OFFICE),
    "/demander-une-autorisation/envoyee": ("publisher", *OFFICE),
    "/a-faire": OFFICE,
    "/personnes": OFFICE,
    "/personnes/nouvelle": OFFICE,
    "/personnes/{person}": OFFICE,
    "/personnes/{person}/identite": OFFICE,
    "/personnes/{person}/capacite": OFFICE,
    "/personnes/{person}/enfant": OFFICE,
    "/personnes/{person}/deces": OFFICE,
    "/personnes/{person}/indice": OFFICE,
    "/personnes/{person}/liens": OFFICE,
    "/personnes/{person}/imprimer": OFFICE,
    "/personnes/{person}/tablette": OFFICE,
    "/personnes/{person}/lien": OFFICE,
    "/invitations": OFFICE,
    "/affiches": OFFICE,
    "/affiches/nouvelle": OFFICE,
    "/imprimer": OFFICE,
    "/messages": READERS,
    "/equipe-et-comptes": ("communications", "admin"),
    "/equipe-et-comptes/garde": ("communications", "admin"),
    "/autorisations-institutionnelles": ("publisher", *OFFICE),
    "/politiques": EVERYONE,
    "/politiques/nouvelle?texte=moderation": OFFICE,
    "/politiques/{policy}": EVERYONE,
    "/politiques/{policy}/lectures": OFFICE,
    "/integrations": ("admin",),
    "/integrations/fichiers/aval-gate.js": ("admin",),
    "/gabarits": READERS,
    "/gabarits/adult/1": READERS,
    "/gabarits/adult/101": READERS,
    "/numeriser": OFFICE,
    "/numeriser/confirmer": OFFICE,
    "/numeriser/mis-de-cote": OFFICE,
    "/numeriser/{scan}": OFFICE,
    "/numeriser/{scan}/personne": OFFICE,
    "/numeriser/{scan}/mettre-de-cote": OFFICE,
    "/autorisations/nouvelle": OFFICE,
    "/autorisations/nouvelle/{person}": OFFICE,
    "/autorisations/{consent}": OFFICE,
    "/autorisations/{consent}/signatures": OFFICE,
    "/autorisations/{consent}/usages": OFFICE,
    "/autorisations/{consent}/document": OFFICE,
    "/autorisations/{consent}/verifier": OFFICE,
    "/autorisations/{consent}/retrait": OFFICE,
    "/retrait": OFFICE,
    "/retrait/{person}": OFFICE,
    "/demandes/{request}": OFFICE,
    "/demandes/{request}/transmettre": OFFICE,
    "/demandes/{request}/reponse": ("legal",),
    "/personnes/{person}/demande": OFFICE,
    "/a-traiter": ("legal",),
    "/dossiers": ("legal",),
    "/dossiers/demande": ("legal",),
    "/dossiers/demandes/{day}": ("legal",),
    "/dossiers/demandes/{day}/lettre": ("legal",),
    "/dossiers/demandes/{day}/reponses": ("legal",),
    "/dossiers/indices": ("legal",),
    "/dossiers/{person}/indices": ("legal",),
    "/dossiers/{person}": ("legal",),
    "/dossiers/{person}/verification": ("legal",),
    "/dossiers/{person}/protection": ("legal",),
    "/dossiers/{person}/placement": ("legal",),
    "/dossiers/{person}/placement/personnes": ("legal",),
    "/dossiers/{person}/decision": ("legal",),
    "/dossiers/{person}/ordonnance": ("legal",),
    "/ordonnances": ("legal",),
    "/ordonnances/{order}": ("legal",),
    "/ordonnances/{order}/renouveler": ("legal",),
    "/echeances": ("legal",),
    "/decisions": ("legal",),
    "/journal": ("auditor",),
    "/alertes-d-acces": ("auditor",),
    "/alertes-d-acces/{alert}": ("auditor",),
    "/acces-d-exception": ("legal", "auditor", "quality"),
    "/acces-d-exception/demander": ("auditor", "quality"),
    "/acces-d-exception/{exception}": ("legal", "auditor", "quality"),
    "/acces-d-exception/{exception}/lecture": ("quality",),
    "/reconstituer": ("legal", "auditor", "quality"),
    "/incidents": ("auditor", "quality"),
    "/incidents/registre": ("auditor", "quality"),
    "/incidents/{incident}": ("auditor", "quality"),
    "/incidents/{incident}/evaluation": ("quality",),
    "/controle-mensuel": ("auditor", "quality"),
    "/rien-ici": (),
}


@pytest.fixture(scope="module")
def names(establishment: Establishment) -> dict[str, str]:
    """What stands in the addresses of the table."""
    person = establishment.person("Léa Fortin", "2014-05-05")
    submit_form(establishment.ports, establishment.users["communications"], written())
    return {
        "person": establishment.ref(person),
        "day": today(establishment.ports).isoformat(),
        "order": establishment.order(person),
        "consent": establishment.consent(person).id,
        "scan": scan_of(establishment, person),
        "exception": opened(establishment, person.number),
        "alert": alert_of(establishment),
        "request": establishment.request(),
        "event": event_ref(establishment, person),
        "incident": incident_of(establishment),
        "policy": policy_of(establishment),
    }


@pytest.mark.parametrize(
    "role",
    [
        one if one in ("publisher", "communications") else pytest.param(one, marks=pytest.mark.long)
        for one in EVERYONE
    ],
)
def test_a_role_opens_its_own_pages_and_no_other(
    establishment: Establishment, names: dict[str, str], role: str
) -> None:
    browser = establishment.signed_in(role)
    met = {page: browser.get(page.format(**names)).status_code for page in PAGES}
    allowed = {page for page, status in met.items() if status in {200, 303}}
    assert allowed == {page for page, roles in PAGES.items() if role in roles}
    assert {status for page, status in met.items() if page not in allowed} == {404}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_absent_and_not_for_this_role_are_one_answer(
    establishment: Establishment, names: dict[str, str], language: str
) -> None:
    browser = establishment.signed_in("publisher", language)
    hidden, absent = (browser.get(path) for path in (f"/dossiers/{names['person']}", "/dossiers/rien"))
    assert hidden.text.replace(names["person"], "") == absent.text.replace("rien", "")
    assert dict(hidden.headers) | {"content-length": ""} == dict(absent.headers) | {"content-length": ""}


def test_without_a_session_every_page_leads_to_signing_in_and_back(
    establishment: Establishment, names: dict[str, str]
) -> None:
    browser = establishment.browser()
    for page in PAGES:
        answer = browser.get(page.format(**names))
        assert (answer.status_code, answer.headers.get("location", "")[:10]) in {
            (303, "/connexion"),
            (404, ""),
        }
    assert browser.get("/a-faire").headers["location"] == "/connexion?suite=%2Fa-faire"


@pytest.mark.parametrize("user", ["publisher", "communications", "legal"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_menu_leads_somewhere(establishment: Establishment, user: str, language: str) -> None:
    browser = establishment.signed_in(user, language)
    for screen in screens_of(user, "/"):
        page = browser.get(screen.path)
        assert page.status_code == 200
        assert f'href="{screen.path}" aria-current="page"' in page.text
    assert home_of(user) == MENUS[user][0][0]


@pytest.mark.parametrize(
    ("origin", "token"),
    [
        pytest.param("https://ailleurs.exemple", "", id="another site"),
        pytest.param("null", "", id="no site"),
        pytest.param("", "", id="no origin"),
        pytest.param(URL, "0" * 32, id="another token"),
    ],
)
def test_a_forged_form_does_nothing(establishment: Establishment, origin: str, token: str) -> None:
    browser = establishment.signed_in("publisher")
    page = browser.get("/demander-une-autorisation").text
    sent = {"name": "Forgée", "why": "Rien", "form_token": token or field_of(page, "form_token")}
    answer = browser.post("/demander-une-autorisation", data=sent, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "Rien n'a été enregistré" in answer.text.replace("&#39;", "'")
    assert "Forgée" not in establishment.signed_in("communications").get("/a-faire").text


def test_signing_in_from_another_site_is_refused(establishment: Establishment) -> None:
    browser = establishment.browser()
    sent = {"email": "publisher@exemple.ca", "password": PASSWORD}
    assert browser.post("/connexion", data=sent, headers={"Origin": "https://x.exemple"}).status_code == 403


def test_a_form_too_large_is_refused(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    big = b"x" * (27 * 1024 * 1024)
    answer = browser.post(
        "/personnes", content=big, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 403


def test_every_page_has_the_same_headers(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    paths = ("/qui-peut-paraitre", "/publications", "/rien", "/verifier-une-publication")
    headers = [dict(browser.get(path).headers) for path in paths]
    for one in headers:
        one.pop("content-length")
    assert all(one == headers[0] for one in headers)
    assert headers[0]["cache-control"] == "no-store"
    assert "etag" not in headers[0]


def test_assets_are_kept_by_browsers_and_change_their_address(establishment: Establishment) -> None:
    browser = establishment.browser()
    sheet = re.search(r'href="(/static/[^"]+aval\.css)"', browser.get("/connexion").text)
    assert sheet
    answer = browser.get(sheet[1])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in answer.headers["cache-control"]
    assert browser.get("/static/0000000000000000/aval.css").status_code == 404
    assert browser.get(sheet[1].replace("aval.css", "../rendering.py")).status_code == 404


def test_a_form_sent_twice_does_its_work_once(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    page = browser.get("/demander-une-autorisation").text
    sent = {name: field_of(page, name) for name in ("form_token", "once")}
    sent |= {"name": "Une Seule Fois", "why": "Portes ouvertes"}
    answers = [browser.post("/demander-une-autorisation", data=sent) for _ in range(2)]
    assert {(one.status_code, one.headers["location"]) for one in answers} == {
        (303, "/demander-une-autorisation/envoyee")
    }
    desk = establishment.signed_in("communications").get("/a-faire").text
    assert desk.count("<span>Une Seule Fois</span>") == 1


def test_a_ticket_opens_for_its_own_session_alone(establishment: Establishment) -> None:
    sent = {
        "medium": "photo",
        "channels": "facebook",
        "purpose": "promotion",
        "on": "2099-01-01",
        "health": "no",
    }
    status, answer = send(establishment.signed_in("publisher"), "/qui-peut-paraitre", who="Zoé", **sent)
    assert status == 303
    assert establishment.signed_in("communications").get(answer).status_code == 404


def test_everything_a_use_case_refuses_has_its_words() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in REGISTRY.glob("*.py"))
    codes = set(re.findall(r'(?:Fault|Conflict|NotAllowed)\([^)]*?"([A-Z_]{3,})"', source))
    texts = words_for("legal", "fr").texts
    said = {key.rpartition(".")[2] for key in texts if key.startswith("error.")}
    assert codes - said - NEVER_BY_A_PAGE == set()
    assert codes >= {"MISSING", "IN_THE_FUTURE", "FOUR_EYES", "WRONG_STATE"}
