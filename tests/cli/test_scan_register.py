"""`aval scan --register` takes files into the registry; nothing counts before a human confirms it."""

import json
import os
from pathlib import Path

import pytest

from tests.documents.shop import printed
from tests.support.command import Said, run_here


def run(folder: Path, *words: str | Path, token: str = "") -> Said:
    return run_here({"AVAL_DATA_DIR": str(folder), "AVAL_TOKEN": token}, *words)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A registry, and a token of communications."""
    folder = tmp_path_factory.mktemp("scan") / "data"
    assert run(folder, "init").returncode == 0
    made = run(folder, "token", "create", "--name", "numeriseur", "--role", "communications")
    return folder, made.stdout.strip()


@pytest.mark.long
def test_forms_wait_and_what_is_no_scan_is_refused(registry: tuple[Path, str], tmp_path: Path) -> None:
    folder, token = registry
    good, bad = tmp_path / "form.pdf", tmp_path / "note.txt"
    good.write_bytes(printed("refusal", language="fr"))
    bad.write_bytes(b"Bonjour")
    done = run(folder, "scan", str(good), str(bad), "--register", "--json", token=token)
    assert done.returncode == 1
    assert "NOT_IN_LIST" in done.stderr
    assert "waits to be confirmed" in done.stderr
    document = json.loads(done.stdout)
    (form,) = document["forms"]
    assert (form["form"]["family"], form["registered"]["state"]) == ("refusal", "open")
    alone = json.loads(run(folder, "scan", str(good), "--json").stdout)
    assert set(alone) == set(document)
    assert set(form) - set(alone["forms"][0]) == {"registered"}
    assert set(alone["forms"][0]) <= set(form)
    again = run(folder, "scan", str(good), "--register", token=token)
    assert again.returncode == 0
    assert "1 forms" in again.stdout


def test_a_name_that_is_no_text_is_written_so_that_it_can_be_read(
    registry: tuple[Path, str], tmp_path: Path
) -> None:
    folder, token = registry
    file = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    file.write_bytes(b"%PDF-1.7 coupe %%EOF")
    done = run(folder, "scan", str(file), "--register", "--json", token=token)
    assert (done.returncode, done.stderr.count("Traceback")) == (1, 0)
    (refused,) = json.loads(done.stdout)["refused"]
    assert refused["source"].endswith("caf?.pdf")


def test_without_a_token_nothing_is_taken_in(registry: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = registry
    file = tmp_path / "form.pdf"
    file.write_bytes(printed("refusal", language="fr"))
    assert run(folder, "scan", str(file), "--register").returncode == 4
