"""`aval form print`: blank without a registry, prepared for one person with a token."""

from contextlib import closing
from pathlib import Path

import pytest

from service.documents.form_codes import FormCode
from service.registry import accounts
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.settings import load_settings
from service.wiring import init, open_registry, wire
from tests.documents.shop import codes_in, pictures
from tests.support.command import Said, run_here

WORDS = """establishment = "CISSS de la Côte-des-Brumes"
service = "Service des communications"
phone = "418 555-0142"
email = "communications@exemple.qc.ca"
privacy_contact = "Marie Tremblay"
"""


def aval(data: Path, *arguments: str, token: str = "") -> Said:
    return run_here({"AVAL_DATA_DIR": str(data), "AVAL_TOKEN": token}, *arguments)


def codes_of(file: Path) -> list[FormCode]:
    return [code for picture in pictures(file.read_bytes(), 150) for code in codes_in(picture)]


def test_a_batch_is_one_file_and_needs_no_registry(tmp_path: Path) -> None:
    out = tmp_path / "batch.pdf"
    said = aval(tmp_path / "none", "form", "print", "withdrawal", "--copies", "6", "--out", str(out))
    assert said.returncode == 0, said.stderr
    assert said.stdout == ""
    assert "establishment.toml" in said.stderr
    assert "withdrawal" in said.stderr
    assert len({code.serial for code in codes_of(out)}) == 6
    assert not (tmp_path / "none").exists()


def test_the_establishment_s_words_are_printed_once_written_down(tmp_path: Path) -> None:
    (tmp_path / "establishment.toml").write_text(WORDS, encoding="utf-8")
    out = tmp_path / "form.pdf"
    said = aval(tmp_path, "form", "print", "refusal", "--language", "en", "--fillable", "--out", str(out))
    assert said.returncode == 0
    assert "establishment.toml" not in said.stderr
    assert "neither PDF/UA nor PDF/A" in said.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [("establishment = 3", "establishment"), ("name = 'CHU'", "name"), ("[", "ESTABLISHMENT_MALFORMED")],
)
def test_words_that_cannot_be_read_are_named(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "establishment.toml").write_text(words, encoding="utf-8")
    said = aval(tmp_path, "form", "print", "refusal", "--out", str(tmp_path / "form.pdf"))
    assert said.returncode == 1
    assert told in said.stderr
    assert not (tmp_path / "form.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing",), "adult, minor"),
        (("adult", "--copies", "501"), "1<=x<=500"),
        (("adult", "--language", "de"), "'fr', 'en'"),
        (("adult", "--paper", "legal"), "'letter', 'a4'"),
    ],
)
def test_what_cannot_be_printed_is_a_slip_with_its_mend(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    said = aval(tmp_path, "form", "print", *arguments, "--out", str(tmp_path / "form.pdf"))
    assert said.returncode == 2
    assert told in said.stderr


def test_a_form_for_one_person_needs_a_token_and_holds_a_sealed_reference(tmp_path: Path) -> None:
    settings = load_settings({"AVAL_DATA_DIR": str(tmp_path)})
    init(settings)
    with closing(open_registry(settings)) as store:
        ports = wire(settings, store)
        token = accounts.create_token(ports, accounts.operator(), "bureau", "communications")
        caller = accounts.token_caller(ports, token, "command")
        assert caller
        new = NewPerson(Names("Zoé Côté"), (RolePeriod("user"),), adult_attested=True, language="en")
        person = register_person(ports, caller, new)
        reference = ports.references.seal("person", person.number)
        out = tmp_path / "form.pdf"
        printing = ("form", "print", "adult", "--person", reference, "--out", str(out), "--copies", "2")
        assert aval(tmp_path, *printing).returncode == 4
        assert not out.exists()
        said = aval(tmp_path, *printing, token=token)
        assert said.returncode == 0, said.stderr
        codes = codes_of(out)
        assert [code.language for code in codes] == ["en", "en"]
        assert [ports.references.open("form", code.person)[0] for code in codes] == [person.number] * 2
        assert len({code.person for code in codes} | {reference}) == 3
        assert "form_printed" in [record.action for record in store.list_accesses(None, 10)]
