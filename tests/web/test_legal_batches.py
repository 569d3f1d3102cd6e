"""« Dossiers de mineurs »: asked about in batches, answered in one go, on the page or by a list read back."""

import re
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from service.registry.judging import Asked
from service.registry.legal_batches import list_checks
from service.registry.moments import today
from service.registry.people import read_file
from service.registry.people_records import PersonRecord
from service.registry.protecting import NewCheck, NewProtection, answer_legal_check, record_protection
from service.registry.publishing import NewPost, register_post
from service.registry.questions import Question, Who
from service.registry.relations import declare_relation
from service.registry.signals import report_signal
from tests.web.establishment import Establishment, establishment, field_of, made_folder, masked, send

__all__ = ["establishment", "made_folder"]

BORN = "2014-05-05"
ASK = "/dossiers/demande"


def child(establishment: Establishment, name: str) -> PersonRecord:
    """Register a child who has a form."""
    person = establishment.person(name, BORN)
    establishment.confirmed(person)
    return person


def asked(establishment: Establishment, *children: PersonRecord) -> str:
    """Ask about children; return the page of the request."""
    refs = [establishment.ref(one) for one in children]
    status, path = send(establishment.signed_in("legal"), ASK, files=refs)
    assert status == 303
    return path.partition("?")[0]


def day(establishment: Establishment) -> str:
    return today(establishment.ports).isoformat()


def protection_of(establishment: Establishment, person: PersonRecord) -> str:
    file = read_file(establishment.ports, establishment.users["legal"], person.number)
    return file.legal.protections[-1].status


def check_of(establishment: Establishment, person: PersonRecord) -> str:
    file = read_file(establishment.ports, establishment.users["legal"], person.number)
    return file.legal.checks[-1].status


def sheet_of(browser: TestClient, path: str) -> list[list[str]]:
    text = browser.get(f"{path}/liste.csv").content.decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()]


def upload(browser: TestClient, path: str, content: bytes) -> tuple[int, str]:
    """Upload an answered list; return the status and the page."""
    token = field_of(browser.get(path).text, "form_token")
    answer = browser.post(
        f"{path}/fichier", data={"form_token": token}, files={"sheet": ("liste.csv", content, "text/csv")}
    )
    return answer.status_code, answer.text.replace("&#39;", "'").replace("\N{NO-BREAK SPACE}", " ")


def answered(rows: list[list[str]], answers: dict[str, str], on: str) -> bytes:
    """Fill a list in: the answer by name of the child."""
    filled = [rows[0]]
    for row in rows[1:]:
        answer = answers.get(row[1], "")
        filled.append([*row[:5], answer, "M. Roy" if answer else "", on if answer else ""])
    return "\r\n".join(";".join(row) for row in filled).encode("utf-8-sig")


def test_a_batch_lists_children_with_a_form_and_their_parents_alone(establishment: Establishment) -> None:
    one, bare = child(establishment, "Enfant Avec"), establishment.person("Enfant Sans", BORN)
    parent = establishment.person(
        "Parente Avec", "1980-02-03", email="parente@exemple.ca", phone="4185550101"
    )
    uncle = establishment.person("Oncle Avec", "1981-02-03")
    for kin, kind in ((parent, "parent"), (uncle, "relative")):
        declare_relation(
            establishment.ports, establishment.users["communications"], kin.number, kind, one.number
        )
    browser = establishment.signed_in("legal")
    assert "Enfant Sans" not in browser.get(ASK).text
    assert send(browser, ASK, files=[establishment.ref(bare)])[0] == 422
    path = asked(establishment, one)
    rows = sheet_of(browser, path)
    (mine,) = [row for row in rows if row[1] == "Enfant Avec"]
    assert mine[2:] == [BORN, "Parente Avec (1980-02-03)", day(establishment), "", "", ""]
    assert re.fullmatch("[a-z2-7]{26}", mine[0])
    assert mine[0] != establishment.ref(one)
    for page in (browser.get(f"{path}/lettre").text, str(rows)):
        assert all(private not in page for private in ("exemple.ca", "4185550101", "Oncle"))


