"""« Voir avant la publication »: the very text is accepted by whoever asked to see it, or it is not cleared.

Seen to fail: with the digest left out of what is compared, and with a refusal that is told apart from any no.
"""

from dataclasses import replace

import pytest

from service.registry.errors import Conflict, NotFound, RegistryError
from service.registry.own_readings import answer_own, own_readings
from service.registry.published_links import send_published
from service.registry.publishing import NewPost, register_post
from service.registry.readings import ask_readings, list_readings, note_reading, readings_of
from service.registry.updating_posts import update_post
from tests.registry.following import House, house, made_folder, sqlite_store, sqlite_url

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]

ASKED = ("ana@exemple.ca", "Une publication à lire avant qu'elle paraisse")
TOLD = ("publi@exemple.ca", "Une relecture a reçu sa réponse")


def refusal(house: House, new: NewPost) -> str:
    with pytest.raises(Conflict) as refused:
        register_post(house.ports, house.publisher, new)
    return refused.value.code


def answered(house: House, new: NewPost, answer: str, word: str = "") -> None:
    (reading,) = ask_readings(house.ports, house.publisher, new)
    visit = house.corner("ana@exemple.ca")
    answer_own(house.ports, visit, reading.number, answer, word)  # type: ignore[arg-type] # one of the two


def test_a_post_to_be_seen_first_is_cleared_once_its_very_text_is_accepted(house: House) -> None:
    new = house.new(house.signed("Ana", "review_first"))
    assert refusal(house, new) == "READING_NEEDED"
    answered(house, new, "accepted")
    assert register_post(house.ports, house.publisher, new).conditions == ("review_first",)
    assert refusal(house, replace(new, text="Autre chose")) == "READING_NEEDED"
    assert refusal(house, replace(new, media=(("0" * 64, "b.jpg"),))) == "READING_NEEDED"


def test_who_asked_is_written_to_once_and_whoever_wrote_the_post_hears_of_the_answer(house: House) -> None:
    new = house.new(house.signed("Ana", "review_first"))
    ask_readings(house.ports, house.publisher, new)
    assert house.sent() == [ASKED]
    (reading,) = ask_readings(house.ports, house.publisher, new)
    assert house.sent() == []
    assert [one.reading.draft for one in own_readings(house.ports, house.corner("ana@exemple.ca"))] == [
        reading.draft
    ]
    answered(house, new, "accepted")
    assert house.sent() == [TOLD]


def test_no_courriel_says_what_the_post_is_or_whom_it_shows(house: House) -> None:
    ask_readings(house.ports, house.publisher, house.new(house.signed("Ana", "review_first"), text="Secret"))
    house.sent()
    (letter,) = house.box.letters
    said = " ".join((letter.subject, *letter.paragraphs, letter.path))
    assert "Secret" not in said
    assert letter.path == "/mes-autorisations"


def test_a_refusal_is_as_any_no_and_its_word_is_kept(house: House) -> None:
    new = house.new(house.signed("Ana", "review_first"))
    answered(house, new, "refused", "Pas cette photo.")
    assert refusal(house, new) == "NOT_CLEARED"
    assert [(one.answer, one.word) for one in readings_of(house.ports, house.publisher, new)] == [
        ("refused", "Pas cette photo.")
    ]
    answered(house, new, "accepted")
    assert register_post(house.ports, house.publisher, new).state == "cleared"


def test_asking_about_a_no_tells_no_more_than_the_answer(house: House) -> None:
    known = house.known("Ana")
    withdrawn = house.signed("Bea", "review_first")
    paper = house.registrar.in_force(known, "yes_with_limits", limits=("review_first",))
    house.registrar.withdraw(paper)
    unknown = replace(withdrawn, names=replace(withdrawn.names, display="Personne Inventée"))
    codes = set()
    for person in (known, unknown):
        with pytest.raises(RegistryError) as refused:
            ask_readings(house.ports, house.publisher, house.new(person))
        codes.add(refused.value.code)
    assert codes == {"NOT_CLEARED"}
    assert house.sent() == [("ana@exemple.ca", "Votre retrait est noté")]


def test_a_plain_yes_has_nobody_to_ask(house: House) -> None:
    with pytest.raises(Conflict, match="READING_NOT_ASKED"):
        ask_readings(house.ports, house.publisher, house.new(house.signed("Ana")))


