"""« Nouvelle autorisation » and what follows: nothing typed is lost, nothing counts unconfirmed."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.i18n.words import words_for
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8
NEW = "/autorisations/nouvelle"
USES = ("information_site", "information_social", "promotion_social")


def begin(
    establishment: Establishment, browser: TestClient, person: PersonRecord, family: str = "adult"
) -> str:
    """Open a draft; return the address of the authorization."""
    status, path = send(browser, f"{NEW}/{establishment.ref(person)}", family=family, language="fr")
    assert status == 303, path
    return path.removesuffix("/signatures")


def sign(browser: TestClient, paper: str, **changes: str) -> tuple[int, str]:
    key = "signature_self"
    typed = {f"name-{key}": "Rose Lapierre", f"on-{key}": "2026-09-01", f"method-{key}": "paper"}
    return send(browser, f"{paper}/signatures", **{**typed, **changes})


def tick(browser: TestClient, paper: str, **changes: str | list[str]) -> tuple[int, str]:
    answers: dict[str, Any] = {f"use-{use}": "yes" for use in USES}
    return send(browser, f"{paper}/usages", media=["photo", "video"], **{**answers, **changes})


def upload(browser: TestClient, paper: str, content: bytes) -> tuple[int, str]:
    token = field_of(browser.get(f"{paper}/document").text, "form_token")
    files = {"document": ("formulaire signé.pdf", content, "application/pdf")}
    answer = browser.post(f"{paper}/document", data={"form_token": token}, files=files)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_from_the_paper_on_the_desk_to_a_yes(establishment: Establishment) -> None:
    rose = establishment.person("Rose Lapierre")
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, rose)
    assert sign(browser, paper) == (303, f"{paper}/usages")
    assert tick(browser, paper) == (303, f"{paper}/document")
    assert upload(browser, paper, PDF) == (303, f"{paper}/verifier")
    shown = browser.get(f"{paper}/verifier").text
    assert "Rose Lapierre" in shown
    assert "Faire connaître nos services" in shown
    revision = field_of(shown, "revision")
    assert send(browser, f"{paper}/verifier", revision=revision)[0] == 422
    done = send(browser, f"{paper}/verifier", revision=revision, verified="yes")
    assert done == (303, f"{paper}?fait=confirmee")
    assert "En vigueur" in browser.get(paper).text
    sent = {"medium": "photo", "channels": "facebook", "purpose": "promotion", "health": "no"}
    sent |= {"who": "Lapierre Rose", "factor": "1984-03-27", "on": today(establishment.ports).isoformat()}
    publisher = establishment.signed_in("publisher")
    assert "Autorisé" in publisher.get(send(publisher, "/qui-peut-paraitre", **sent)[1]).text


def test_what_was_entered_is_there_again_at_each_step(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    sign(browser, paper)
    tick(
        browser, paper, **{"use-promotion_social": "yes_with_limits"}, limits="no_name", activity="Fête 2026"
    )
    again = establishment.signed_in("communications")
    assert 'value="2026-09-01"' in again.get(f"{paper}/signatures").text
    uses = again.get(f"{paper}/usages").text
    assert re.search(r'name="use-promotion_social" value="yes_with_limits" checked', uses)
    assert 'value="Fête 2026"' in uses
    assert paper.rpartition("/")[2] in again.get("/a-faire").text


def test_a_draft_does_not_count(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    person = establishment.person("Rose Brouillon")
    paper = begin(establishment, browser, person)
    sign(browser, paper)
    tick(browser, paper)
    assert "Brouillon" in browser.get(f"/personnes/{establishment.ref(person)}").text
    assert (
        send(browser, f"{paper}/retrait", received_on="2026-09-02", by="person", how="phone", part="all")[0]
        == 422
    )


def test_slips_are_named_and_what_was_typed_stays(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    status, page = sign(browser, paper, **{"on-signature_self": "2026-13-01"})
    assert (status, "2026-13-01" in page, "Erreur" in page) == (422, True, True)
    status, page = tick(browser, paper, **{"use-information_site": "yes_with_limits"})
    assert (status, "demande au moins une limite" in page) == (422, True)
    assert re.search(r'value="yes_with_limits" checked', page)
    status, page = sign(browser, paper, **{"on-signature_self": "2099-01-01"})
    assert (status, "dans l&#39;avenir" in page) == (422, True)


def test_the_title_of_a_page_to_mend_is_read_as_it_is_written(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    page = tick(browser, paper, **{"use-promotion_social": "yes_with_limits"})[1]
    assert "<title>Erreur\N{NO-BREAK SPACE}: Qu&#39;est-ce que la personne accepte? — Aval</title>" in page


def test_a_signature_without_its_day_says_which_day(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    assert "Écrivez la date de la signature." in sign(browser, paper, **{"on-signature_self": ""})[1]


def test_a_paper_that_accepts_nothing_says_so_before_it_is_confirmed(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    sign(browser, paper)
    send(browser, f"{paper}/usages", **{f"use-{use}": "yes" for use in USES})
    warning = "Rien n&#39;est accepté\N{NO-BREAK SPACE}: la réponse sera toujours non."
    assert warning in browser.get(f"{paper}/verifier").text
    tick(browser, paper)
    assert warning not in browser.get(f"{paper}/verifier").text


def test_a_refusal_is_confirmed_as_a_refusal(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"), "refusal")
    key = "signature_signer"
    signed = {f"name-{key}": "Rose Lapierre", f"on-{key}": "2026-09-01", f"method-{key}": "paper"}
    send(browser, f"{paper}/signatures", **signed, **{f"signer-{key}": "self"})
    send(browser, f"{paper}/usages")
    page = browser.get(f"{paper}/verifier").text
    assert "Confirmer le refus" in page
    revision = field_of(page, "revision")
    done = send(browser, f"{paper}/verifier", revision=revision, verified="yes")[1]
    assert "Le refus est confirmé." in browser.get(done).text


def test_a_part_withdrawn_is_said_to_be_a_part(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rose En Partie"))
    browser = establishment.signed_in("communications")
    asked = {"received_on": today(establishment.ports).isoformat(), "by": "person", "how": "phone"}
    path = f"/autorisations/{paper.id}/retrait"
    status, page = send(browser, path, part="some", **asked)
    assert (status, "Cochez au moins une chose à retirer." in page) == (422, True)
    done = send(browser, path, part="some", channels="facebook", **asked)[1]
    assert "Une partie de l&#39;autorisation est retirée depuis le" in browser.get(done).text


def test_the_original_is_kept_byte_for_byte_under_a_name_that_tells_nothing(
    establishment: Establishment,
) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    upload(browser, paper, PDF)
    link = re.search(r'href="(/autorisations/[^"]+/originaux/[^"]+)"', browser.get(f"{paper}/verifier").text)
    assert link
    answer = browser.get(link[1])
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="document.pdf"'
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert establishment.signed_in("publisher").get(link[1]).status_code == 404


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90"], ids=["none", "a page", "a program"])
def test_what_is_no_document_is_refused(establishment: Establishment, content: bytes) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    assert upload(browser, paper, content)[0] == 422


def test_a_paper_already_confirmed_is_shown_instead_of_entered(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rose Lapierre"))
    browser = establishment.signed_in("communications")
    for step in ("signatures", "usages", "verifier"):
        answer = browser.get(f"/autorisations/{paper.id}/{step}")
        assert answer.headers["location"].startswith("/autorisations/1")


@pytest.mark.parametrize(
    "family", ["minor", "staff", "refusal", "earlier-form", "represented-adult", "media"]
)
def test_every_form_can_be_entered(establishment: Establishment, family: str) -> None:
    browser = establishment.signed_in("communications")
    born = "2011-05-05" if family == "minor" else "1984-03-27"
    paper = begin(establishment, browser, establishment.person("Rose Lapierre", born), family)
    signatures, uses = (browser.get(f"{paper}/{step}") for step in ("signatures", "usages"))
    assert (signatures.status_code, uses.status_code) == (200, 200)
    assert "checked" not in re.sub(r"<head>.*</head>", "", uses.text, flags=re.DOTALL)


def test_a_withdrawal_counts_at_once_and_says_how_many_posts_come_down(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rose Retirée"))
    browser = establishment.signed_in("communications")
    status, found = send(browser, "/retrait", name="rose retiree")
    assert status == 303
    link = re.search(r'href="(/retrait/[^"]+)"', browser.get(found).text)
    assert link
    assert paper.id[:4] in browser.get(link[1]).text
    path = send(browser, "/retrait", name=paper.id)[1]
    day = today(establishment.ports).isoformat()
    status, page = send(browser, path, received_on=day, part="all")
    assert (status, "Dites qui a demandé" in page) == (422, True)
    status, done = send(browser, path, received_on=day, part="all", by="person", how="phone")
    assert (status, done.partition("?")[2]) == (303, "fait=retrait&retraits=0")
    shown = browser.get(done).text
    assert "C&#39;est fait. L&#39;autorisation est retirée depuis le" in shown
    assert "Retirée" in shown


def test_a_part_can_be_withdrawn(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rose Partielle"))
    browser = establishment.signed_in("communications")
    path, day = f"/autorisations/{paper.id}/retrait", today(establishment.ports).isoformat()
    sent = {"received_on": day, "by": "person", "how": "verbal", "part": "some"}
    assert send(browser, path, **sent)[0] == 422
    assert send(browser, path, **sent, channels=["web_site"])[0] == 303
    assert "En vigueur" in browser.get(f"/autorisations/{paper.id}").text


def test_suspending_resuming_and_errors(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rose Suspendue"))
    browser = establishment.signed_in("communications")
    page = f"/autorisations/{paper.id}"
    for move, state in (("suspend", "Suspendue"), ("resume", "En vigueur"), ("error", "Saisie par erreur")):
        assert send(browser, page, f"{page}/etat", do=move)[0] == 303
        assert state in browser.get(page).text
    assert send(browser, page, f"{page}/etat", do="resume")[0] == 422
    assert send(browser, page, f"{page}/etat", do="invalidate")[0] == 404
    assert send(browser, page, f"{page}/etat", do="explode")[0] == 404


def test_limits_are_shown_in_the_words_that_were_signed(establishment: Establishment) -> None:
    rose = establishment.person("Rose Limites")
    paper = establishment.confirmed(rose, "yes_with_limits", limits=("no_name", "no_zoom"))
    for language, signed in (("fr", "Sans mon nom"), ("en", "Without my name")):
        shown = establishment.signed_in("communications", language).get(f"/autorisations/{paper.id}").text
        assert signed in shown
        assert "écrivez pas le nom" not in shown
        assert words_for("communications", language)("condition.no_zoom") in shown