def test_the_export_leaves_a_record_of_every_file_it_tells_of(establishment: Establishment) -> None:
    one = child(establishment, "Enfant Journal")
    parent = establishment.person("Parent Journal", "1980-02-03")
    declare_relation(
        establishment.ports, establishment.users["communications"], parent.number, "parent", one.number
    )
    path = asked(establishment, one)
    establishment.signed_in("legal").get(f"{path}/liste.csv")
    record = establishment.ports.store.list_accesses(None, 1)[0]
    assert record.action == "legal_file"
    assert {one.number, parent.number} <= {seen.person for seen in record.seen}


def test_a_list_has_a_neutral_name_and_is_read_by_spreadsheets(establishment: Establishment) -> None:
    path = asked(establishment, child(establishment, "=1+1 Enfant"))
    sent = establishment.signed_in("legal").get(f"{path}/liste.csv")
    assert sent.headers["content-disposition"] == f'attachment; filename="liste-{day(establishment)}.csv"'
    assert sent.headers["cache-control"] == "no-store"
    assert sent.content.startswith(b"\xef\xbb\xbf")
    assert ";'=1+1 Enfant;" in sent.content.decode()


def test_a_child_asked_about_waits_and_is_not_ticked_again(establishment: Establishment) -> None:
    one = child(establishment, "Enfant Demandé")
    browser, ref = establishment.signed_in("legal"), establishment.ref(one)
    assert re.search(rf'value="{ref}" checked', browser.get(ASK).text)
    assert send(browser, ASK)[0] == 422
    asked(establishment, one)
    assert check_of(establishment, one) == "pending"
    page = browser.get(ASK).text
    assert f'value="{ref}">' in page
    assert "Demandé le" in page
    assert ref in browser.get("/dossiers?groupe=demandes").text
    assert ref not in browser.get("/dossiers?groupe=a-demander").text


def test_each_child_has_its_own_answer_and_the_rest_is_written_once(establishment: Establishment) -> None:
    some = [child(establishment, f"Enfant Réponse {letter}") for letter in "abc"]
    path = asked(establishment, *some)
    browser, refs = establishment.signed_in("legal"), [establishment.ref(one) for one in some]
    given = {f"answer-{refs[0]}": "none", f"answer-{refs[1]}": "active"}
    whole = {**given, "answered_by": "M. Roy", "answered_on": day(establishment)}
    for lacking in ("answered_by", "answered_on"):
        status, page = send(browser, f"{path}/reponses", **{**whole, lacking: ""})
        assert (status, f'href="#{lacking}"' in page) == (422, True)
        assert f'name="answer-{refs[1]}" value="active" checked' in page
    assert send(browser, f"{path}/reponses", answered_by="M. Roy", answered_on=day(establishment))[0] == 422
    early = (today(establishment.ports) - timedelta(days=1)).isoformat()
    assert send(browser, f"{path}/reponses", **{**whole, "answered_on": early})[0] == 422
    assert protection_of(establishment, some[1]) == "unknown"
    assert send(browser, f"{path}/reponses", **whole) == (303, f"{path}?reponses=2")
    assert [protection_of(establishment, one) for one in some] == ["none", "active", "unknown"]
    left = browser.get(f"{path}?reponses=2").text
    assert [ref in left for ref in refs] == [False, False, True]


def test_an_answered_list_is_tried_out_then_recorded(establishment: Establishment) -> None:
    some = [child(establishment, f"Enfant Liste {letter}") for letter in "abc"]
    path, browser = asked(establishment, *some), establishment.signed_in("legal")
    answers = {"Enfant Liste a": "Aucune", "Enfant Liste b": "terminee"}
    content = answered(sheet_of(browser, path), answers, day(establishment))
    status, page = upload(browser, path, content)
    assert status == 200
    assert "Rien n'a été enregistré" in page
    assert "2 réponses à consigner" in page
    assert check_of(establishment, some[0]) == "pending"
    hidden = {name: field_of(page, name) for name in ("form_token", "sheet")}
    done = browser.post(f"{path}/fichier", data={**hidden, "do": "record"})
    assert done.headers["location"] == f"{path}?reponses=2"
    assert [protection_of(establishment, one) for one in some] == ["none", "ended", "unknown"]
    again = browser.post(f"{path}/fichier", data={**hidden, "do": "record"})
    assert again.status_code == 422


