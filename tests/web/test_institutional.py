"""« Contenu confidentiel », « Garde et pouvoirs » and the proof of a removal, as their pages say them.

Seen to fail: with the answer's form shown to who asked, with the conditions of a grant left out of those to
tick, with a proof sent without its record in the journal, and with powers given by communications.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from service.registry import accounts
from service.registry.access_log import JournalFilter, read_access_log
from service.registry.account_records import Caller
from service.registry.institutional import (
    Given,
    Wanted,
    answer_institutional,
    ask_institutional,
    list_institutional,
)
from service.registry.institutional_records import InstitutionalRecord
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.registry.takedowns import Removed, finish_takedown, list_takedowns
from service.registry.team import set_offices
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.web.establishment import Establishment, Field, establishment, made_folder, send

__all__ = ["establishment", "made_folder"]

PAGE = "/autorisations-institutionnelles"
TEAM = "/equipe-et-comptes/garde"
PROOF = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def holder(establishment: Establishment) -> Iterator[Establishment]:
    """Somebody of communications answers in the name of the DCAI."""
    give(establishment, "dcai")
    yield establishment
    give(establishment)


def give(e: Establishment, *offices: str) -> None:
    set_offices(e.ports, accounts.operator(), "communications@exemple.ca", offices)


def asked(e: Establishment, content: str, by: str = "publisher") -> str:
    day = today(e.ports)
    wanted = Wanted(content, ("facebook", "web_site"), day, day + timedelta(days=30))
    made = ask_institutional(e.ports, e.users[by], wanted)
    return e.ports.references.seal("institutional", made.number)


def granted(e: Establishment, content: str, **more: object) -> str:
    ref = asked(e, content)
    given = Given("granted", "dcai", **more)  # type: ignore[arg-type] # fields of an answer
    number = e.ports.references.open("institutional", ref)[0]
    answer_institutional(e.ports, e.users["communications"], number, given)
    return ref


def record(e: Establishment, content: str, by: str = "publisher") -> InstitutionalRecord:
    return next(one for one in list_institutional(e.ports, e.users[by]) if one.content == content)


def test_a_request_is_made_answered_and_withdrawn_by_pages(holder: Establishment) -> None:
    e = holder
    publisher, dcai = e.signed_in("publisher"), e.signed_in("communications")
    day = today(e.ports)
    until = (day + timedelta(days=9)).isoformat()
    typed: dict[str, Field] = {
        "described": "Plan du centre",
        "channels": ["facebook"],
        "since": day.isoformat(),
        "until": until,
    }
    status, path = send(publisher, PAGE, "", **typed)
    assert (status, path.endswith("?fait=demandee")) == (303, True)
    assert "Plan du centre" in dcai.get("/a-faire").text
    page = path.partition("?")[0]
    assert "/reponse" not in publisher.get(page).text
    answer: dict[str, Field] = {
        "reply": "granted",
        "channels": ["facebook"],
        "since": day.isoformat(),
        "until": until,
    }
    status, told = send(dcai, page, into=f"{page}/reponse", **{**answer, "conditions": ["no_tag"]})
    assert (status, told) == (303, f"{page}?fait=repondue")
    shown = publisher.get(page).text
    assert "Accordée" in shown
    assert "DCAI (Communications)" in shown
    assert record(e, "Plan du centre").conditions == ("no_tag",)
    assert "Plan du centre" not in dcai.get("/a-faire").text
    assert send(dcai, page, into=f"{page}/retrait") == (303, f"{page}?fait=retiree")
    status, again = send(dcai, page, into=f"{page}/retrait")
    assert (status, "Erreur" in again) == (422, True)


def test_whoever_asked_is_told_that_somebody_else_answers(holder: Establishment) -> None:
    e = holder
    page = f"{PAGE}/{asked(e, 'Le mien', 'communications')}"
    dcai = e.signed_in("communications")
    shown = dcai.get(page).text
    assert "Une autre personne doit y répondre." in shown
    assert "/reponse" not in shown
    day = today(e.ports).isoformat()
    sent: dict[str, Field] = {"reply": "granted", "channels": ["facebook"], "since": day, "until": day}
    status, answer = send(dcai, page, into=f"{page}/reponse", **sent)
    assert (status, "Vous avez fait cette demande." in answer) == (422, True)


def test_what_is_missing_or_wider_is_said_and_kept(holder: Establishment) -> None:
    e = holder
    status, page = send(e.signed_in("publisher"), PAGE, described="", since="hier")
    assert (status, "Décrivez le contenu." in page, 'value="hier"' in page) == (422, True, True)
    path = f"{PAGE}/{asked(e, 'Étroit')}"
    day = today(e.ports)
    later = (day + timedelta(days=99)).isoformat()
    sent: dict[str, Field] = {
        "reply": "granted",
        "channels": ["facebook"],
        "since": day.isoformat(),
        "until": later,
    }
    status, page = send(e.signed_in("communications"), path, into=f"{path}/reponse", **sent)
    assert (status, "plus que la demande" in page, f'value="{later}"' in page) == (422, True, True)


def test_a_post_cites_a_grant_and_its_conditions_are_ticked(holder: Establishment) -> None:
    e = holder
    person = e.person("Ana Cité")
    e.confirmed(person)
    ref = granted(e, "Rapport annuel", conditions=("no_comments",))
    browser = e.signed_in("publisher")
    assert "Oui, autorisé\N{NO-BREAK SPACE}: Rapport annuel" in browser.get("/verifier-une-publication").text
    without = answer_page(e, browser, "asked")
    assert "pas autorisé ainsi" in without
    page = answer_page(e, browser, ref)
    assert 'name="shown" value="no_comments"' in page
    assert "Oui, avec une autorisation institutionnelle" in page


def answer_page(e: Establishment, browser: TestClient, confidential: str) -> str:
    fields = {
        "text": "Voici le rapport.",
        "people": "Ana Cité, 1984-03-27",
        "visible": "1",
        "medium": "photo",
        "channels": "facebook",
        "purpose": "promotion",
        "on": today(e.ports).isoformat(),
        "health": "no",
        "place": "office",
        "incidental": "no",
        "others": "no",
        "confidential": confidential,
    }
    status, path = send(browser, "/verifier-une-publication", **fields)
    assert status == 303, path
    return browser.get(path).text


def test_duty_and_powers_are_set_and_seen(establishment: Establishment) -> None:
    e = establishment
    office, admin = e.signed_in("communications"), e.signed_in("admin")
    assert "Personne n&#39;est de garde." in office.get(TEAM).text
    who = e.ports.references.seal("user", e.users["publisher"].user)
    assert send(office, TEAM, member=who, places="Page A\n Page B") == (303, f"{TEAM}?fait=garde")
    assert "Page A, Page B" in admin.get(TEAM).text
    assert send(office, TEAM, member=who, places="*")[0] == 303
    assert "Tous les comptes" in office.get(TEAM).text
    assert send(admin, TEAM, into=f"{TEAM}/pouvoir", holder=who, offices=["dg"]) == (
        303,
        f"{TEAM}?fait=pouvoir",
    )
    assert "Direction générale (DG)" in office.get(TEAM).text
    assert "Donner ou retirer ce pouvoir" not in office.get(TEAM).text
    assert send(office, TEAM, into=f"{TEAM}/pouvoir", holder=who, offices=["dg"])[0] == 404
    status, page = send(admin, TEAM, into=f"{TEAM}/pouvoir", holder="", offices=["dg"])
    assert (status, "Choisissez une personne." in page) == (422, True)
    for sent in ({"member": who, "places": ""}, {"holder": who}):
        send(admin, TEAM, into="" if "member" in sent else f"{TEAM}/pouvoir", **sent)
    assert "Personne n&#39;a ce pouvoir." in admin.get(TEAM).text


def test_the_proof_of_a_removal_is_read_back_and_who_reads_it_is_kept(establishment: Establishment) -> None:
    e = establishment
    publisher, proof = e.users["publisher"], PROOF
    post, ref = removed(e, publisher, proof)
    browser = e.signed_in("publisher")
    page = browser.get(f"/publications/{post}").text
    assert f"/publications-a-retirer/{ref}/preuve" in page
    assert "Capture 12" in page
    assert "cite-line" not in page  # nobody cites what is taken down
    came = browser.get(f"/publications-a-retirer/{ref}/preuve")
    assert (came.status_code, came.content) == (200, proof)
    assert came.headers["content-disposition"] == 'attachment; filename="document.png"'
    rows = read_access_log(e.ports, e.users["auditor"], wanted=JournalFilter(action="removal_proof_viewed"))
    assert ref in str(rows)


def removed(e: Establishment, publisher: Caller, proof: bytes) -> tuple[str, str]:
    """Publish a post and take it down with a proof; return what stands for both."""
    person = e.person("Bo Retiré")
    paper = e.confirmed(person)
    question = Question("photo", ("facebook",), "promotion", today(e.ports))
    who = Who(name="Bo Retiré", birth_date=person.birth_date)
    post = register_post(e.ports, publisher, NewPost(Asked((who,), question), "Merci!"))
    publish_post(e.ports, publisher, post.number, "https://exemple.ca/1", e.ports.clock())
    withdraw(e, paper.id)
    found = [one for one, of in list_takedowns(e.ports, publisher, "open") if of.number == post.number]
    finish_takedown(e.ports, publisher, found[0].number, Removed(e.ports.clock(), "Capture 12", proof))
    seal = e.ports.references.seal
    return seal("post", post.number), seal("takedown", found[0].number)


def withdraw(e: Establishment, number: str) -> None:
    told = NewWithdrawal(today(e.ports), "person", "phone")
    withdraw_consent(e.ports, e.users["communications"], number, told)
