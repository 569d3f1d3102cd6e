"""A paper copied on the page says what the paper says, and comes back to the page as it was typed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.forms.loader import load_forms
from service.i18n.words import words_for
from service.registry.consent_records import ConsentRecord, Establishes
from service.registry.forms import FormVersion
from service.web.copying import read_answers, read_signatures, typed_answers, typed_signatures
from service.web.filled import Filled
from service.web.paper import paper_of, slots_of
from service.web.reading import Sent

FORMS = load_forms(Path(__file__).resolve().parents[2] / "consent_forms")
WORDS = words_for("communications", "fr")
PUBLISHED = [form for family in FORMS.families() if (form := FORMS.find(family))]
ADULT = 40


def form_of(family: str) -> FormVersion:
    form = FORMS.find(family)
    assert form
    return form


def filled(**values: str | tuple[str, ...]) -> Filled:
    return Filled(Sent({name: (one,) if isinstance(one, str) else one for name, one in values.items()}, {}))


def recorded(form: FormVersion, **changes: object) -> ConsentRecord:
    record = ConsentRecord(
        number=1,
        id="1K7F3M9X4T8B2QDY",
        person=1,
        state="draft",
        form=form.family,
        version=form.version,
        language="fr",
        text_sha256="",
        signatures=(),
        outcomes=(),
        establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
        recorded_at=datetime(2026, 10, 13, tzinfo=UTC),
        recorded_by=1,
    )
    return replace(record, **changes)  # type: ignore[arg-type] # what the page read, field by field


@pytest.mark.parametrize("form", PUBLISHED, ids=lambda form: form.family)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_of_a_form_has_its_own_words(form: FormVersion, language: str) -> None:
    paper = paper_of(form, words_for("communications", language))
    labels = [use.label for use in paper.uses]
    labels += [
        label
        for _, label in (*paper.media, *paper.limits, *paper.purposes, *paper.channels, *paper.establishes)
    ]
    assert len(paper.uses) == len(form.uses)
    assert all(len(label) > 1 and "_" not in label for label in labels)
    assert all(slot.label and slot.signers for slot in slots_of(form, ADULT, WORDS))


def test_nothing_is_ticked_on_a_paper_not_yet_copied() -> None:
    typed = typed_answers(recorded(form_of("adult")), form_of("adult"))
    assert not any(value for name, value in typed.items() if name != "language")


def test_answers_come_back_as_they_were_typed() -> None:
    adult = form_of("adult")
    form = filled(
        media=("photo", "video"),
        **{
            "use-information_site": "yes",
            "use-promotion_social": "yes_with_limits",
            "use-training": "unreadable",
        },
        limits=("no_name",),
        covers_health="yes",
        activity="Fête 2026",
        valid_until="2027-12-01",
    )
    changes = read_answers(form, adult)
    assert form.slips == []
    typed = typed_answers(recorded(adult, **changes), adult)
    assert typed["media"] == ("photo", "video")
    assert typed["use-information_site"] == ("yes",)
    assert typed["use-promotion_social"] == ("yes_with_limits",)
    assert typed["use-training"] == ("unreadable",)
    assert typed["use-information_press"] == ("no",)
    assert typed["covers_health"] == ("yes",)
    assert typed["valid_until"] == ("2027-12-01",)


def test_yes_but_needs_a_limit() -> None:
    form = filled(media="photo", **{"use-training": "yes_with_limits"})
    read_answers(form, form_of("adult"))
    assert [slip.code for slip in form.slips] == ["LIMITS_NEEDED"]


def test_an_empty_box_means_no() -> None:
    changes = read_answers(filled(media="photo"), form_of("adult"))
    record = recorded(form_of("adult"), **changes)
    assert {block.answer for block in record.outcomes} == {"no"}


def test_a_refusal_says_no_to_everything() -> None:
    changes = read_answers(filled(), form_of("refusal"))
    record = recorded(form_of("refusal"), **changes)
    assert [block.answer for block in record.outcomes] == ["no"]


def test_an_old_paper_says_what_it_establishes() -> None:
    form = filled(
        media="photo",
        purposes="information",
        channels=("web_site", "print"),
        **{"states-opt_in": "yes", "states-free": "yes", "states-informed": "no"},
    )
    changes = read_answers(form, form_of("earlier-form"))
    assert form.slips == []
    assert changes["establishes"] == Establishes(opt_in=True, free=True, informed=False, distinct=False)


def test_signatures_come_back_as_they_were_typed() -> None:
    slots = slots_of(form_of("minor"), 15, WORDS)
    assert [slot.key for slot in slots] == ["signature_self", "signature_parent", "signature_other_parent"]
    form = filled(
        **{
            "name-signature_self": "Thomas Lavoie",
            "on-signature_self": "2026-09-01",
            "method-signature_self": "paper",
            "name-signature_parent": "Luc Lavoie",
            "on-signature_parent": "2026-09-02",
            "method-signature_parent": "paper",
            "signer-signature_parent": "tutor_minor",
            "evidence-signature_parent": "judgment",
            "name-signature_other_parent": "Ève Morin",
            "on-signature_other_parent": "2026-09-03",
            "method-signature_other_parent": "paper",
        }
    )
    signatures = read_signatures(form, slots)
    assert form.slips == []
    assert [(one.signer, one.signed_on) for one in signatures] == [
        ("self", date(2026, 9, 1)),
        ("tutor_minor", date(2026, 9, 2)),
        ("parent", date(2026, 9, 3)),
    ]
    typed = typed_signatures(recorded(form_of("minor"), signatures=signatures), slots, "Thomas Lavoie")
    assert {name: value for name, value in typed.items() if name in form.sent.values} == form.sent.values


def test_a_young_child_is_not_asked_to_sign() -> None:
    slots = slots_of(form_of("minor"), 9, WORDS)
    assert [(slot.key, slot.required) for slot in slots] == [
        ("signature_parent", True),
        ("signature_other_parent", False),
    ]


def test_a_paper_without_a_signature_cannot_go_on() -> None:
    form = filled()
    read_signatures(form, slots_of(form_of("adult"), ADULT, WORDS))
    assert [slip.code for slip in form.slips] == ["SIGNATURE_NEEDED"]