def test_a_line_of_a_child_already_answered_is_left_aside(establishment: Establishment) -> None:
    early, late = child(establishment, "Enfant Répondu"), child(establishment, "Enfant Tardif")
    path, browser = asked(establishment, early, late), establishment.signed_in("legal")
    names = {one.names.display: "aucune" for one in (early, late)}
    content = answered(sheet_of(browser, path), names, day(establishment))
    new = NewCheck("accepted", "none", today(establishment.ports), "M. Roy")
    answer_legal_check(establishment.ports, establishment.users["legal"], early.number, new)
    _, page = upload(browser, path, content)
    for said in ("1 réponse à consigner", "1 ligne déjà répondue", "Consigner ces réponses"):
        assert said in page


def test_a_list_in_windows_1252_with_commas_is_read_too(establishment: Establishment) -> None:
    one = child(establishment, "Enfant Virgule")
    path, browser = asked(establishment, one), establishment.signed_in("legal")
    title, *rows = sheet_of(browser, path)
    title = [f'"{cell}"' for cell in title]
    (mine,) = [row for row in rows if row[1] == "Enfant Virgule"]
    line = [*mine[:5], "terminée", "Mme Bégin", day(establishment)]
    _, page = upload(browser, path, "\n".join(",".join(row) for row in (title, line)).encode("cp1252"))
    assert "1 réponse à consigner" in page


@pytest.mark.parametrize("typed", ["en cours", "En cours", "active"])
def test_a_protection_under_way_is_read_in_either_word(establishment: Establishment, typed: str) -> None:
    one = child(establishment, f"Enfant Suivi {typed}")
    path, browser = asked(establishment, one), establishment.signed_in("legal")
    title, *rows = sheet_of(browser, path)
    assert title[5] == "Réponse (aucune, en cours, terminée)"
    title[5] = f"Réponse (aucune, {typed}, terminée)"
    content = answered([title, *rows], {one.names.display: typed}, day(establishment))
    _, page = upload(browser, path, content)
    assert "1 réponse à consigner" in page
    assert "En cours" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({0: "rien"}, "Ligne 2, colonne « Référence » : « rien » n'est pas une référence de cette liste."),
        ({5: "peut-être"}, "« peut-être » n'est pas une réponse. Écrivez aucune, en cours ou terminée."),
        ({6: ""}, "Ligne 2, colonne « Répondu par » : il n'y a rien."),
        ({7: ""}, "Ligne 2, colonne « Répondu le » : il n'y a rien."),
        ({7: "31/02/2024"}, "« 31/02/2024 » n'est pas une date. Exemple : 2024-02-28."),
        ({7: "2999-01-01"}, "« 2999-01-01 » est dans le futur."),
        ({7: "2020-01-01"}, "« 2020-01-01 » précède la demande."),
        ({6: "ABCD 1234 5678"}, "ce texte contient un numéro"),
    ],
)
def test_each_line_to_mend_is_named_and_nothing_is_recorded(
    establishment: Establishment, change: dict[int, str], said: str
) -> None:
    one, other = (child(establishment, f"Enfant Fautif {n}") for n in "ab")
    path, browser = asked(establishment, one, other), establishment.signed_in("legal")
    title, *rows = sheet_of(browser, path)
    mine = [row for row in rows if row[1] in {"Enfant Fautif a", "Enfant Fautif b"}][-2:]
    lines = [[*row[:5], "aucune", "M. Roy", day(establishment)] for row in mine]
    for place, text in change.items():
        lines[0][place] = text
    content = "\n".join(";".join(row) for row in (title, *lines)).encode()
    status, page = upload(browser, path, content)
    assert (status, said in page) == (200, True)
    assert "1 ligne à corriger" in page
    assert "Corrigez ces lignes, puis téléversez la liste de nouveau." in page
    sent = {"form_token": field_of(page, "form_token"), "sheet": content.decode(), "do": "record"}
    assert (
        browser.post(f"{path}/fichier", data=sent | {"form_token": token_of(browser, path)}).status_code
        == 422
    )
    assert [check_of(establishment, each) for each in (one, other)] == ["pending", "pending"]


