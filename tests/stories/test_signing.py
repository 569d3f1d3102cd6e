"""Signing in a real browser, in both languages: on the tablet, by a link with its code, from a poster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from service.registry.moments import today
from service.registry.people_records import PersonRecord
from tests.promises.test_links_are_inert import sent_secret
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment
from tests.web.reachable import establishment, made_folder, unreached

__all__ = ["establishment", "made_folder", "unreached"]

VISITOR = (
    "De passage dans l'établissement, sans participer à l'activité",
    "Visiting the establishment, not taking part in the activity",
)


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def answer(visitor: Visitor) -> None:
    """Answer the form: photos, on the site and with limits for the services, nothing else."""
    says = visitor.says
    visitor.check_page()
    visitor.page.get_by_label(says("Photo", "Photo"), exact=True).check()
    yes, no = says("OUI", "YES"), says("NON", "NO")
    for group in (
        visitor.page.get_by_role("group").filter(has=visitor.page.get_by_label(no, exact=True)).all()
    ):
        group.get_by_label(no, exact=True).check()
    visitor.page.get_by_role(
        "group", name=says("Informer le public : site", "Inform the public: web")
    ).get_by_label(yes, exact=True).check()
    if visitor.page.locator("[name=covers_health]").count():
        visitor.page.locator("[name=covers_health][value=no]").check()
    visitor.press(says("Relire mes réponses", "Review my answers"))


def sign(visitor: Visitor, name: str) -> None:
    """Read the answers again and sign by the name typed."""
    says = visitor.says
    visitor.sees(says("Vérifiez vos réponses", "Check your answers"))
    visitor.check_page()
    visitor.fill(says("Écrivez votre nom pour signer", "Write your name to sign"), name)
    visitor.press(says("Signer", "Sign"))
    visitor.sees(says("C'est fait", "It is done"))
    visitor.check_page()


def on_tablet(visitor: Visitor, establishment: Establishment, person: PersonRecord) -> None:
    """Open the person's page and begin: two touches."""
    says = visitor.says
    visitor.sign_in("communications")
    visitor.open(f"/personnes/{establishment.ref(person)}")
    visitor.follow(says("Mode tablette", "Tablet mode"))
    visitor.check_page()
    visitor.press(says("Commencer sur cet appareil", "Start on this device"))


