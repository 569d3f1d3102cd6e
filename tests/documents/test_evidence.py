"""What people keep: a document that says all that was signed, and a receipt on one page."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from service.documents.evidence.dossier import draw_dossier
from service.documents.evidence.pictures import pictures_of
from service.documents.evidence.receipt import draw_receipt
from service.i18n.evidence import EVIDENCE
from service.registry.consent_records import Outcomes
from service.registry.evidence import Subject
from tests.documents.cabinet import (
    NUMBER,
    SITE,
    SOCIAL,
    dossier,
    original,
    outcomes,
    signed_on_screen,
    subject,
)
from tests.documents.hostile import HOSTILE, picture
from tests.documents.shop import FAMILIES, form_of
from tests.documents.test_printed_forms import _walk
from tests.support.conformance import faults_of

HIDDEN = re.compile(
    r"ordonnance|tribuna|LPJ|DPJ|protection|court|youth|juge|judge|juridique|legal", re.IGNORECASE
)
LANGUAGES = ("fr", "en")
SIGNED_FAMILIES = [family for family in FAMILIES if family not in {"withdrawal", "earlier-form"}]


def words_of(content: bytes) -> str:
    """All words of a PDF, with plain spaces."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.split())


def pages_of(content: bytes) -> int:
    return len(PdfReader(BytesIO(content)).pages)


def drawn(about: Subject, *papers: bytes, media_type: str = "application/pdf") -> bytes:
    return draw_dossier(dossier(about, *(original(paper, media_type) for paper in papers)), pictures_of)


