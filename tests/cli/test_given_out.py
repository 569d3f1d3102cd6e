"""What a real registry gives out, verified by two programs that share nothing with it."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.ledger.checkpoint import Checkpoint
from service.ledger.log_proof import ProofFile
from service.ledger.proofs import prove_consistency, prove_inclusion
from service.ledger.tile_files import nodes_in_tiles
from service.ledger.witness import AddCheckpoint
from service.registry import accounts, consents
from service.registry.account_records import Caller
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.ports import Ports
from service.registry.status_publishing import publish_status
from service.registry.tokens import issue_token
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.settings import load_settings
from service.storage.log_files import LogFiles
from service.wiring import open_log_key, open_registry, wire
from tests.credentials import other_verifier
from tests.ledger import outside_verifier
from tests.support.command import run_here

pytestmark = pytest.mark.long


def aval(data: Path, *arguments: str) -> str:
    said = run_here({"AVAL_DATA_DIR": str(data)}, *arguments)
    assert said.returncode == 0, said.stderr
    return said.stdout


def permitted(ports: Ports, desk: Caller) -> str:
    """Register somebody's paper and put it in force; return its number."""
    person = register_person(
        ports, desk, NewPerson(Names("Ève Vérifiée"), (RolePeriod("staff"),), adult_attested=True)
    )
    day = today(ports) - timedelta(days=1)
    new = consents.NewConsent(
        person.number,
        "adult",
        "fr",
        (SignatureRecord("self", "Ève Vérifiée", day, "paper"),),
        (Outcomes(("photo",), ("intranet",), ("information",), "yes"),),
    )
    paper = consents.register_consent(ports, desk, new)
    return consents.confirm_consent(ports, desk, paper.id, verified=True).id


def listed(ports: Ports) -> bytes:
    publish_status(ports)
    with ports.store.reading() as reader:
        record = reader.load_status_list(0)
    assert record is not None
    return record.content


@pytest.fixture(scope="module")
def given_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """The corpus of one token and its lists, before and after the withdrawal; the log of all that."""
    data = tmp_path_factory.mktemp("registry") / "data"
    aval(data, "init")
    (data / "rules.toml").write_text("spot_check_share = 0.0\n")
    older = aval(data, "ledger", "checkpoint")
    settings = load_settings({"AVAL_DATA_DIR": str(data)})
    store = open_registry(settings)
    ports = wire(settings, store)
    user = accounts.add_user(ports, accounts.operator(), "Ana", ("communications",), email="ana@exemple.ca")
    desk = Caller(user.number, user.name, "communications", "page")
    number = permitted(ports, desk)
    address = issue_token(ports, desk, number).signed.address
    lists = {"before": listed(ports).hex()}
    withdraw_consent(ports, desk, number, NewWithdrawal(today(ports), "person", "phone"))
    lists["after"] = listed(ports).hex()
    store.close()
    now = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    cases = [{"name": name, "text": address, "status": name, "at": now} for name in lists]
    corpus = {"keys": json.loads(aval(data, "keys", "list")), "status_lists": lists, "cases": cases}
    newer = aval(data, "ledger", "checkpoint")
    vkey = open_log_key(settings).verifier.encode()
    return corpus, log_given_out(LogFiles(data / "log"), vkey, older, newer)


def log_given_out(files: LogFiles, vkey: str, older: str, newer: str) -> dict[str, Any]:
    old, new = (Checkpoint.decode(note.partition("\n\n")[0] + "\n") for note in (older, newer))
    nodes = nodes_in_tiles(files.read, new.size)
    bundles = [path.read_bytes() for path in newest(files.folder / "tile" / "entries")]
    tiles = [path.read_bytes() for path in newest(files.folder / "tile" / "0")]
    entries = [entry for bundle in bundles for entry in outside_verifier.entries_in(bundle)]
    proofs = [
        (ProofFile(at, prove_inclusion(nodes, at, new.size).hashes, newer).encode(), entry.hex())
        for at, entry in enumerate(entries)
    ]
    grown = AddCheckpoint(old.size, prove_consistency(nodes, old.size, new.size).hashes, newer).encode()
    shown = {"bundles": [each.hex() for each in bundles], "tiles": [each.hex() for each in tiles]}
    told = {"vkey": vkey, "witnesses": [], "older": older, "newer": newer, "grown": grown, "proofs": proofs}
    return told | shown


def newest(folder: Path) -> list[Path]:
    """The widest file of each place: full tiles, then the last partial one."""
    whole = sorted(each for each in folder.iterdir() if each.is_file())
    partial_ones = [each for each in folder.glob("*.p/*") if not (folder / each.parent.stem).is_file()]
    last = max(partial_ones, key=lambda each: (each.parent.stem, int(each.name)), default=None)
    return [*whole, *([last] if last else [])]


def alone(program: Any, folder: Path, given: dict[str, Any]) -> Any:  # noqa: ANN401 - a module, and JSON
    copied = shutil.copy(program.__file__, folder)
    run = partial(subprocess.run, capture_output=True, text=True, check=True, cwd=folder)
    return json.loads(run([sys.executable, "-I", copied], input=json.dumps(given)).stdout)


def test_the_token_and_the_lists_of_a_real_registry(
    given_out: tuple[dict[str, Any], dict[str, Any]], tmp_path: Path
) -> None:
    said = alone(other_verifier, tmp_path, given_out[0])
    assert said == {"before": [True, True], "after": [True, False]}


def test_the_log_of_a_real_registry_leaf_by_leaf(
    given_out: tuple[dict[str, Any], dict[str, Any]], tmp_path: Path
) -> None:
    said = alone(outside_verifier, tmp_path, given_out[1])
    assert said["grown"]
    assert said["new"] == said["proofs"] > said["old"]