def in_language(visitor: Visitor) -> None:
    """Come as someone who never came before, in one's language."""
    visitor.page.context.clear_cookies()
    cookie = {"name": "aval_langue", "value": visitor.language, "url": visitor.address}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item] # what add_cookies takes


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_on_the_tablet_two_touches_then_the_person_signs_and_nothing_is_left(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    person = establishment.person("Rosalie Desbiens")
    on_tablet(visitor, establishment, person)
    answer(visitor)
    sign(visitor, "Rosalie Desbiens")
    visitor.press(says("J'ai terminé", "I am done"))
    visitor.sees(says("Rendez la tablette", "Hand the tablet back"))
    visitor.check_page()
    for _ in range(3):
        page.go_back()
        visitor.sees(says("Rendez la tablette", "Hand the tablet back"))
    visitor.open("/a-faire")
    expect(page.get_by_role("button", name=says("Se connecter", "Sign in"))).to_be_visible()
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file
    assert [consent.state for consent in file.consents] == ["confirmed"]


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_a_link_opens_by_the_code_sent_by_text_message(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    contact = {"email": f"{language}@exemple.qc.ca", "phone": "418 555-0171", "language": language}
    person = establishment.person("Ali Ben", **contact)
    visitor.sign_in("communications")
    visitor.open(f"/personnes/{establishment.ref(person)}")
    visitor.follow(says("Envoyer un lien", "Send a link"))
    visitor.check_page()
    visitor.press(says("Envoyer le lien", "Send the link"))
    visitor.sees(says("Le lien est parti.", "The link is on its way."))
    visitor.check_page()
    in_language(visitor)
    visitor.open(f"/signer/{sent_secret(establishment)}")
    visitor.check_page()
    visitor.press(says("Recevoir mon code", "Get my code"))
    visitor.sees("71")
    visitor.fill(says("Votre code", "Your code"), "000000")
    visitor.press(says("Ouvrir le formulaire", "Open the form"))
    visitor.check_page()
    visitor.fill(says("Votre code", "Your code"), code_sent(establishment))
    visitor.press(says("Ouvrir le formulaire", "Open the form"))
    answer(visitor)
    sign(visitor, "Ali Ben")
    visitor.fill(says("Votre courriel", "Your email"), contact["email"])
    visitor.press(says("Envoyer par courriel", "Send by email"))
    visitor.sees(says("La copie est partie.", "The copy is on its way."))


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_at_an_event_whoever_reads_the_poster_signs_and_waits_to_be_confirmed(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    visitor.sign_in("communications")
    visitor.open("/affiches/nouvelle")
    visitor.check_page()
    visitor.page.locator("#activity").fill(says("Portes ouvertes", "Open house"))
    visitor.page.locator("#last_day").fill((today(establishment.ports) + timedelta(days=1)).isoformat())
    visitor.press(says("Créer l'affiche", "Make the poster"))
    visitor.check_page()
    code = page.url.partition("?")[0].rpartition("/")[2]
    in_language(visitor)
    visitor.open(f"/affiche/{code}")
    visitor.check_page()
    visitor.press(says("Continuer", "Continue"))
    visitor.check_page()
    name = says("Luc Passant", "Luke Passer")
    visitor.fill(says("Votre nom", "Your name"), name)
    visitor.page.get_by_label(says("J'ai 18 ans ou plus", "I am 18 or older")).check()
    visitor.fill(says("Votre courriel", "Your email"), "luc@exemple.qc.ca")
    visitor.tick(says("Vous êtes ici", "You are here"), says(*VISITOR))
    visitor.press(says("Continuer", "Continue"))
    answer(visitor)
    sign(visitor, name)
    visitor.sign_in("communications")
    visitor.open("/a-faire")
    expect(page.get_by_text(name, exact=True).first).to_be_visible()


@pytest.mark.long
def test_without_scripts_the_name_typed_signs(page: Page, address: str, establishment: Establishment) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr] # launched
    visitor = Visitor(context.new_page(), address)
    on_tablet_plainly(visitor, establishment)
    assert not visitor.page.locator("canvas").is_visible()
    visitor.page.locator("#full_name").fill("Zoé Plain")
    visitor.press("Signer")
    visitor.sees("C'est fait")
    context.close()


@pytest.mark.long
def test_a_drawing_made_with_the_mouse_is_kept_beside_the_name(
    page: Page, address: str, establishment: Establishment
) -> None:
    visitor = Visitor(page, address)
    person = establishment.person("Dessin Atrice")
    on_tablet(visitor, establishment, person)
    answer(visitor)
    page.set_viewport_size({"width": 1280, "height": 900})
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 40 + 15 * step, box["y"] + 60 + 25 * (step % 2))
    page.mouse.up()
    sign(visitor, "Dessin Atrice")
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file
    (screen,) = file.consents[0].screen
    drawn = establishment.ports.blobs.get(person.number, screen.drawn or "")
    assert drawn.startswith(b"\x89PNG")


def on_tablet_plainly(visitor: Visitor, establishment: Establishment) -> None:
    """Begin and answer without scripts."""
    visitor.sign_in("communications")
    visitor.open(f"/personnes/{establishment.ref(establishment.person('Zoé Plain'))}/tablette")
    visitor.press("Commencer sur cet appareil")
    visitor.page.locator("#media").check()
    for radio in visitor.page.locator("input[type=radio][value=no]").all():
        radio.check()
    visitor.page.locator("input[name=training][value=yes]").check()
    visitor.press("Relire mes réponses")


def code_sent(establishment: Establishment) -> str:
    """Return the code of the last text message."""
    now = establishment.ports.clock() + timedelta(hours=1)
    with establishment.ports.store.writing() as writer:
        jobs = sorted(writer.take_jobs(now, now, 100), key=lambda job: job.number)
    codes = [job.details["word.code"] for job in jobs if job.kind == "text"]
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    return codes[-1]