def parts_of(content: bytes) -> list[tuple[str, str]]:
    """Roles of the tree in reading order, with alternative texts."""
    with pikepdf.open(BytesIO(content)) as opened:
        return [(role, str(one.get("/Alt", ""))) for role, one in _walk(opened.Root.StructTreeRoot.K)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_who_what_how_and_when(language: str) -> None:
    about = subject(language=language)
    said = words_of(drawn(about))
    wanted = [NUMBER, "Éloïse Nguyễn", about.consent.text_sha256, "adult, version 1", "Ana Roy", "B-B"]
    assert [each for each in wanted if each not in said] == []
    dated = {"fr": ["OUI", "NON", "12 octobre 2026", "14 h 05"], "en": ["YES", "NO", "October 12, 2026"]}
    assert [each for each in dated[language] if each not in said] == []


@pytest.mark.long
@pytest.mark.parametrize("family", SIGNED_FAMILIES)
def test_the_whole_text_of_each_form_stands_in_it(family: str) -> None:
    said = words_of(drawn(subject(family, outcomes=()))).replace(" ", "")
    text = form_of(family).text("fr")
    assert text
    labels = {one.key for one in form_of(family).fields if one.kind == "label"}
    lines = [line.text for block in text.blocks for line in block.lines if line.key not in labels]
    whole = [re.sub(r"\s", "", each) for line in lines for each in re.split(r"\{\w+\}", line)]
    assert [each for each in whole if each not in said] == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_with_every_part_holds_to_both_standards(language: str) -> None:
    about = subject(language=language, screen=(signed_on_screen("drawn"),))
    papers = [original(), original(picture("PNG"), "image/png"), original(picture("TIFF"), "image/tiff")]
    held = replace(dossier(about, *papers), drawn={"drawn": picture("PNG", (300, 100))})
    content = draw_dossier(held, pictures_of)
    assert faults_of(content) == []
    figures = [alt for role, alt in parts_of(content) if role == "Figure"]
    assert len(figures) == 5
    assert all(figures)


def test_headings_tables_and_figures_come_in_the_order_they_are_read() -> None:
    roles = [role for role, _ in parts_of(drawn(subject(), original().content))]
    assert [role for role in roles if role in {"H1", "H2"}] == ["H1", *["H2"] * 9]
    assert roles.index("H1") < roles.index("Table") < roles.index("Figure")
    assert roles[-1] == "Figure"


def test_a_later_withdrawal_does_not_show() -> None:
    before = subject()
    after = replace(
        before, consent=replace(before.consent, outcomes=outcomes(withdrawn_on=date(2026, 10, 20)))
    )
    assert drawn(before) == drawn(after)


def test_what_was_shown_on_screen_stands_word_for_word() -> None:
    said = words_of(drawn(subject(screen=(signed_on_screen(),))))
    assert "Rimouski" in said
    assert "par un code envoyé au téléphone qui finit par 42" in said
    assert "ab" * 32 in said


def on_screen(**more: object) -> Subject:
    """A form signed on screen by the person, with nobody of the house at hand."""
    screen = replace(signed_on_screen(), **more)  # type: ignore[arg-type] # fields of the record
    return subject(screen=(screen,), recorded_by=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_signed_on_screen_shows_what_was_on_the_screen_and_no_more(language: str) -> None:
    about = on_screen(language=language, answers=(("media_photo", "yes"), ("valid_until", "2027-01-31")))
    about = replace(about, consent=replace(about.consent, language=language))
    said = words_of(drawn(about))
    text = form_of("adult").text(language)
    assert text
    of_paper = ["person_phone", "person_email", "role_user", "signature_interpreter", "copy_given"]
    of_paper += ["identity_checked_by"]
    assert [key for key in of_paper if " ".join((text.label(key) or key).split()) in said] == []
    signed = {
        "fr": (
            "Signature Éloïse Nguyễn Date 13 octobre 2026",
            "31 janvier 2027",
            "à l'écran, par la personne",
        ),
        "en": (
            "Signature Éloïse Nguyễn Date October 13, 2026",
            "January 31, 2027",
            "on screen, by the person",
        ),
    }
    assert [one for one in signed[language] if one not in said] == []
    assert {"fr": "Non inscrit", "en": "Not recorded"}[language] not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_on_screen_without_a_name_is_not_called_signed(language: str) -> None:
    about = on_screen(typed_name="", answers=(("information_site", "no"),))
    about = replace(about, consent=replace(about.consent, language=language, outcomes=outcomes("no")))
    said = words_of(drawn(about))
    signed = {"fr": ("Signé le", "Nom écrit", "Façon de signer"), "en": ("Signed on", "Name written")}
    assert [one for one in signed[language] if one in said] == []
    assert {"fr": "Refus donné à l'écran", "en": "Refusal given on screen"}[language] in said
    assert {"fr": "Refus donné", "en": "Refusal given"}[language] in words_of(draw_receipt(about, language))


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    ["an encrypted PDF", "a PDF with JavaScript", "a PNG of 50 000 by 50 000", "a JPEG cut short"],
)
def test_an_original_that_cannot_be_shown_is_named_and_the_document_is_made(name: str) -> None:
    hostile = HOSTILE[name][0]()
    content = drawn(subject(), hostile)
    assert original(hostile).record.sha256 in words_of(content)
    assert faults_of(content) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "name", ["ᐃᓄᒃᑎᑐᑦ", "{establishment}", "A" * 300, "Łukasz\u202eNguyễn", "\N{PILE OF POO}"]
)
def test_any_name_can_be_written(name: str) -> None:
    for content in (drawn(subject(name=name, activity=name)), draw_receipt(subject(name=name), "fr")):
        assert faults_of(content) == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "about",
    [
        pytest.param(subject(), id="yes to some"),
        pytest.param(subject("refusal", outcomes=()), id="a refusal"),
        pytest.param(subject(outcomes=outcomes(withdrawn_on=date(2026, 10, 20))), id="withdrawn"),
        pytest.param(subject("minor", activity="Journée portes ouvertes"), id="a minor"),
        pytest.param(subject(state="signed", valid_until=None), id="not confirmed"),
    ],
)
def test_a_receipt_is_one_page_that_holds_to_both_standards(about: Subject, language: str) -> None:
    content = draw_receipt(about, language)
    assert pages_of(content) == 1
    assert faults_of(content) == []
    assert NUMBER in words_of(content)


