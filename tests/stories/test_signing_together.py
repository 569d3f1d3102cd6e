"""Signing where somebody else signs too, in a real browser: a young person, a child, a represented adult."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service.registry.files import File
from service.registry.moments import today
from service.registry.people import record_capacity
from service.registry.people_records import CapacityRecord, PersonRecord
from tests.promises.test_links_are_inert import sent_secret
from tests.stories.serving import served
from tests.stories.test_signing import code_sent, in_language
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment
from tests.web.reachable import establishment, made_folder, unreached

pytestmark = pytest.mark.long

__all__ = ["establishment", "made_folder", "unreached"]

LANGUAGES = ("fr", "en")


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def aged(establishment: Establishment, name: str, years: int, **more: object) -> PersonRecord:
    """Register someone who is that old, to the day."""
    day = today(establishment.ports)
    return establishment.person(name, f"{day.year - years}-{day.month:02}-01", **more)


def file_of(establishment: Establishment, person: PersonRecord) -> File:
    """Read someone's file."""
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file
    return file


def hand_over(visitor: Visitor, establishment: Establishment, person: PersonRecord) -> None:
    """Begin on the tablet, from the person's page."""
    visitor.sign_in("communications")
    visitor.open(f"/personnes/{establishment.ref(person)}/tablette")
    visitor.check_page()


def begin(visitor: Visitor) -> None:
    """Give the tablet."""
    visitor.press(visitor.says("Commencer sur cet appareil", "Start on this device"))
    visitor.check_page()


def choose(visitor: Visitor, **chosen: str) -> None:
    """Choose answers by the names of their fields; every question left is a no."""
    for radio in visitor.page.locator("input[type=radio][value=no]").all():
        radio.check()
    visitor.page.locator("input[name=media]").first.check()
    for name, answer in chosen.items():
        visitor.page.locator(f"input[name={name}][value={answer}]").check()


def refused_by_link(visitor: Visitor, establishment: Establishment) -> None:
    """Open the link with the code of the text message, and say no."""
    says, secret = visitor.says, sent_secret(establishment)
    in_language(visitor)
    visitor.open(f"/signer/{secret}")
    visitor.press(says("Recevoir mon code", "Get my code"))
    visitor.fill(says("Votre code", "Your code"), code_sent(establishment))
    visitor.press(says("Ouvrir le formulaire", "Open the form"))
    visitor.follow(says("Je refuse", "I refuse"))
    visitor.check_page()
    assert visitor.page.get_by_role("main").locator("input:visible, textarea").count() == 0
    visitor.press(says("Confirmer mon refus", "Confirm my refusal"))
    visitor.sees(says("Votre choix compte dès maintenant", "Your choice counts from now on"))
    visitor.check_page()


def parents_answers(visitor: Visitor, limit: str) -> None:
    """As the parent, see what the young person granted, and grant less of it."""
    says, page = visitor.says, visitor.page
    visitor.press(says("Je suis le parent, le tuteur ou la tutrice", "I am the parent or tutor"))
    visitor.check_page()
    visitor.sees(says("Une autre personne a répondu avant vous", "Someone else answered before you"))
    visitor.sees(says("Limites déjà choisies, qui restent", "Limits already chosen, which stay"))
    expect(page.locator("fieldset:has(input[name=limits]) .field-hint")).to_contain_text(limit)
    asked = {radio.get_attribute("name") for radio in page.locator("input[type=radio][value=no]").all()}
    assert {"information_site", "training"} <= asked
    assert asked.isdisjoint({"promotion_social", "covers_health"})
    assert page.locator("section:not(:has(p, fieldset))").count() == 0
    choose(visitor, information_site="yes", signer="signer_parent")
    page.locator("[name=no_known_disagreement]").check()


def read_again(visitor: Visitor) -> None:
    """Go on to reading the answers again."""
    visitor.press(visitor.says("Relire mes réponses", "Review my answers"))
    visitor.sees(visitor.says("Vérifiez vos réponses", "Check your answers"))
    visitor.check_page()


