"""Others attest the log: witnesses cosign it, an authority dates it; each betrays a changed history."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from service.cli.witnessing import KEY, make_witness, watch_log
from service.credentials.log_key import is_signed
from service.credentials.witness_key import load_witness_key
from service.http.witness_door import witness_application
from service.ledger.cosignature import CosignerKey, Witnessing, verify_witnessed
from service.ledger.note import VerifierKey
from service.settings import load_settings
from service.storage.witness_files import Witness, WitnessFiles
from service.wiring import open_log_key
from tests.cli.test_ledger_history import cut_short, grow, keep, put_back, rewrite
from tests.stories.serving import served
from tests.support.command import Said, run_here
from tests.support.time_stamping import authority

NAME = "temoin.exemple.ca/w1"


@dataclass(frozen=True, slots=True)
class Observed:
    """A registry and the witness of its log, each with its own folder."""

    data: Path
    witness: Path
    key: CosignerKey
    address: str

    def aval(self, *arguments: str, **more: str) -> Said:
        given = {"AVAL_DATA_DIR": str(self.data), "AVAL_WITNESSES": f"{self.key.encode()} {self.address}"}
        return run_here(given | more, *arguments)

    def log_key(self) -> VerifierKey:
        return open_log_key(load_settings({"AVAL_DATA_DIR": str(self.data)})).verifier

    def verify(self) -> tuple[int, dict[str, object]]:
        said = self.aval("ledger", "verify", "--json")
        return said.returncode, json.loads(said.stdout)


@pytest.fixture
def observed(tmp_path: Path) -> Iterator[Observed]:
    data, folder = tmp_path / "data", tmp_path / "witness"
    assert run_here({"AVAL_DATA_DIR": str(data)}, "init").returncode == 0
    key = CosignerKey.decode(make_witness(folder, NAME))
    own = load_witness_key(folder / KEY)
    witness = Witness(WitnessFiles(folder), own.public, own.sign, is_signed, lambda: 1_800_000_000)
    with served(witness_application(witness.answer)) as address:
        here = Observed(data, folder, key, address)
        watch_log(folder, here.log_key().encode())
        assert here.aval("ledger", "checkpoint").returncode == 0
        yield here


def test_the_published_checkpoint_bears_the_witness_and_keeps_it(observed: Observed) -> None:
    grow(observed.data, "luc", 1)
    printed = observed.aval("ledger", "checkpoint").stdout
    whom = Witnessing(observed.log_key(), (observed.key,), 1)
    assert verify_witnessed(printed, whom, is_signed).times == {observed.key: 1_800_000_000}
    assert (observed.data / "log" / "checkpoint").read_text() == printed
    code, told = observed.verify()
    assert (code, told["finding"]) == (0, "SAME")
    assert '"COSIGNED"' in json.dumps(told["witnesses"])
    again = run_here({"AVAL_DATA_DIR": str(observed.data)}, "ledger", "checkpoint").stdout
    assert again == printed


@pytest.mark.long
def test_a_witness_that_is_away_stops_nothing(observed: Observed) -> None:
    away = f"{observed.key.encode()} http://127.0.0.1:1"
    said = observed.aval("ledger", "checkpoint", AVAL_WITNESSES=away)
    assert (said.returncode, "UNREACHABLE" in said.stderr) == (0, True)
    assert observed.verify()[0] == 0


@pytest.mark.long
def test_a_witness_that_was_not_told_of_the_log_says_so(observed: Observed) -> None:
    (observed.witness / "logs.json").write_text("{}")
    said = observed.aval("ledger", "checkpoint")
    assert (said.returncode, "REFUSED" in said.stderr) == (0, True)


def all_put_back(observed: Observed) -> None:
    """Put the whole folder back as an old backup has it: nothing of ours remembers the newer one."""
    run = observed.data.parent
    keep(observed.data)
    shutil.copytree(observed.data, run / "old")
    grow(observed.data, "luc", 1)
    assert observed.aval("ledger", "checkpoint").returncode == 0
    shutil.rmtree(observed.data)
    shutil.copytree(run / "old", observed.data)


def told_twice(observed: Observed) -> None:
    """Put all back, then go on with another history."""
    all_put_back(observed)
    grow(observed.data, "eve", 1)


def told_twice_and_more(observed: Observed) -> None:
    """Go on with the other history until it is the longer one."""
    told_twice(observed)
    grow(observed.data, "eve again", 1)


@pytest.mark.parametrize(
    ("tamper", "standing"),
    [
        pytest.param(all_put_back, "REPLAYED", id="replay"),
        pytest.param(told_twice, "FORKED", id="fork", marks=pytest.mark.long),
        pytest.param(told_twice_and_more, "FORKED", id="longer fork", marks=pytest.mark.long),
    ],
)
def test_what_our_own_files_cannot_know_a_witness_does(
    observed: Observed, tamper: Callable[[Observed], None], standing: str
) -> None:
    tamper(observed)
    alone = run_here({"AVAL_DATA_DIR": str(observed.data)}, "ledger", "verify", "--json")
    assert (alone.returncode, json.loads(alone.stdout)["faults"]) == (0, [])
    before = (observed.witness / "logs.json").read_bytes()
    said = observed.aval("ledger", "checkpoint")
    assert (said.returncode, f"witness {NAME}: {standing}" in said.stderr) == (1, True)
    assert (observed.witness / "logs.json").read_bytes() == before
    code, told = observed.verify()
    assert (code, told["faults"]) == (1, [f"{standing} {NAME}"])
    doctor = observed.aval("doctor")
    assert (doctor.returncode, f"{standing} {NAME}" in doctor.stdout) == (1, True)


@pytest.mark.long
@pytest.mark.parametrize("tamper", [cut_short, rewrite])
def test_what_is_changed_below_a_cosigned_checkpoint_is_found_and_never_cosigned(
    observed: Observed, tamper: Callable[[Path], None]
) -> None:
    tamper(observed.data)
    code, told = observed.verify()
    assert (code, bool(told["faults"])) == (1, True)
    shutil.rmtree(observed.data / "log")
    grow_unheard(observed.data)
    before = (observed.witness / "logs.json").read_bytes()
    observed.aval("ledger", "checkpoint")
    assert (observed.witness / "logs.json").read_bytes() == before


def grow_unheard(data: Path) -> None:
    """Publish as far as the registry still can, whatever it says."""
    run_here({"AVAL_DATA_DIR": str(data)}, "ledger", "checkpoint")


@pytest.mark.long
def test_an_older_database_beside_newer_files_is_said_by_the_doctor(observed: Observed) -> None:
    older = keep(observed.data)
    grow(observed.data, "luc", 1)
    put_back(observed.data, older)
    assert observed.aval("ledger", "checkpoint").returncode == 1
    doctor = observed.aval("doctor")
    assert (doctor.returncode, "LOG_FILES_DIFFER" in doctor.stdout) == (1, True)


def test_an_authority_dates_the_log_each_day_and_openssl_agrees(observed: Observed, tmp_path: Path) -> None:
    folder = tmp_path / "tsa"
    folder.mkdir()
    with authority(folder) as tsa:
        (folder / "roots.pem").write_bytes(tsa.root.public_bytes(Encoding.PEM))
        dating = {"AVAL_TSA_URL": tsa.url, "AVAL_TSA_CERTIFICATES": str(folder / "roots.pem")}
        assert observed.aval("ledger", "checkpoint", **dating).returncode == 0
        (response,) = (observed.data / "log" / "stamps").glob("*.tsr")
        kept = response.read_bytes()
        assert observed.aval("ledger", "checkpoint", **dating).returncode == 0
        assert response.read_bytes() == kept
    note = response.with_suffix(".note")
    assert NAME in note.read_text()
    asked = ["openssl", "ts", "-verify", "-data", str(note), "-in", str(response)]
    said = subprocess.run([*asked, "-CAfile", str(folder / "roots.pem")], capture_output=True, check=False)
    assert said.returncode == 0, said.stderr
    verified = observed.aval("ledger", "verify", **dating)
    assert (verified.returncode, f"the last of {response.stem}" in verified.stdout) == (0, True)
    note.write_text(note.read_text().replace("temoin", "tempin"))
    false = observed.aval("ledger", "verify", **dating)
    assert (false.returncode, f"TIME_STAMP_FALSE {response.stem}" in false.stdout) == (1, True)


@pytest.mark.long
def test_an_authority_that_is_away_is_said_and_stops_nothing(observed: Observed) -> None:
    away = {"AVAL_TSA_URL": "http://127.0.0.1:1/"}
    assert observed.aval("ledger", "checkpoint", **away).returncode == 0
    said = observed.aval("ledger", "verify")
    assert (said.returncode, "TIME_STAMP_UNAVAILABLE when last asked" in said.stdout) == (0, True)
