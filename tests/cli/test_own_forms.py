"""`aval form list|check|submit|approve|publish|diff`, and the new version printed and read from a scan."""

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.registry import accounts
from service.settings import load_settings
from service.wiring import init, open_registry, wire
from tests.registry.own_forms import folder_of, with_slip, written
from tests.support.command import Said, run_here

AVAL = Path(sys.executable).with_name("aval")


@dataclass(frozen=True, slots=True)
class House:
    """A data folder, and tokens of two people."""

    data: Path
    tokens: dict[str, str]

    def aval(self, *arguments: str | Path, by: str = "") -> Said:
        """Run a command, as the user of a token or as the operator."""
        settings = {"AVAL_DATA_DIR": str(self.data), "AVAL_TOKEN": self.tokens.get(by, "")}
        return run_here(settings, *arguments)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    data = tmp_path_factory.mktemp("house") / "data"
    settings = load_settings({"AVAL_DATA_DIR": str(data)})
    init(settings)
    tokens = {}
    with closing(open_registry(settings)) as store:
        ports = wire(settings, store)
        for role in ("communications", "legal"):
            email = f"{role}@exemple.ca"
            accounts.add_user(ports, accounts.operator(), role, (role,), email=email)
            tokens[role] = accounts.create_token(ports, accounts.operator(), "t", role, email)
    return House(data, tokens)


@pytest.mark.long
def test_a_version_goes_its_whole_way_and_is_printed_and_read_at_once(house: House, tmp_path: Path) -> None:
    folder = folder_of(written(), tmp_path / "adult" / "v101")
    before = tmp_path / "before.pdf"
    assert house.aval("form", "print", "adult", "--out", before).returncode == 0
    assert house.aval("form", "check", folder).stdout == "nothing to mend\n"
    assert house.aval("form", "submit", folder).returncode == 4
    assert house.aval("form", "submit", folder, by="communications").stdout.startswith("adult 101: draft ")
    assert house.aval("form", "approve", "adult", "101", by="communications").returncode == 0
    again = house.aval("form", "approve", "adult", "101", by="communications")
    assert (again.returncode, "FOUR_EYES" in again.stderr) == (1, True)
    too_early = house.aval("form", "publish", "adult", "101", by="communications")
    assert (too_early.returncode, "FORM_NOT_APPROVED" in too_early.stderr) == (1, True)
    other = house.aval("form", "approve", "adult", "101", "--sha256", "0" * 64, by="legal")
    assert (other.returncode, "STALE" in other.stderr) == (1, True)
    assert house.aval("form", "approve", "adult", "101", by="legal").stdout.startswith("adult 101: approved ")
    assert house.aval("form", "publish", "adult", "101", by="legal").stdout.startswith(
        "adult 101: published "
    )
    listed = json.loads(house.aval("form", "list", "--json").stdout)["forms"]
    adults = [(row["version"], row["state"]) for row in listed if row["family"] == "adult"]
    assert adults == [(101, "published"), (1, "published")]
    after = tmp_path / "after.pdf"
    assert house.aval("form", "print", "adult", "--out", after).returncode == 0
    read = json.loads(house.aval("scan", "--json", after, before).stdout)["forms"]
    assert [(form["form"]["family"], form["form"]["version"]) for form in read] == [
        ("adult", 101),
        ("adult", 1),
    ]


@pytest.mark.long
def test_what_differs_is_shown_in_words_and_as_data(house: House, tmp_path: Path) -> None:
    folder = folder_of(written("staff"), tmp_path / "staff" / "v101")
    house.aval("form", "submit", folder, by="legal")
    text = house.aval("form", "diff", "staff", "1", "101").stdout
    assert "[-pas-]{+aucune raison+}" in text
    document = json.loads(house.aval("form", "diff", "staff", "1", "101", "--json").stdout)
    assert [one["language"] for one in document["texts"]] == ["fr"]
    assert document["asked"] == []
    assert house.aval("form", "diff", "staff", "1", "1").stdout == "no difference\n"
    assert house.aval("form", "diff", "staff", "1", "9").returncode == 1


def test_what_is_to_be_mended_is_said_before_anything_is_kept(house: House, tmp_path: Path) -> None:
    folder = folder_of(with_slip(written("media")), tmp_path / "media" / "v101")
    checked = house.aval("form", "check", folder)
    assert (checked.returncode, checked.stdout) == (1, "en: FORM_SENTENCE_MISSING No answer means no.\n")
    (folder / "en.md").unlink()
    alone = house.aval("form", "submit", folder, by="legal")
    assert (alone.returncode, "/en FORM_FILE_MISSING en.md" in alone.stderr) == (2, True)
    assert '"media", "version": 101' not in house.aval("form", "list", "--json").stdout


@pytest.mark.long
def test_an_altered_form_is_named_and_nothing_is_served(house: House, tmp_path: Path) -> None:
    folder = folder_of(written("visitor"), tmp_path / "visitor" / "v101")
    before = set((house.data / "blobs").rglob("*"))
    house.aval("form", "submit", folder, by="legal")
    (kept,) = [path for path in set((house.data / "blobs").rglob("*")) - before if path.is_file()]
    for by in ("legal", "communications"):
        house.aval("form", "approve", "visitor", "101", by=by)
    assert house.aval("form", "publish", "visitor", "101", by="legal").returncode == 0
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    try:
        doctor = house.aval("doctor")
        served = subprocess.run(
            [AVAL, "serve", "--port", "0"],
            env={**os.environ, "AVAL_DATA_DIR": str(house.data)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        printed = house.aval("form", "print", "visitor", "--out", tmp_path / "none.pdf")
    finally:
        kept.write_bytes(whole)
    assert (doctor.returncode, "FORM_EDITED visitor/v101" in doctor.stdout) == (1, True)
    assert (served.returncode, "FORM_EDITED visitor/v101" in served.stderr) == (1, True)
    assert (printed.returncode, "FORM_EDITED visitor/v101" in printed.stderr) == (1, True)
    assert not (tmp_path / "none.pdf").exists()
    assert house.aval("doctor").returncode == 0
