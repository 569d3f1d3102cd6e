"""`aval verify`: genuine, changed or not to be told, offline, by the keys that `aval keys list` prints."""

import json
from pathlib import Path

import pytest

from service.documents.evidence.writer import PdfWriter
from service.settings import load_settings
from service.wiring import init, open_sealer
from tests.documents.cabinet import NUMBER, dossier, keys_file, sealed, subject, trusted
from tests.documents.shop import printed
from tests.support.command import Said, run_here


def aval(data: Path, *arguments: str) -> Said:
    return run_here({"AVAL_DATA_DIR": str(data)}, *arguments)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "document.pdf"
    path.write_bytes(sealed())
    return path


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return keys_file(tmp_path, trusted())


def test_a_genuine_document_says_so_and_that_only_the_registry_answers(document: Path, keys: Path) -> None:
    said = aval(document.parent, "verify", str(document), "--keys", str(keys))
    assert said.returncode == 7, said.stderr
    assert said.stdout.startswith("Document authentique\n")
    assert "seul le registre répond" in said.stdout
    assert NUMBER in said.stdout
    assert not (document.parent / "aval.db").exists()


@pytest.mark.long
def test_as_json_it_has_the_shape_of_every_verification(document: Path, keys: Path) -> None:
    said = aval(document.parent, "verify", str(document), "--keys", str(keys), "--json")
    assert said.returncode == 7
    found = json.loads(said.stdout)
    wanted = {"authentic": True, "id": NUMBER, "usable": None, "until": None, "scope": [], "channels": []}
    assert {name: found[name] for name in wanted} == wanted
    assert (found["as_of"], found["detail"]) == (None, "AUTHENTIC")


@pytest.mark.long
def test_one_changed_byte_says_modified(document: Path, keys: Path) -> None:
    content = bytearray(document.read_bytes())
    content[len(content) // 2] ^= 1
    document.write_bytes(bytes(content))
    said = aval(document.parent, "verify", str(document), "--keys", str(keys), "--language", "en")
    assert (said.returncode, said.stdout.splitlines()[0]) == (6, "Document changed")


@pytest.mark.long
@pytest.mark.parametrize(
    "content", [b"", b"plain words", b"%PDF-1.7 /ByteRange", printed("refusal", language="fr")]
)
def test_what_bears_no_whole_seal_is_not_authentic_and_no_traceback(
    content: bytes, document: Path, keys: Path
) -> None:
    document.write_bytes(content)
    said = aval(document.parent, "verify", str(document), "--keys", str(keys), "--json")
    assert said.returncode == 6
    assert json.loads(said.stdout)["authentic"] is False
    assert said.stderr == ""


@pytest.mark.long
def test_on_a_day_before_the_certificate_it_cannot_be_verified(document: Path, keys: Path) -> None:
    said = aval(document.parent, "verify", str(document), "--keys", str(keys), "--at", "2001-01-01")
    assert said.returncode == 6
    assert said.stdout.startswith("Impossible à vérifier\n")


@pytest.mark.long
@pytest.mark.parametrize("content", [b"{", b"[]", b'{"sealing_roots": "x"}', b'{"sealing_roots": ["x"]}'])
def test_keys_that_are_none_are_named_or_trust_nothing(content: bytes, document: Path, keys: Path) -> None:
    keys.write_bytes(content)
    said = aval(document.parent, "verify", str(document), "--keys", str(keys))
    assert said.returncode in {1, 6}
    assert "Traceback" not in said.stderr


def test_a_registry_verifies_its_own_and_lists_its_keys_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("AVAL_DATA_DIR", str(data))
    settings = load_settings()
    init(settings)
    document = tmp_path / "own.pdf"
    writer = PdfWriter("https://aval.example", lambda: open_sealer(settings))
    document.write_bytes(writer.write_sealed(dossier(subject())))
    assert aval(data, "verify", str(document)).returncode == 7
    listed = aval(data, "keys", "list")
    assert listed.returncode == 0, listed.stderr
    assert "PRIVATE" not in listed.stdout
    keys = tmp_path / "keys.json"
    keys.write_text(listed.stdout)
    assert aval(tmp_path / "elsewhere", "verify", str(document), "--keys", str(keys)).returncode == 7


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Donnez les clés de l'établissement"), ("en", "Give the establishment's keys: --keys")],
)
def test_without_keys_and_registry_it_says_to_give_the_keys(
    language: str, words: str, document: Path
) -> None:
    said = aval(document.parent / "none", "verify", str(document), "--language", language)
    assert said.returncode == 1
    assert "SEAL_KEY_MISSING" in said.stderr
    assert words in said.stderr
    assert "--keys keys.json" in said.stderr