def sign(visitor: Visitor, name: str) -> None:
    """Sign by the name typed."""
    visitor.fill(visitor.says("Écrivez votre nom pour signer", "Write your name to sign"), name)
    visitor.press(visitor.says("Signer", "Sign"))
    visitor.check_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_fifteen_the_young_person_answers_then_a_parent_on_the_same_tablet(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    person = aged(establishment, f"Noa Quinze {language}", 15)
    hand_over(visitor, establishment, person)
    expect(page.locator("[name=then_checked]")).not_to_be_checked()
    page.locator("[name=then_checked]").check()
    begin(visitor)
    assert page.locator("[name=signer], [name=wish]").count() == 0
    choose(visitor, information_site="yes", training="yes_with_limits")
    page.locator("input[name=limits]").first.check()
    limit = page.locator("fieldset:has(input[name=limits]) label").first.inner_text()
    read_again(visitor)
    sign(visitor, "Noa Quinze")
    visitor.sees(says("Donnez maintenant la tablette", "Now give the tablet"))
    page.go_back()
    visitor.sees(says("Donnez maintenant la tablette", "Now give the tablet"))
    parents_answers(visitor, limit)
    read_again(visitor)
    expect(page.locator("#full_name")).to_have_value("")
    sign(visitor, "Maman Quinze")
    visitor.sees(says("C'est fait", "It is done"))
    (paper,) = file_of(establishment, person).consents
    assert [(one.signer, one.name) for one in paper.signatures] == [
        ("self", "Noa Quinze"),
        ("parent", "Maman Quinze"),
    ]
    granted = {purpose for one in paper.outcomes if one.answer == "yes" for purpose in one.purposes}
    assert (paper.state, granted) == ("confirmed", {"information"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_fifteen_a_no_closes_the_request_and_no_parent_is_asked(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    mine, parents = f"noa{language}@exemple.qc.ca", f"parent{language}@exemple.qc.ca"
    person = aged(establishment, f"Noa Nenni {language}", 15, email=mine, phone="418 555-0177")
    visitor.sign_in("communications")
    visitor.open(f"/personnes/{establishment.ref(person)}/lien")
    visitor.check_page()
    page.locator("#then_email").fill(parents)
    page.locator("#then_phone").fill("418 555-0178")
    page.locator(f"input[name=language][value={language}]").check()
    visitor.press(says("Envoyer le lien", "Send the link"))
    refused_by_link(visitor, establishment)
    file = file_of(establishment, person)
    assert {block.answer for paper in file.consents for block in paper.outcomes} == {"no"}
    assert file.person.minority.minor_wish == "refuses"
    with establishment.ports.store.reading() as reader:
        waiting = [job.details.get("to") for job in reader.list_jobs()]
    assert parents not in waiting
    visitor.sign_in("communications")
    visitor.open("/invitations")
    expect(page.get_by_text(person.names.display)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_fourteen_a_parent_signs_and_the_childs_wish_is_asked(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    person = aged(establishment, f"Mia Huit {language}", 8)
    hand_over(visitor, establishment, person)
    begin(visitor)
    choose(visitor, information_site="yes")
    visitor.press(says("Relire mes réponses", "Review my answers"))
    visitor.check_page()
    assert page.title().startswith(says("Erreur", "Error"))
    wrong = page.locator(".errors a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert wrong == ["#wish", "#signer"]
    visitor.sees(says("Répondez\N{NO-BREAK SPACE}: Son souhait", "Answer: Their wish"))
    choose(visitor, information_site="yes", wish="wish_agrees", signer="signer_parent")
    page.locator("[name=no_known_disagreement]").check()
    read_again(visitor)
    sign(visitor, "Papa Huit")
    visitor.sees(says("C'est fait", "It is done"))
    (paper,) = file_of(establishment, person).consents
    assert [(one.signer, one.name) for one in paper.signatures] == [("parent", "Papa Huit")]
    assert (paper.state, dict(paper.screen[0].answers)["wish_agrees"]) == ("confirmed", "yes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_a_represented_adult_the_quality_and_the_document_shown_are_kept(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor, says = Visitor(page, address, language), Visitor(page, address, language).says
    person = establishment.person(f"Rose Majeure {language}")
    desk = establishment.users["communications"]
    record_capacity(establishment.ports, desk, person.number, CapacityRecord("tutorship"))
    hand_over(visitor, establishment, person)
    page.locator("#document_shown").fill(says("Passeport", "Passport"))
    page.locator("input[name=evidence][value=judgment]").check()
    begin(visitor)
    choose(visitor, information_site="yes", wish="wish_agrees", signer="signer_tutor_person")
    read_again(visitor)
    sign(visitor, "Luc Tuteur")
    visitor.sees(says("C'est fait", "It is done"))
    (paper,) = file_of(establishment, person).consents
    ((screen,), (signature,)) = (paper.screen, paper.signatures)
    assert (signature.signer, signature.evidence, paper.state) == ("tutor_person", "judgment", "confirmed")
    assert (screen.document_shown, screen.typed_name) == (says("Passeport", "Passport"), "Luc Tuteur")
