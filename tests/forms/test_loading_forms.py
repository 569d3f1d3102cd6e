"""A form that is not fit to be signed is not served, and the author is told what to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.forms.findings import Finding, FormsInvalid
from service.forms.loader import load_forms
from service.forms.structure import decode_form
from service.forms.tables import Malformed
from service.forms.texts import decode_text

FOLDER = Path(__file__).parents[2] / "consent_forms"
TOML, FR, EN = "adult/v1/form.toml", "adult/v1/fr.md", "adult/v1/en.md"
SEVENTH = '  { key = "seventh", purpose = "other", channels = ["print"] },\n]\n\nslots'
USES = (FOLDER / TOML).read_text().split("uses = ")[1].split("\n\nslots")[0]

# file, what stands there, what is put instead, the code that says so
SLIPS = [
    (TOML, USES, "[]", "FORM_NO_USE"),
    (TOML, 'channels = ["internal_training", "intranet"]', "channels = []", "FORM_NO_USE"),
    (TOML, "]\n\nslots", SEVENTH, "FORM_TOO_MANY_USES"),
    (TOML, "max_months = 24", "max_months = 25", "FORM_TOO_LONG"),
    (TOML, "max_months = 24", "", "FORM_TOO_LONG"),
    (TOML, 'signers = ["self"], date_key', "date_key", "FORM_NO_SIGNATURE"),
    (TOML, 'key = "training"', 'key = "information_site"', "FORM_KEY_REPEATED"),
    (TOML, 'key = "valid_from"', 'key = "training_yes"', "FORM_KEY_REPEATED"),
    (TOML, 'key = "valid_from"', 'key = "Valid-From"', "FORM_KEY_INVALID"),
    (TOML, 'purpose = "training"', 'purpose = "teaching"', "FORM_CODE_UNKNOWN"),
    (TOML, '"internal_training"', '"fax"', "FORM_CODE_UNKNOWN"),
    (TOML, 'codes = ["no_tag"]', 'codes = ["no_hat"]', "FORM_CODE_UNKNOWN"),
    (TOML, 'signers = ["self"]\n', 'signers = ["neighbour"]\n', "FORM_CODE_UNKNOWN"),
    (TOML, 'group = "copy"', 'group = "souvenir"', "FORM_GROUP_UNKNOWN"),
    (TOML, "max_months = 24", "max_month = 24", "FORM_MALFORMED"),
    (TOML, "version = 1", 'version = "1"', "FORM_MALFORMED"),
    (TOML, "opt_in = true", 'opt_in = "yes"', "FORM_MALFORMED"),
    (TOML, "opt_in = true", "", "FORM_MALFORMED"),
    (TOML, 'kind = "authorization"', 'kind = "permission"', "FORM_MALFORMED"),
    (TOML, "effective_from = 2024-07-01", "effective_from = 2024-07-01T00:00:00", "FORM_MALFORMED"),
    (TOML, "fields = [", "fields = [1,", "FORM_MALFORMED"),
    (TOML, 'signers = ["self"]\n', "signers = [1]\n", "FORM_MALFORMED"),
    (TOML, "uses = [", "uses = [[", "FORM_MALFORMED"),
    (TOML, 'family = "adult"', 'family = "grown-up"', "FORM_MISPLACED"),
    (FR, "## Vos droits {#rights}", "## Vos droits {#droits}", "FORM_BLOCKS"),
    (FR, "## Vos droits {#rights}", "", "FORM_BLOCKS"),
    (FR, "{phone} ou écrivez", "service ou écrivez", "FORM_NO_REVOCATION"),
    (FR, "Sans réponse, c'est non.", "Sans réponse, c'est oui.", "FORM_SENTENCE_MISSING"),
    (EN, "requires the permission of a court", "may ask for more", "FORM_SENTENCE_MISSING"),
    (FR, "- `valid_until` Au\n", "", "FORM_LABEL_MISSING"),
    (FR, "- `valid_until` Au\n", "- `valid_until` Au\n- `valid_when` Quand\n", "FORM_LABEL_UNKNOWN"),
    (FR, "- `valid_until` Au\n", "- `valid_until` Au\n- `valid_until` Au\n", "FORM_LABEL_REPEATED"),
    (
        FR,
        "- `valid_from` Du\n- `valid_until` Au\n",
        "- `valid_until` Au\n- `valid_from` Du\n",
        "FORM_LANGUAGES_DIFFER",
    ),
    (FR, "Vous n'avez pas à dire pourquoi.", "Et " + "nous " * 20 + "voilà.", "FORM_SENTENCE_TOO_LONG"),
    (FR, "usages?", "usages ?", "FORM_TYPOGRAPHY"),
    (FR, "joindre\u00a0:", "joindre :", "FORM_TYPOGRAPHY"),
    (EN, "reach us:", "reach us :", "FORM_TYPOGRAPHY"),
    (FR, "{privacy_contact}", "{privacy_officer}", "FORM_BLANK_UNKNOWN"),
    (FR, "{privacy_contact}", "{privacy_contact", "FORM_BLANK_UNKNOWN"),
    (FR, "Vos limites", "Vos limites, sans tribunal", "FORM_WORD_FORBIDDEN"),
    (EN, "Your limits", "Your limits, without a court order", "FORM_WORD_FORBIDDEN"),
    (FR, "# Autorisation de paraître\n", "Autorisation de paraître\n", "FORM_MALFORMED"),
    (FR, "## Qui vous le demande {#who_asks}\n", "Qui vous le demande\n", "FORM_MALFORMED"),
    (FR, "- `valid_from` Du", "* Du", "FORM_MALFORMED"),
    (FR, "{privacy_contact}", "une autre personne", "FORM_EDITED"),
    ("published.sha256", "  adult/v1/fr.md", "  adult/v1/de.md", "FORM_NOT_PINNED"),
    ("published.sha256", "  adult/v1/fr.md", "  adult/v2/fr.md", "FORM_PUBLISHED_MISSING"),
    ("published.sha256", "  adult/v1/fr.md", "  adult/v1/en.md", "FORM_MALFORMED"),
    ("required.toml", "[blocks]", "[block]", "FORM_MALFORMED"),
]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "consent_forms"))


def findings(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(FormsInvalid) as refused:
        load_forms(folder)
    return refused.value.findings


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{n}-{slip[3]}" for n, slip in enumerate(SLIPS)])
def test_each_slip_is_named(forms: Path, slip: tuple[str, str, str, str]) -> None:
    file, there, instead, code = slip
    before = (forms / file).read_text()
    assert there in before
    (forms / file).write_text(before.replace(there, instead))
    assert code in {finding.code for finding in findings(forms)}


@pytest.mark.parametrize("file", [TOML, FR, EN, "required.toml", "published.sha256"])
def test_a_missing_file_is_named(forms: Path, file: str) -> None:
    (forms / file).unlink()
    assert Finding("FORM_FILE_MISSING", file) in findings(forms)


@pytest.mark.parametrize(("file", "code"), [(FR, "FORM_LANGUAGE_MISSING"), (EN, "FORM_LANGUAGE_MISSING")])
def test_a_form_is_in_both_languages_or_not_served(forms: Path, file: str, code: str) -> None:
    (forms / file).unlink()
    assert code in {finding.code for finding in findings(forms)}


@pytest.mark.parametrize("file", [TOML, FR])
def test_bytes_that_are_not_text_are_refused(forms: Path, file: str) -> None:
    (forms / file).write_bytes(b"\xff\xfe\x00")
    assert "FORM_MALFORMED" in {finding.code for finding in findings(forms)}


def test_a_published_version_that_disappears_is_missed(forms: Path) -> None:
    shutil.rmtree(forms / "adult")
    assert Finding("FORM_PUBLISHED_MISSING", TOML) in findings(forms)


def test_a_draft_may_change_and_is_not_given_to_anyone(forms: Path) -> None:
    draft = Path(shutil.copytree(forms / "adult/v1", forms / "adult/v2"))
    text = (draft / "form.toml").read_text()
    (draft / "form.toml").write_text(
        text.replace("version = 1", "version = 2").replace('"published"', '"draft"')
    )
    catalogue = load_forms(forms)
    newest = catalogue.find("adult")
    assert newest is not None
    assert newest.version == 1
    assert catalogue.find("adult", 2) is None


def test_all_slips_are_reported_at_once_one_a_line(forms: Path) -> None:
    for file in (FR, EN):
        (forms / file).write_text((forms / file).read_text().replace("{privacy_contact}", "{nobody}"))
    with pytest.raises(FormsInvalid) as refused:
        load_forms(forms)
    assert "adult/v1/fr.md: FORM_BLANK_UNKNOWN nobody" in str(refused.value).splitlines()
    assert "adult/v1/fr.md: FORM_EDITED" in str(refused.value).splitlines()
    assert "adult/v1/en.md: FORM_BLANK_UNKNOWN nobody" in str(refused.value).splitlines()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_are_malformed(content: bytes) -> None:
    for start in (b"", b"# T\n## B {#b}\n"):
        try:
            text = decode_text(start + content, "fr")
        except Malformed:
            continue
        assert text.title


@given(st.binary(max_size=200))
def test_any_bytes_are_never_a_form(content: bytes) -> None:
    with pytest.raises(Malformed):
        decode_form(content, ())


def test_a_title_alone_is_a_text_without_blocks() -> None:
    assert decode_text(b"# T\n", "fr").blocks == ()
