"""The forms that people sign: complete, plain, the same for all, and never edited."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from service.domain import vocabulary
from service.forms.loader import load_forms
from service.forms.plain_language import all_words, count_words, find_slips, sentences
from service.registry.forms import FormText, FormVersion

FOLDER = Path(__file__).parents[2] / "consent_forms"
FORMS = {version.family: version for version in load_forms(FOLDER).versions}
TEXTS = [
    pytest.param(form, text, id=f"{form.family}-{text.language}")
    for form in FORMS.values()
    for text in form.texts
]
AUTHORIZATIONS = [form for form in FORMS.values() if form.kind == "authorization"]

FOURTEEN_BLOCKS = [
    "who_asks",
    "person",
    "captured",
    "uses",
    "health",
    "limits",
    "validity",
    "freedom",
    "withdrawal",
    "rights",
    "same_for_all",
    "signatures",
    "help",
    "copy",
]
COURT = {
    "fr": "Dans certains cas, la loi exige la permission d'un tribunal, même si vous êtes d'accord. "
    "Cette phrase est sur tous nos formulaires. "
    "Vous n'avez rien à faire.",
    "en": "In some cases, the law requires the permission of a court, even if you agree. "
    "This sentence is on all our forms. "
    "You have nothing to do.",
}
FREE = {
    "fr": "Vous êtes libre d'accepter ou de refuser. "
    "Votre choix ne change rien à vos soins, à vos services ni à votre emploi. "
    "Vous pouvez changer d'idée en tout temps.",
    "en": "You are free to accept or to refuse. "
    "Your choice changes nothing in your care, your services or your job. "
    "You can change your mind at any time.",
}
FREE_OF_AGREEMENT = {
    "fr": "Vous êtes libre d'accepter ou de refuser. "
    "Votre choix ne change rien à vos soins, à vos services, à votre emploi ni à votre entente de ressource. "
    "Vous pouvez changer d'idée en tout temps.",
    "en": "You are free to accept or to refuse. "
    "Your choice changes nothing in your care, your services, your job or your resource agreement. "
    "You can change your mind at any time.",
}
SOCIAL = {
    "fr": "Les médias sociaux gardent des données hors du Québec. "
    "Toute personne peut voir, copier ou partager ce qui y est publié.",
    "en": "Social media keep data outside Québec. Anyone can see, copy or share what is published there.",
}
SILENCE = {"fr": "Sans réponse, c'est non.", "en": "No answer means no."}
CHILDREN = {
    "fr": "Pour tous les enfants, nous faisons une vérification. "
    "Elle prend quelques jours. "
    "Vous n'avez rien à faire.",
    "en": "For all children, we do a check. It takes a few days. You have nothing to do.",
}
OTHER_PARENT = {
    "fr": "Je ne connais pas de désaccord de l'autre parent.",
    "en": "I know of no disagreement from the other parent.",
}
YOU_ONLY = {"fr": "Cette autorisation ne vise que vous.", "en": "This authorization is about you only."}
NO_NUMBER = {
    "fr": "N'écrivez pas de numéro d'assurance maladie.",
    "en": "Do not write a health insurance number.",
}

# SHA-256 of each version's lines in published.sha256: a published text gets a successor, never an edit.
PUBLISHED = {
    "adult/v1": "00c9bc2c14799d745855e00e94b46241f650eca4528fc2adf5ea3e0fc9194e14",
    "earlier-form/v1": "60924acb0b9cddbc4e82ad0756f342e569d1faba60d2540243349ce918c9bde0",
    "media/v1": "7c166633e853098b4dce2aabb8610f662a23c0e8b6ddcbe4869ae4bf9c11d124",
    "minor/v1": "6149bae037f3263af8c41bc42d4df2c848940484639233115f6a90642aa36007",
    "refusal/v1": "196322cdf4b1ac58eed95c2aef41161c1b2807651a3bbef5372a4549f84805f1",
    "represented-adult/v1": "21a4923eabcac30efa87f8b297a7606d6923479f57dcb0108634583074ff967d",
    "resource-responsable/v1": "bb05e017af610dc42dc2dd4332451e0349e03deae7c3921e9581779a2c6dd7d7",
    "staff/v1": "cdf867ba91a760778155c8495437a2758338c266445f3d4e4c82530280e8f4af",
    "visitor/v1": "b79d9c0046d261389c3a2e93536e9b9a88bc34e269292bd285c2c856696f7221",
    "withdrawal/v1": "8c3d7b9761606214b0dd346a236a0e847581f5dafcd3cbb5c84f2efeb51d7091",
}


def words(text: FormText) -> str:
    return "\n".join(all_words(text))


def test_ten_families_are_shown_in_the_order_people_choose_them() -> None:
    assert load_forms(FOLDER).families() == (
        "adult",
        "minor",
        "represented-adult",
        "staff",
        "resource-responsable",
        "visitor",
        "media",
        "refusal",
        "withdrawal",
        "earlier-form",
    )


@pytest.mark.parametrize("version", sorted(PUBLISHED))
def test_a_published_version_is_never_edited(version: str) -> None:
    lines = [
        line for line in (FOLDER / "published.sha256").read_text().splitlines() if f"  {version}/" in line
    ]
    assert len(lines) == 3
    assert sha256("\n".join(lines).encode()).hexdigest() == PUBLISHED[version]


def test_every_published_version_is_pinned_here_too() -> None:
    assert {f"{form.family}/v{form.version}" for form in FORMS.values()} == PUBLISHED.keys()


def test_the_hash_on_a_consent_is_that_of_the_very_file() -> None:
    text = FORMS["adult"].text("fr")
    assert text is not None
    assert text.sha256 == sha256((FOLDER / "adult/v1/fr.md").read_bytes()).hexdigest()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_is_in_french_and_in_english(form: FormVersion) -> None:
    assert form.languages == ("fr", "en")


@pytest.mark.parametrize("form", AUTHORIZATIONS, ids=lambda form: form.family)
def test_an_authorization_has_the_fourteen_blocks_in_order(form: FormVersion) -> None:
    for text in form.texts:
        assert [block.key for block in text.blocks] == FOURTEEN_BLOCKS
        assert all(block.lines for block in text.blocks)


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_no_sentence_has_more_than_twenty_words(form: FormVersion, text: FormText) -> None:
    assert form.texts
    long = [each for line in all_words(text) for each in sentences(line) if count_words(each) > 20]
    assert long == []


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_typography_is_that_of_quebec_in_french_and_plain_in_english(
    form: FormVersion, text: FormText
) -> None:
    assert form.texts
    assert list(find_slips(text)) == []


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_the_sentence_on_the_court_is_on_every_form_and_says_it_nowhere_else(
    form: FormVersion, text: FormText
) -> None:
    raw = (FOLDER / form.family / "v1" / f"{text.language}.md").read_text()
    structure = (FOLDER / form.family / "v1" / "form.toml").read_text()
    assert raw.count(COURT[text.language]) == 1
    rest = raw.replace(COURT[text.language], "") + structure
    assert not re.search(
        r"ordonnance|tribunal|\bcourts?\b|\bLPJ\b|\bDPJ\b|protection de la jeunesse|youth|P-34",
        rest,
        re.IGNORECASE,
    )


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_the_public_word_is_autorisation_never_accord(form: FormVersion, text: FormText) -> None:
    said = words(text).replace(COURT[text.language], "")
    assert form.kind
    assert not re.search(r"\baccords?\b|\bconsentements?\b|\bconsents?\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    "form", [*AUTHORIZATIONS, FORMS["refusal"], FORMS["withdrawal"]], ids=lambda form: form.family
)
def test_refusing_changes_nothing_and_minds_may_change(form: FormVersion) -> None:
    for text in form.texts:
        resource = form.family == "resource-responsable"
        expected = (FREE_OF_AGREEMENT if resource else FREE)[text.language]
        assert expected in words(text)


@pytest.mark.parametrize("form", AUTHORIZATIONS, ids=lambda form: form.family)
def test_silence_is_no_and_social_media_leave_quebec(form: FormVersion) -> None:
    for text in form.texts:
        assert SILENCE[text.language] in words(text)
        assert SOCIAL[text.language] in words(text)


def test_the_one_form_for_minors_says_that_all_children_are_checked() -> None:
    for text in FORMS["minor"].texts:
        assert CHILDREN[text.language] in words(text)
        assert OTHER_PARENT[text.language] in words(text)


def test_a_resource_responsable_authorizes_for_themselves_alone() -> None:
    for text in FORMS["resource-responsable"].texts:
        assert YOU_ONLY[text.language] in words(text)
    assert FORMS["resource-responsable"].signers == ("self",)


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_nobody_is_asked_for_a_health_insurance_number(form: FormVersion, text: FormText) -> None:
    person = text.block("person")
    assert person is not None
    said = " ".join(line.text for line in person.lines)
    assert NO_NUMBER[text.language] in said
    assert not any("health_insurance" in field.key for field in form.fields)


@pytest.mark.parametrize("form", AUTHORIZATIONS, ids=lambda form: form.family)
def test_an_authorization_asks_one_to_six_questions_for_two_years_at_most(form: FormVersion) -> None:
    assert 1 <= len(form.uses) <= 6
    assert form.max_months == 24
    assert len({(use.purpose, channel) for use in form.uses for channel in use.channels}) == sum(
        len(use.channels) for use in form.uses
    )


@pytest.mark.parametrize("form", AUTHORIZATIONS, ids=lambda form: form.family)
def test_each_use_has_a_yes_a_yes_with_limits_and_a_no_box(form: FormVersion) -> None:
    for use in form.uses:
        assert use.boxes == (f"{use.key}_yes", f"{use.key}_yes_with_limits", f"{use.key}_no")
    assert [field.codes for field in form.group("answer")] == [("yes",), ("yes_with_limits",), ("no",)]


@pytest.mark.parametrize("form", AUTHORIZATIONS, ids=lambda form: form.family)
def test_an_authorization_offers_limits_help_a_copy_and_dates(form: FormVersion) -> None:
    assert {"limit_no_name", "limit_back_only", "limit_no_tag", "limit_review_first"} <= {
        field.key for field in form.group("limit")
    }
    assert {"help_read_aloud", "interpreter_name", "witness_name"} <= {
        field.key for field in form.group("help")
    }
    assert [field.key for field in form.group("copy")] == ["copy_given"]
    assert [field.key for field in form.group("validity")] == ["valid_from", "valid_until"]
    assert [field.key for field in form.group("activity")] == [
        "activity_name",
        "activity_place",
        "activity_date",
    ]


def test_what_each_text_establishes_is_stated_and_an_earlier_text_establishes_nothing() -> None:
    for form in FORMS.values():
        stated = form.establishes
        proves = form.family not in {"earlier-form", "withdrawal"}
        assert {stated.opt_in, stated.free, stated.informed, stated.distinct} == {proves}


def test_a_minors_form_has_room_for_the_young_person_and_both_parents() -> None:
    slots = {slot.key: (slot.cases, slot.signers) for slot in FORMS["minor"].slots if slot.signers}
    assert slots == {
        "signature_self": (("from_14_to_17",), ("self",)),
        "signature_parent": (("under_14", "from_14_to_17"), ("parent", "tutor_minor")),
        "signature_other_parent": (("under_14", "from_14_to_17"), ("parent",)),
    }
    assert [field.codes for field in FORMS["minor"].group("wish")] == [("agrees_or_not_asked",), ("refuses",)]


def test_a_represented_adults_form_asks_quality_document_and_wish() -> None:
    form = FORMS["represented-adult"]
    assert [field.codes for field in form.group("signer")] == [
        ("tutor_person",),
        ("mandatary_person",),
        ("temporary_representative",),
    ]
    assert [field.codes for field in form.group("evidence")] == [("judgment",), ("homologation",)]
    assert [field.codes for field in form.group("wish")] == [("agrees",), ("objects",)]


def test_every_channel_can_be_withdrawn_by_one_box_of_a_part_and_by_the_box_of_the_whole() -> None:
    whole, *parts = FORMS["withdrawal"].group("scope")
    assert sorted(whole.codes) == sorted(vocabulary.CHANNELS)
    assert sorted(code for part in parts for code in part.codes) == sorted(vocabulary.CHANNELS)


def test_a_withdrawal_needs_no_signature() -> None:
    assert not any(slot.required for slot in FORMS["withdrawal"].slots)


def test_every_citation_names_a_block_of_its_form_and_was_in_force_when_the_form_took_effect() -> None:
    for form in FORMS.values():
        blocks = {block.key for block in form.texts[0].blocks}
        assert form.citations
        assert all(cited.block in blocks for cited in form.citations)
        assert all(cited.valid_from <= form.effective_from for cited in form.citations)