def test_who_has_no_courriel_is_shown_the_text_in_person(house: House) -> None:
    person = house.known("Ana", email=None)
    house.registrar.in_force(person, "yes_with_limits", limits=("review_first",))
    new = house.new(person)
    (reading,) = ask_readings(house.ports, house.publisher, new)
    assert (reading.way, house.sent()) == ("in_person", [])
    noted = note_reading(house.ports, house.publisher, reading.number, "accepted")
    assert (noted.answered_by, noted.way) == (house.publisher.user, "in_person")
    assert register_post(house.ports, house.publisher, new).state == "cleared"
    with pytest.raises(Conflict, match="ALREADY_DONE"):
        note_reading(house.ports, house.publisher, reading.number, "refused")


def test_each_who_asked_has_to_accept(house: House) -> None:
    new = house.new(house.signed("Ana", "review_first"), house.signed("Bea", "review_first"))
    first, second = ask_readings(house.ports, house.publisher, new)
    answer_own(house.ports, house.corner("ana@exemple.ca"), first.number, "accepted")
    assert refusal(house, new) == "READING_NEEDED"
    answer_own(house.ports, house.corner("bea@exemple.ca"), second.number, "accepted")
    assert len(register_post(house.ports, house.publisher, new).people) == 2


def test_the_same_words_about_others_are_another_s_reading(house: House) -> None:
    first, second = (house.new(house.signed(name, "review_first")) for name in ("Ana", "Bea"))
    ask_readings(house.ports, house.publisher, first)
    assert readings_of(house.ports, house.publisher, second) == ()
    answered(house, first, "accepted")
    assert [one.answer for one in readings_of(house.ports, house.publisher, first)] == ["accepted"]
    assert refusal(house, second) == "READING_NEEDED"


def test_nobody_else_reads_or_answers(house: House) -> None:
    house.signed("Bea")
    new = house.new(house.signed("Ana", "review_first"))
    (reading,) = ask_readings(house.ports, house.publisher, new)
    with pytest.raises(NotFound):
        answer_own(house.ports, house.corner("bea@exemple.ca"), reading.number, "accepted")
    other = replace(house.publisher, user=house.publisher.user + 1)
    with pytest.raises(NotFound):
        note_reading(house.ports, other, reading.number, "accepted")
    assert list_readings(house.ports, other) == ()
    assert [one.number for one in list_readings(house.ports, house.publisher)] == [reading.number]


def test_an_unanswered_reading_ends_after_two_weeks(house: House) -> None:
    new = house.new(house.signed("Ana", "review_first"), days=40)
    (reading,) = ask_readings(house.ports, house.publisher, new)
    house.morning(15)
    assert own_readings(house.ports, house.corner("ana@exemple.ca")) == ()
    (again,) = ask_readings(house.ports, house.publisher, new)
    assert again.number != reading.number
    assert list_readings(house.ports, house.publisher)[1].state == "closed"


def test_a_published_link_is_sent_once_and_leads_to_what_can_be_taken_back(house: House) -> None:
    ana, unreached = house.signed("Ana"), house.known("Bea", email=None)
    house.registrar.in_force(unreached)
    post = house.out(ana, unreached)
    for _ in range(2):
        send_published(house.ports, house.publisher, post.number)
    assert house.sent() == [("ana@exemple.ca", "Une publication avec vous est en ligne")]
    (shown,) = own_readings(house.ports, house.corner("ana@exemple.ca"))
    assert shown.post == post
    assert [one.person for one in shown.papers] == [ana.number]


def test_a_link_shows_nothing_of_a_post_that_shows_others_now(house: House) -> None:
    ana, bea = house.signed("Ana"), house.signed("Bea")
    post = house.out(ana, bea)
    send_published(house.ports, house.publisher, post.number)
    left = {"people": house.new(bea).asked.people, "text": "Bea seule"}
    update_post(house.ports, house.publisher, post.number, left)
    assert own_readings(house.ports, house.corner("ana@exemple.ca")) == ()
    assert len(own_readings(house.ports, house.corner("bea@exemple.ca"))) == 1


def test_a_link_to_what_is_not_out_is_not_sent(house: House) -> None:
    post = house.cleared(house.signed("Ana"))
    with pytest.raises(Conflict, match="WRONG_STATE"):
        send_published(house.ports, house.publisher, post.number)