def token_of(browser: TestClient, path: str) -> str:
    return field_of(browser.get(path).text, "form_token")


def test_every_row_of_a_list_is_accounted_for(establishment: Establishment) -> None:
    some = [child(establishment, f"Enfant Compté {letter}") for letter in "abc"]
    path, browser = asked(establishment, *some), establishment.signed_in("legal")
    title, *rows = sheet_of(browser, path)
    mine = {row[1]: row for row in rows}
    first = [*mine["Enfant Compté a"][:5], "aucune", "M. Roy", day(establishment)]
    lines = [title, first, first, mine["Enfant Compté b"]]
    _, page = upload(browser, path, "\n".join(";".join(row) for row in lines).encode())
    waiting = len(list_checks(establishment.ports, establishment.users["legal"])["asked"])
    for said in ("1 réponse à consigner", "1 ligne sans réponse", "1 ligne à corriger", "a déjà une ligne"):
        assert said in page
    assert re.search(rf"{waiting - 2} dossiers? en attente absents? de la liste", page)


def test_a_list_without_its_columns_says_which(establishment: Establishment) -> None:
    path, browser = (
        asked(establishment, child(establishment, "Enfant Colonne")),
        establishment.signed_in("legal"),
    )
    _, page = upload(browser, path, b"Nom;Naissance\nA;B\n")
    assert "colonne « Répondu par » : cette colonne manque" in page
    assert upload(browser, path, b"")[0] == 422


def test_an_answer_is_renewed_before_it_runs_out(establishment: Establishment) -> None:
    one, legal = child(establishment, "Enfant Renouvelé"), establishment.users["legal"]
    on: date = today(establishment.ports)
    new = NewCheck("accepted", "none", on, "M. Roy", until=on + timedelta(days=20))
    answer_legal_check(establishment.ports, legal, one.number, new)
    browser, ref = establishment.signed_in("legal"), establishment.ref(one)
    assert ref in browser.get("/dossiers?groupe=a-renouveler").text
    asked(establishment, one)
    assert check_of(establishment, one) == "accepted"
    assert ref in browser.get("/dossiers?groupe=demandes").text


def test_groups_go_through_pages(establishment: Establishment) -> None:
    for n in range(52):
        establishment.consent(establishment.person(f"Enfant Page {n:02}", BORN))
    browser = establishment.signed_in("legal")
    page = browser.get("/dossiers?groupe=a-demander").text
    first = set(re.findall(r"Enfant Page (\d\d)", page))
    link = re.search(r'href="(/dossiers\?groupe=a-demander&amp;apres=[^"]+)"', page)
    assert link
    rest = set(re.findall(r"Enfant Page (\d\d)", browser.get(link[1].replace("&amp;", "&")).text))
    assert not first & rest
    assert len(first | rest) == 52


def test_pages_of_a_day_on_which_nothing_was_asked_are_empty_or_absent(establishment: Establishment) -> None:
    browser = establishment.signed_in("legal")
    for page in ("", "/reponses", "/lettre"):
        assert "Toutes les réponses" in browser.get(f"/dossiers/demandes/2020-01-01{page}").text
    assert browser.get("/dossiers/demandes/hier").status_code == 404
    assert browser.get("/dossiers/demandes/2020-01-01/fichier").status_code == 303


