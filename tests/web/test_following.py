"""Pages of what follows the answer: shown first, other addresses, the link sent, the morning report."""

import re

from service.registry.accounts import operator
from service.registry.moments import today
from service.registry.post_review import WALK, review_posts
from service.registry.readings import list_readings
from tests.web.establishment import Establishment, establishment, made_folder, send
from tests.web.test_corner import Corner, corner
from tests.web.test_posting import PAGE, URL, allowed, post, published, register

__all__ = ["corner", "establishment", "made_folder"]

FIRST = ("review_first",)
OWN = "/mes-autorisations"


def asking(house: Establishment, name: str, email: str | None = None) -> None:
    """Register someone who asked to see posts first."""
    house.confirmed(house.person(name, email=email), "yes_with_limits", limits=FIRST)


def subjects(corner: Corner) -> list[str]:
    corner.box.letters.clear()
    corner.deliver()
    return [one.subject for one in corner.box.letters]


def test_a_text_is_read_refused_then_accepted_and_its_number_given(corner: Corner) -> None:
    asking(corner.house, "Lise Lectrice", email="lise.lectrice@exemple.ca")
    desk = corner.house.signed_in("publisher")
    answer = send(desk, PAGE, **post(corner.house, "Lise Lectrice, 1984-03-27", text="Lise jardine."))[1]
    page = desk.get(answer).text
    assert "La personne lit la publication avant" in page
    assert "Obtenir le numéro à citer" not in page
    assert send(desk, answer, f"{answer}/relecture") == (303, answer)
    assert subjects(corner) == ["Une publication à lire avant qu'elle paraisse"]
    assert "Pas encore de réponse" in desk.get(answer).text
    own = corner.entered("lise.lectrice@exemple.ca")
    reading = ""
    for said, word in (("refused", "Une autre photo."), ("accepted", "")):
        (reading,) = set(re.findall(rf'href="({OWN}/relectures/\w+)"', own.get(OWN).text))
        assert "Lise jardine." in own.get(reading).text
        assert send(own, reading)[0] == 422
        assert send(own, reading, answer=said, word=word) == (303, reading)
        if said == "refused":
            refused = desk.get(answer).text
            assert ("Ne publiez pas" in refused, word in refused) == (True, True)
            assert send(desk, answer)[0] == 422
            send(desk, answer, f"{answer}/relecture")
    assert "Vous avez accepté" in own.get(reading).text
    status, number = send(desk, answer, shown="review_first", conditions="review_first")
    assert (status, "enregistree" in number) == (303, True)


def test_opening_a_reading_decides_nothing(corner: Corner) -> None:
    asking(corner.house, "Rita Robot", email="rita.robot@exemple.ca")
    desk = corner.house.signed_in("publisher")
    answer = send(desk, PAGE, **post(corner.house, "Rita Robot, 1984-03-27"))[1]
    send(desk, answer, f"{answer}/relecture")
    own = corner.entered("rita.robot@exemple.ca")
    (reading,) = set(re.findall(rf'href="({OWN}/relectures/\w+)"', own.get(OWN).text))
    before = list_readings(corner.ports, corner.house.users["publisher"])
    for _ in range(20):
        assert own.get(reading).status_code == 200
        assert corner.house.browser().get(reading).status_code == 303
    assert own.post(reading, data={"answer": "accepted"}).status_code == 403
    assert list_readings(corner.ports, corner.house.users["publisher"]) == before


def test_nobody_opens_the_reading_of_another(corner: Corner) -> None:
    asking(corner.house, "Ana Autre", email="ana.autre@exemple.ca")
    allowed(corner.house, "Bo Curieux")
    corner.house.confirmed(corner.house.person("Cléo Curieuse", email="cleo@exemple.ca"))
    desk = corner.house.signed_in("publisher")
    answer = send(desk, PAGE, **post(corner.house, "Ana Autre, 1984-03-27"))[1]
    send(desk, answer, f"{answer}/relecture")
    (number,) = {one.number for one in list_readings(corner.ports, corner.house.users["publisher"], None, 1)}
    path = f"{OWN}/relectures/{corner.ports.references.seal('reading', number)}"
    assert corner.entered("cleo@exemple.ca").get(path).status_code == 404


