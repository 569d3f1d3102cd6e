"""Role × page: every page that a signed-in visit opens stands in a table with the roles that may.

Seen to fail: with the row of a page taken out, and with a page served at an address without a row. Nothing
stands at most of these addresses, so that they answer 404 to everybody: each page has tests of its own doors.
"""

import re

import pytest

from service.web.pages import SCREENS
from tests.web.establishment import Establishment, establishment, made_folder
from tests.web.test_doors import EVERYONE, OFFICE, PAGES, READERS

__all__ = ["establishment", "made_folder"]

ASKERS = ("publisher", *OFFICE)
LEGAL = ("legal",)
LEADS_BACK = EVERYONE
"""An address that a form is sent to: opened, it shows nothing and leads to its page, which asks who comes."""
DETAILS = {
    "/deconnexion": EVERYONE,
    "/qui-peut-paraitre/{ticket}": ASKERS,
    "/ou-peut-elle-paraitre/{ticket}": ASKERS,
    "/recus/{ref}": ASKERS,
    "/verifier-une-publication/{ticket}": ASKERS,
    "/publications/{ref}": ASKERS,
    "/publications/{ref}/publiee": LEADS_BACK,
    "/publications/{ref}/modifier": ASKERS,
    "/publications/{ref}/adresses": ASKERS,
    "/publications/{ref}/lien": LEADS_BACK,
    "/verifier-une-publication/{ticket}/relecture": ASKERS,
    "/relectures/{ref}": LEADS_BACK,
    "/publications/{ref}/image": ASKERS,
    "/publications-a-retirer/{ref}": ASKERS,
    "/publications-a-retirer/{ref}/preuve": ASKERS,
    "/autorisations-institutionnelles/{ref}": ASKERS,
    "/autorisations-institutionnelles/{ref}/reponse": LEADS_BACK,
    "/autorisations-institutionnelles/{ref}/retrait": LEADS_BACK,
    "/equipe-et-comptes/garde/pouvoir": LEADS_BACK,
    "/evenements/hors-ligne.js": ASKERS,
    "/invitations/{ref}": OFFICE,
    "/invitations/{ref}/lien": OFFICE,
    "/affiches/{ref}": OFFICE,
    "/affiches/{ref}/pdf": OFFICE,
    "/numeriser/{ref}/page/{page}": OFFICE,
    "/numeriser/{ref}/ecriture/{key}": OFFICE,
    "/numeriser/{ref}/original": OFFICE,
    "/gabarits/{family}/{version}": READERS,
    "/gabarits/{family}/{version}/publier": READERS,
    "/gabarits/{family}/{version}/approuver": READERS,
    "/gabarits/{family}/{version}/exemple/{language}": READERS,
    "/gabarits/{family}/{version}/fichiers/{name}": READERS,
    "/autorisations/{number}/originaux/{digest}": OFFICE,
    "/autorisations/{number}/recu": OFFICE,
    "/autorisations/{number}/scelle": OFFICE,
    "/autorisations/{number}/etat": LEADS_BACK,
    "/dossiers/demandes/{day}/liste.csv": LEGAL,
    "/dossiers/demandes/{day}/fichier": LEGAL,
    "/ordonnances/{ref}/sursis": LEADS_BACK,
    "/ordonnances/{ref}/copie": LEGAL,
    "/reconstituer/{ticket}": ("legal", "auditor", "quality"),
    "/reconstituer/{ticket}/{name}": ("legal", "auditor", "quality"),
    "/echeances/calendrier.ics": LEGAL,
    "/integrations/fichiers/{name}": ("admin",),
    "/politiques/nouvelle": OFFICE,
    "/politiques/en-vigueur/{policy}": EVERYONE,
    "/politiques/{ref}/document": EVERYONE,
    "/politiques/{ref}/approuver": LEADS_BACK,
    "/politiques/{ref}/lu": LEADS_BACK,
    "/politiques/{ref}/lectures/rappel": LEADS_BACK,
    "/integrations/{ref}/arreter": LEADS_BACK,
    "/integrations/{ref}/reprendre": LEADS_BACK,
    "/integrations/{ref}/renvoyer": LEADS_BACK,
    "/incidents/registre/{name}": ("auditor", "quality"),
    "/controle-mensuel/{ref}": ("auditor", "quality"),
    "/controle-mensuel/{ref}/{name}": ("auditor", "quality"),
    "/controle-mensuel/{ref}/publications/{drawn}": ("auditor", "quality"),
}
"""Pages of what has to be made first: who may is opened to by the tests of each page, who may not here."""
TABLE = PAGES | DETAILS


def pattern(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def signed_pages() -> set[str]:
    """Addresses that a page of somebody signed in has."""
    return {
        route.path
        for screen in SCREENS
        for route in screen.router.routes
        if "GET" in route.methods and "visit" in {one.call.__name__ for one in route.dependant.dependencies}
    }


def test_every_page_of_a_visit_has_its_row() -> None:
    known = {pattern(path) for path in TABLE}
    assert sorted(path for path in signed_pages() if pattern(path) not in known) == []


def test_no_row_is_left_over() -> None:
    open_to_sight = {pattern(path) for path in signed_pages()}
    assert sorted(path for path in DETAILS if pattern(path) not in open_to_sight) == []


@pytest.mark.parametrize("role", EVERYONE)
def test_a_role_opens_no_page_that_is_not_its_own(establishment: Establishment, role: str) -> None:
    browser = establishment.signed_in(role)
    others = [path for path, roles in DETAILS.items() if role not in roles]
    opened = {path: browser.get(pattern(path).replace("{}", "1")).status_code for path in others}
    assert {path: status for path, status in opened.items() if status != 404} == {}