def test_a_sign_changes_nothing_that_communications_read_of_the_person(establishment: Establishment) -> None:
    protected, plain = child(establishment, "Enfant Signe a"), child(establishment, "Enfant Signe b")
    legal = establishment.users["legal"]
    record_protection(establishment.ports, legal, protected.number, NewProtection("active", source="Avis"))
    browser = establishment.signed_in("communications")
    said = set()
    for person in (protected, plain):
        page = f"/personnes/{establishment.ref(person)}"
        read = [page, f"{page}/indice", "/a-faire", "/personnes?nom=signe", "/publications-a-retirer"]
        before = [masked(browser.get(path).text) for path in read]
        status, path = send(browser, f"{page}/indice", note="Parle d'une audience")
        assert (status, path.partition("?")[0]) == (303, page)
        answered = masked(browser.get(path).text).replace(establishment.ref(person), "")
        said.add(answered.replace(person.names.display, "").replace(number_of(establishment, person), ""))
        assert [masked(browser.get(path).text) for path in read] == before
    assert len(said) == 1


def number_of(establishment: Establishment, person: PersonRecord) -> str:
    file = read_file(establishment.ports, establishment.users["communications"], person.number)
    return "-".join(file.consents[0].id[place : place + 4] for place in range(0, 16, 4))


def test_signs_wait_for_legal_until_it_says_what_they_are(establishment: Establishment) -> None:
    person = establishment.person("Enfant Indices", BORN)
    report_signal(establishment.ports, establishment.users["communications"], person.number, "Une audience.")
    browser, page = establishment.signed_in("legal"), f"/dossiers/{establishment.ref(person)}"
    assert f"{page}/indices" in browser.get("/dossiers/indices").text
    status, shown = send(browser, f"{page}/indices")
    assert (status, "Écrivez ce qu" in shown) == (422, True)
    until = field_of(browser.get(f"{page}/indices").text, "until")
    sent = {"outcome": "Vérifié avec l'école.", "until": until}
    assert send(browser, f"{page}/indices", **sent) == (303, f"{page}?fait=indices")
    assert send(browser, f"{page}/indices", **sent)[0] == 422
    assert "Vérifié avec l&#39;école." in browser.get(page).text
    assert "Aucun indice à voir" in browser.get(f"{page}/indices").text
    assert f"{page}/indices" not in browser.get("/dossiers/indices").text
    listed = browser.get("/dossiers?groupe=sans-formulaire").text
    assert (page in listed, "Personne n&#39;est interrogé au sujet de ces enfants" in listed) == (True, True)
    assert page not in browser.get("/dossiers?groupe=a-demander").text
    new = NewCheck("accepted", "none", today(establishment.ports), "M. Roy")
    answer_legal_check(establishment.ports, establishment.users["legal"], person.number, new)
    assert page not in browser.get("/dossiers?groupe=sans-formulaire").text


def test_a_child_without_form_or_sign_is_in_no_list_of_checks(establishment: Establishment) -> None:
    ref = establishment.ref(establishment.person("Enfant Tranquille", BORN))
    browser = establishment.signed_in("legal")
    for group in ("a-demander", "demandes", "a-renouveler", "adultes", "sans-formulaire"):
        assert ref not in browser.get(f"/dossiers?groupe={group}").text


def test_a_change_of_protection_shows_the_posts_that_come_down(establishment: Establishment) -> None:
    person = establishment.person("Adulte En Ligne")
    establishment.confirmed(person)
    question = Question("photo", ("facebook",), "promotion", today(establishment.ports))
    new = NewPost(Asked((Who(person=person.number),), question), "Merci!")
    register_post(establishment.ports, establishment.users["communications"], new)
    browser, page = establishment.signed_in("legal"), f"/dossiers/{establishment.ref(person)}"
    assert "Publications à retirer</h2>" not in browser.get(page).text
    send(browser, f"{page}/protection", status="none", other_ban="adoption", source="Lettre")
    shown = browser.get(f"{page}?fait=protection").text
    assert "Publications à retirer</h2>" in shown
    assert "À retirer d" in shown