def test_a_no_offers_no_reading_and_asking_for_one_reads_alike(corner: Corner) -> None:
    corner.house.person("Zoé Sans-Papier", email="zoe.sp@exemple.ca")
    desk = corner.house.signed_in("publisher")
    shown = []
    for name in ("Zoé Sans-Papier", "Nul N'existe"):
        answer = send(desk, PAGE, **post(corner.house, f"{name}, 1984-03-27"))[1]
        before = desk.get(answer)
        assert send(desk, answer, f"{answer}/relecture") == (303, answer)
        shown.append((before.status_code, "relecture" in before.text, before.headers.get("content-type")))
    assert shown[0] == shown[1]
    assert not shown[0][1]
    assert subjects(corner) == []


def test_who_has_no_courriel_is_shown_the_text_and_the_answer_noted(corner: Corner) -> None:
    asking(corner.house, "Max Sans-Courriel")
    desk = corner.house.signed_in("publisher")
    answer = send(desk, PAGE, **post(corner.house, "Max Sans-Courriel, 1984-03-27"))[1]
    send(desk, answer, f"{answer}/relecture")
    assert "Montrez-lui la publication" in desk.get(answer).text
    page = desk.get("/relectures").text
    ref = re.findall(r'action="/relectures/(\w+)"', page)[0]
    assert send(desk, "/relectures", f"/relectures/{ref}")[0] == 422
    field = {f"answer-{ref}": "accepted"}
    assert send(desk, "/relectures", f"/relectures/{ref}", **field) == (303, "/relectures?fait=notee")
    assert "Obtenir le numéro à citer" in desk.get(answer).text


def test_other_addresses_are_checked_and_listed(establishment: Establishment) -> None:
    allowed(establishment, "Ève Partagée")
    desk = establishment.signed_in("publisher")
    page = published(establishment, desk, "Ève Partagée")
    here = f"{page}/adresses"
    day = today(establishment.ports).isoformat()
    sent = {"what": "reshare", "channel": "facebook", "address": "https://exemple.ca/2", "on": day}
    assert send(desk, here, **sent) == (303, f"{here}?fait=ajoutee")
    assert send(desk, here, **{**sent, "channel": "instagram"}) == (303, f"{here}?fait=arret")
    assert "Ne partagez pas" in desk.get(f"{here}?fait=arret").text
    assert send(desk, here, **{**sent, "what": "elsewhere", "address": "https://ailleurs.ca/x"})[0] == 303
    shown = desk.get(here).text
    said = ("https://exemple.ca/2", "Hors de notre portée", "En ligne")
    assert [text for text in said if text not in shown] == []
    status, empty = send(desk, here)
    assert (status, "Choisissez le canal" in empty, "Écrivez l&#39;adresse" in empty) == (422, True, True)
    assert "Autres adresses (2)" in desk.get(page).text


def test_the_people_are_sent_the_link_and_can_take_back_from_it(corner: Corner) -> None:
    corner.house.confirmed(corner.house.person("Line Liée", email="line@exemple.ca"))
    desk = corner.house.signed_in("publisher")
    page = published(corner.house, desk, "Line Liée")
    assert send(desk, page, f"{page}/lien") == (303, f"{page}?fait=lien")
    assert "reçoivent le lien" in desk.get(f"{page}?fait=lien").text
    assert subjects(corner) == ["Une publication avec vous est en ligne"]
    own = corner.entered("line@exemple.ca").get(OWN).text
    assert URL in own
    assert re.search(rf'{OWN}/[\w-]+/retrait" aria-describedby="post-', own)


def test_a_post_past_its_day_asks_where_it_is(corner: Corner) -> None:
    allowed(corner.house, "Hier Prévue")
    desk = corner.house.signed_in("publisher")
    page = register(desk, post(corner.house, "Hier Prévue, 1984-03-27"))
    assert "est-elle en ligne" not in desk.get(page).text
    corner.clock.pass_by(days=1)
    desk = corner.house.signed_in("publisher")
    assert "est-elle en ligne" in desk.get(page).text
    assert "Adresse à donner" in desk.get("/publications").text


def test_the_morning_s_report_is_counts_alone(establishment: Establishment) -> None:
    desk = establishment.signed_in("quality")
    WALK.ensure(establishment.ports)
    assert "Aucune revue" in desk.get("/publications-revues").text
    list(review_posts(establishment.ports, operator()))
    for user in ("quality", "communications"):
        page = establishment.signed_in(user).get("/publications-revues").text
        assert "est terminée" in page
        assert "vérifiées de nouveau" in page
    assert establishment.signed_in("publisher").get("/publications-revues").status_code == 404