def test_the_fullest_receipt_is_still_one_page() -> None:
    shown, purposes = (
        ("photo", "video", "voice", "name", "testimonial"),
        ("information", "promotion", "training"),
    )
    each = [Outcomes(shown, SITE, (purpose,), "yes") for purpose in purposes]
    each += [Outcomes(shown, SOCIAL, (purpose,), "no") for purpose in purposes]
    limits = ("no_name", "back_only", "no_tag", "no_place", "review_first")
    about = subject(outcomes=tuple(each), limits=limits, activity="Journée portes ouvertes de la Grande-Rive")
    assert pages_of(draw_receipt(about, "fr")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_accepted_and_what_was_refused_never_read_alike(language: str) -> None:
    """The same use on the same channels, yes for the photo and no for the voice."""
    parts = (
        Outcomes(("photo", "video"), SOCIAL, ("promotion",), "yes"),
        Outcomes(("voice", "name"), SOCIAL, ("promotion",), "no"),
    )
    content = draw_receipt(subject(outcomes=parts), language)
    said = words_of(content)
    shown = {
        "fr": ("Photo, Vidéo : Facebook", "Voix, Nom : Facebook"),
        "en": ("Photo, Video: ", "Voice, Name: "),
    }
    accepted, refused = (said.index(one) for one in shown[language])
    assert accepted < said.index({"fr": "Refusé", "en": "Refused"}[language]) < refused
    assert pages_of(content) == 1


@pytest.mark.parametrize(("language", "words"), [("fr", "22 novembre 2028"), ("en", "November 22, 2028")])
def test_without_an_end_the_receipt_says_the_last_day_that_the_rules_count(language: str, words: str) -> None:
    about = replace(subject(valid_until=None), last_day=date(2028, 11, 22))
    assert words in words_of(draw_receipt(about, language))


def test_a_receipt_says_how_to_change_one_s_mind_and_what_its_code_holds() -> None:
    said = words_of(draw_receipt(subject(), "fr"))
    wanted = [
        "418 555-0142",
        "communications@cisss-brumes.example",
        "/mes-autorisations",
        "sans dire pourquoi",
    ]
    wanted += ["Ce code contient seulement une adresse et ce numéro.", "12 octobre 2028"]
    assert [each for each in wanted if each not in said] == []


def test_a_withdrawal_shows_on_the_receipt() -> None:
    said = words_of(draw_receipt(subject(outcomes=outcomes(withdrawn_on=date(2026, 10, 20))), "fr"))
    assert "Tout est retiré depuis le 20 octobre 2026" in said
    assert "Jusqu'à quand" not in said


@pytest.mark.parametrize("state", ["suspended", "invalidated"])
def test_what_the_registry_decides_of_a_form_does_not_show_on_its_receipt(state: str) -> None:
    assert draw_receipt(subject(state=state), "fr") == draw_receipt(subject(), "fr")


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_receipt_tells_of_what_is_hidden(language: str) -> None:
    for family in SIGNED_FAMILIES:
        assert HIDDEN.findall(words_of(draw_receipt(subject(family), language))) == []


def test_both_languages_say_the_same_things() -> None:
    assert list(EVIDENCE["fr"]) == list(EVIDENCE["en"])
    blanks = {
        language: {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in EVIDENCE[language].items()}
        for language in LANGUAGES
    }
    assert blanks["fr"] == blanks["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_more_than_twenty_words(language: str) -> None:
    sentences = [one for text in EVIDENCE[language].values() for one in re.split(r"(?<=[.?!])\s", text)]
    assert [one for one in sentences if len(re.findall(r"\w[\w'’-]*", one)) > 20] == []
