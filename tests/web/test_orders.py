"""An order on its pages: read once more before it is entered, foreseen by role before it is verified.

Seen to fail: with the order entered at the first step, with the preview kept in the file, and without the
words on what a renewal closes.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.i18n.dates import moment_in_words
from service.registry.moments import opening_at, today
from service.registry.people_records import PersonRecord
from tests.web.establishment import Establishment, establishment, field_of, made_folder, make_app, send

__all__ = ["establishment", "made_folder"]

SURE = "Vérifiez vos réponses"
UNTIL_VERIFIED = "plus rien n&#39;est permis tant que la nouvelle n&#39;est pas vérifiée et commencée."


def child(establishment: Establishment, name: str) -> PersonRecord:
    person = establishment.person(name, "2016-05-05")
    establishment.confirmed(person, signers=("parent", "parent"))
    return person


def order(establishment: Establishment, ref: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields
    day = (today(establishment.ports) - timedelta(days=3)).isoformat()
    sent = {
        "court": "CQ_youth",
        "file_number": "110-41-900123-259",
        "order_date": day,
        "valid_from": day,
        "until_further": "yes",
        "persons": [ref],
        "media": ["photo"],
        "channels": ["facebook"],
        "purposes": ["promotion"],
        "conditions": ["no_name"],
        "statute_cited": "LPJ, art. 11.2.1",
    }
    return {name: value for name, value in {**sent, **changes}.items() if value}


def orders_of(browser: TestClient, ref: str) -> list[str]:
    return re.findall(r'href="(/ordonnances/[a-z0-9]+)"', browser.get(f"/dossiers/{ref}").text)


def known(establishment: Establishment, name: str) -> tuple[PersonRecord, str]:
    """A child under protection whose parents signed."""
    person = child(establishment, name)
    page = f"/dossiers/{establishment.ref(person)}"
    sent = {"status": "active", "since": "2026-02-01", "source": "Lettre"}
    send(establishment.signed_in("legal"), f"{page}/protection", **sent)
    return person, establishment.ref(person)


def test_an_order_is_read_once_more_before_it_is_entered(establishment: Establishment) -> None:
    _, ref = known(establishment, "Enfant Relu")
    browser, page = establishment.signed_in("legal"), f"/dossiers/{ref}/ordonnance"
    status, shown = send(browser, page, **order(establishment, ref, other_conditions="Musique douce"))
    assert (status, SURE in shown) == (200, True)
    assert "ne pourra pas être vérifiée" in shown.replace("&#39;", "'")
    assert "utilisez «\N{NO-BREAK SPACE}Modifier" in shown
    assert orders_of(browser, ref) == []
    carried = dict.fromkeys(re.findall(r'name="(\w+)" value=', shown))
    assert {"persons", "other_conditions", "statute_cited"} <= set(carried)
    again = order(establishment, ref, other_conditions="Musique douce", step="change")
    assert 'value="Musique douce"' in send(browser, page, **again)[1]
    assert send(browser, page, **{**again, "step": "enter"}) == (
        303,
        f"/dossiers/{ref}?fait=ordonnance-fermee",
    )
    assert "Elle ne peut pas être vérifiée" in browser.get(f"/dossiers/{ref}?fait=ordonnance-fermee").text
    (link,) = orders_of(browser, ref)
    second = establishment.signed_in("second")
    shown = second.get(link).text
    assert ("Ne publiez pas" in shown, 'value="verified"' in shown) == (True, False)
    status, refused = send(second, link, outcome="verified")
    assert (status, "Une condition n&#39;est pas dans la liste" in refused) == (422, True)
    assert send(second, link, outcome="rejected") == (303, f"{link}?fait=refusee")
    assert "L&#39;ordonnance est refusée." in second.get(f"{link}?fait=refusee").text


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ({"court": ""}, "court"),
        ({"valid_from": ""}, "valid_from"),
        ({"until_further": ""}, "valid_to"),
        ({"persons": []}, "persons"),
        ({"media": []}, "media"),
        ({"channels": []}, "channels"),
        ({"purposes": []}, "purposes"),
        ({"statute_cited": ""}, "statute_cited"),
        ({"statute_cited": "other"}, "statute_other"),
        ({"file_number": "110-41-900123-250"}, "file_number"),
    ],
)
def test_whom_what_where_why_and_until_when_are_asked(
    establishment: Establishment, left_out: dict[str, Any], field: str
) -> None:
    browser, ref = establishment.signed_in("legal"), establishment.ref(establishment.person("Sans Tout"))
    status, page = send(browser, f"/dossiers/{ref}/ordonnance", **order(establishment, ref, **left_out))
    assert (status, f'href="#{field}"' in page) == (422, True)


def test_whoever_verifies_sees_what_each_would_see_and_nothing_of_it_is_kept(
    establishment: Establishment,
) -> None:
    person, ref = known(establishment, "Enfant Prévu")
    first, second = establishment.signed_in("legal"), establishment.signed_in("second")
    send(first, f"/dossiers/{ref}/ordonnance", **order(establishment, ref, step="enter"))
    (link,) = orders_of(second, ref)
    page = second.get(link).text.replace("&#39;", "'")
    assert "Ce que chacun verra" in page
    assert "Autorisé sous conditions" in page
    asked = {"medium": "video", "channel": "facebook", "purpose": "promotion", "on_day": "2099-01-01"}
    assert "Ne publiez pas" in second.get(link, params=asked).text
    assert "Ne publiez pas" in second.get(f"/dossiers/{ref}").text
    with establishment.ports.store.reading() as reader:
        file = reader.load_file(person.number)
    assert file is not None
    assert [one.verifications for one in file.legal.orders] == [()]
    assert send(second, link, outcome="verified", note="Lu sur place")[0] == 303
    assert "Lu sur place" in second.get(link).text


def test_a_renewal_begins_with_the_old_order_and_says_what_it_closes(establishment: Establishment) -> None:
    _, ref = known(establishment, "Enfant Renouvelé")
    first, second = establishment.signed_in("legal"), establishment.signed_in("second")
    last = (today(establishment.ports) + timedelta(days=20)).isoformat()
    begun = order(establishment, ref, valid_to=last, until_further="", step="enter")
    send(first, f"/dossiers/{ref}/ordonnance", **begun)
    (old,) = orders_of(second, ref)
    send(second, old, outcome="verified")
    page = first.get(f"{old}/renouveler").text
    assert field_of(page, "renews") == old.rpartition("/")[2]
    assert re.search(r'value="facebook" checked', page)
    assert field_of(page, "valid_from") == ""
    day = today(establishment.ports).isoformat()
    new = order(establishment, ref, order_date=day, valid_from=day, renews=old.rpartition("/")[2])
    shown = send(first, f"/dossiers/{ref}/ordonnance", **new)[1]
    assert UNTIL_VERIFIED in shown
    assert "rien ne sera permis" not in shown
    later = (today(establishment.ports) + timedelta(days=21)).isoformat()
    late = send(first, f"/dossiers/{ref}/ordonnance", **{**new, "valid_from": later})[1]
    assert "rien ne sera permis" in late
    send(first, f"/dossiers/{ref}/ordonnance", **new, step="enter")
    renewal = next(one for one in orders_of(second, ref) if one != old)
    assert UNTIL_VERIFIED in second.get(renewal).text
    assert f'href="{old}"' in second.get(renewal).text


def test_what_opens_at_the_fixed_hour_is_said_before_it_is_verified_and_after(
    establishment: Establishment,
) -> None:
    ports = establishment.ports
    slow = replace(ports, policy=replace(ports.policy, minor_release="07:00"))
    site = replace(establishment.site, ports=slow)
    waiting = replace(establishment, site=site, app=make_app(site))
    person = child(waiting, "Enfant Attendu")
    link = f"/ordonnances/{waiting.order(person, 'legal')}"
    opens = moment_in_words(opening_at(slow, slow.clock()), slow.time_zone, "fr")
    told = f"Elle compte à partir du {opens}."
    second = waiting.signed_in("second")
    assert told in second.get(link).text
    assert send(second, link, outcome="verified") == (303, f"{link}?fait=verifiee")
    assert told in second.get(f"{link}?fait=verifiee").text
    assert told in second.get(link).text
    file = second.get(f"/dossiers/{waiting.ref(person)}").text.replace("&#39;", "'")
    assert "Acceptée par la vérification d'une ordonnance" in file
    assert f"Ne compte qu'à partir du {opens}" in file
    day = today(slow).isoformat()
    send(second, link, f"{link}/sursis", stayed="yes", ground="stay", since=day)
    stayed = second.get(link).text
    assert told not in stayed
    assert f"la fin compte à partir du {opens}" in stayed
    send(second, link, f"{link}/sursis", stayed="no", since=day)
    assert told in second.get(f"{link}?fait=fin").text


def test_a_copy_is_kept_and_opened_by_legal_and_found_by_nobody_else(establishment: Establishment) -> None:
    person = child(establishment, "Enfant Copié")
    page = f"/ordonnances/{establishment.order(person)}"
    legal = establishment.signed_in("legal")
    hidden = {name: field_of(legal.get(page).text, name) for name in ("form_token", "once")}
    empty = legal.post(f"{page}/copie", data=hidden, files={"copy": ("vide.pdf", b"")})
    assert (empty.status_code, 'href="#copy"' in empty.text) == (422, True)
    sent = legal.post(f"{page}/copie", data=hidden, files={"copy": ("ordre.pdf", b"%PDF-1.7 copie")})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{page}?fait=copie")
    assert f"{page}/copie" in legal.get(page).text
    opened = establishment.signed_in("second").get(f"{page}/copie")
    assert (opened.content, opened.headers["content-disposition"]) == (
        b"%PDF-1.7 copie",
        'attachment; filename="document.pdf"',
    )
    for role in ("communications", "publisher", "admin"):
        assert establishment.signed_in(role).get(f"{page}/copie").status_code == 404


def test_an_appeal_needs_its_ground_and_its_day(establishment: Establishment) -> None:
    person = child(establishment, "Enfant Appelé")
    page = f"/ordonnances/{establishment.order(person, 'legal')}"
    second = establishment.signed_in("second")
    send(second, page, outcome="verified")
    status, shown = send(second, page, f"{page}/sursis", stayed="yes")
    assert (status, 'href="#ground"' in shown, 'href="#since"' in shown) == (422, True, True)
    day = today(establishment.ports).isoformat()
    said = {"stayed": "yes", "ground": "stay", "since": day, "note": "Avis reçu"}
    assert send(second, page, f"{page}/sursis", **said)[0] == 303
    shown = second.get(page).text
    assert all(told in shown for told in ("Sursis, depuis le", "Avis reçu", "Noter la fin"))
    assert send(second, page, f"{page}/sursis", stayed="no", since=day)[0] == 303
    assert "Fin de l&#39;appel ou du sursis" in second.get(page).text
