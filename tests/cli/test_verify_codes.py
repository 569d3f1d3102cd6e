"""`aval verify` on codes: each token of the corpus is judged as by Python, another program and browsers."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from service.credentials.check_receipts import ANSWERS, Receipt, issue_receipt, to_text
from service.credentials.signing import IssuingKey
from service.credentials.token_texts import to_address
from service.domain.identifiers import parse
from tests.credentials.corpus import BY_NAME, CASES, CORPUS, GOOD, LISTS, TOKEN, Case
from tests.credentials.minting import ED, PRIVATE
from tests.house.source import ROOT
from tests.support.command import Said, run_here

AT = GOOD.at.isoformat()
ADDRESS = to_address(TOKEN, "https://registre.example.qc.ca")
ALTERED = ADDRESS[:-1] + ("1" if ADDRESS[-1] == "0" else "0")
REAL = (
    "as an address",
    "as bytes",
    "not usable",
    "no list",
    "signature: zeros",
    "text: an ID",
    "form: no bytes",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys, lists and tokens of the corpus as files."""
    folder = tmp_path_factory.mktemp("codes")
    (folder / "keys.json").write_text(json.dumps(CORPUS["keys"]))
    for name, content in LISTS.items():
        (folder / f"{name}.cwt").write_bytes(content)
    return folder


def order(folder: Path, case: Case, number: int = 0) -> list[str]:
    """What is typed for a case."""
    given = case.given
    if isinstance(given, bytes):
        path = folder / f"token {number}"
        path.write_bytes(given)
        given = str(path)
    lists = {content: name for name, content in LISTS.items()}
    status = [] if case.status is None else ["--status", str(folder / f"{lists[case.status]}.cwt")]
    at = case.at.isoformat()
    return ["verify", given, "--keys", str(folder / "keys.json"), *status, "--at", at, "--json"]


def wanted_code(case: Case) -> int:
    if case.authentic and case.usable is None:
        return 7
    return 0 if case.authentic and case.usable else 6


def aval(folder: Path, *arguments: str) -> Said:
    return run_here({"AVAL_DATA_DIR": str(folder / "no registry")}, *arguments)


def verify(folder: Path, given: str | Path, *more: str) -> Said:
    keys, status = str(folder / "keys.json"), str(folder / "good.cwt")
    return aval(folder, "verify", str(given), "--keys", keys, "--status", status, "--at", AT, *more)


def test_the_command_says_of_every_token_what_must_be_said(folder: Path) -> None:
    for number, case in enumerate(CASES):
        said = aval(folder, *order(folder, case, number))
        found = json.loads(said.stdout)
        answer = (found["authentic"], found["usable"], found["id"], found["detail"], said.returncode)
        assert answer == (case.authentic, case.usable, case.id, case.detail, wanted_code(case)), case.name


@pytest.mark.parametrize("name", REAL[:1])
def test_a_process_of_its_own_says_the_same(name: str, folder: Path) -> None:
    in_a_process(name, folder)


@pytest.mark.long
@pytest.mark.parametrize("name", REAL[1:])
def test_a_process_of_its_own_says_the_same_of_others(name: str, folder: Path) -> None:
    in_a_process(name, folder)


def in_a_process(name: str, folder: Path) -> None:
    case = BY_NAME[name]
    command = [sys.executable, "-m", "service.cli.main", *order(folder, case, CASES.index(case))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    found = json.loads(done.stdout)
    assert (found["authentic"], found["usable"], done.returncode) == (
        case.authentic,
        case.usable,
        wanted_code(case),
    )


def test_the_answer_has_the_fields_of_the_contract_and_no_other(folder: Path) -> None:
    assert json.loads(verify(folder, ADDRESS, "--json").stdout) == {
        "authentic": True,
        "id": "1K7F-3M9X-4T8B-2QDY",
        "usable": True,
        "until": "2027-11-30",
        "scope": ["photo", "video", "voice"],
        "channels": ["facebook", "facebook_personal", "linkedin"],
        "as_of": "2026-11-22T14:00:00Z",
        "detail": "USABLE",
    }


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (
            ADDRESS,
            0,
            ["Code authentique", "seul le registre répond", "pouvait servir le 22\u00a0novembre 2026"],
        ),
        (ALTERED, 6, ["Code modifié", "Ne vous y fiez pas"]),
        ("1K7F-3M9X-4T8B-2QDY", 6, ["Impossible à vérifier", "Un numéro seul"]),
    ],
)
def test_it_speaks_of_authenticity_and_never_says_that_somebody_may_appear(
    given: str, code: int, says: list[str], folder: Path
) -> None:
    said = verify(folder, given)
    assert said.returncode == code, said.stderr
    spoken = said.stdout.replace("\u00a0", " ")
    assert all(words.replace("\u00a0", " ") in spoken for words in says), spoken
    assert "Document authentique" not in spoken


def test_without_a_list_it_says_which_and_that_it_cannot_tell(folder: Path) -> None:
    keys = str(folder / "keys.json")
    said = aval(folder, "verify", ADDRESS, "--keys", keys, "--at", AT, "--language", "en")
    assert said.returncode == 7
    assert "Genuine code" in said.stdout
    assert "--status list.cwt" in said.stdout


def test_a_day_is_meant_to_its_end_and_a_moment_needs_its_zone(folder: Path) -> None:
    rest = ["--keys", str(folder / "keys.json"), "--status", str(folder / "good.cwt"), "--json"]
    assert aval(folder, "verify", ADDRESS, "--at", "2026-11-22", *rest).returncode == 0
    assert aval(folder, "verify", ADDRESS, "--at", "2026-11-24", *rest).returncode == 7
    assert aval(folder, "verify", ADDRESS, "--at", "2026-11-22T14:00:00", *rest).returncode == 2
    assert aval(folder, "verify", ADDRESS, "--at", "demain", *rest).returncode == 2


def test_a_file_that_is_not_there_is_a_slip_of_typing_and_no_verdict(folder: Path) -> None:
    said = verify(folder, folder / "documnet.pdf", "--json")
    assert (said.returncode, said.stdout) == (2, "")
    assert "there is no file" in said.stderr


@pytest.mark.parametrize("content", [b"{}", b'{"keys": 3}', b'{"keys": [{}]}', b'{"keys": []'])
def test_keys_that_are_none_are_said_so(content: bytes, folder: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_bytes(content)
    said = aval(folder, "verify", ADDRESS, "--keys", str(keys))
    assert said.returncode == 1
    assert "KEYS_UNREADABLE" in said.stderr


def receipt_given(answer: str) -> str:
    """A receipt signed by the key of the corpus's tokens."""
    number = (parse("1K7F-3M9X-4T8B-2QDY"),)
    said = Receipt(
        "registre.example.qc.ca",
        "check-1",
        GOOD.at,
        "photo",
        ("facebook",),
        "promotion",
        date(2026, 11, 22),
        number,
        bytes(32),
        answer,
        number if answer == "yes" else (),
        (),
        date(2026, 11, 29),
    )
    return to_text(issue_receipt(said, IssuingKey(bytes.fromhex(ED), PRIVATE[ED])))


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_receipt_is_genuine_and_says_of_nobody_that_they_may_appear(answer: str, folder: Path) -> None:
    given = receipt_given(answer)
    said = verify(folder, given, "--json")
    found = json.loads(said.stdout)
    assert (said.returncode, found["authentic"], found["usable"]) == (7, True, None)
    assert (found["kind"], found["answer"], found["detail"]) == ("check_receipt", answer, "RECEIPT_VALID")
    spoken = verify(folder, given).stdout
    assert spoken.startswith("Reçu authentique\n")
    assert "seul le registre répond" in spoken
    altered = verify(folder, given[:-8] + "AAAAAAAA", "--json")
    assert (altered.returncode, json.loads(altered.stdout)["authentic"]) == (6, False)
    assert verify(folder, given[:-8] + "AAAAAAAA").stdout.startswith("Reçu modifié\n")


def test_a_receipt_of_an_unknown_key_cannot_be_verified(folder: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text('{"keys": []}')
    said = aval(folder, "verify", receipt_given("yes"), "--keys", str(keys))
    assert (said.returncode, said.stdout.splitlines()[0]) == (6, "Impossible à vérifier")


def test_a_receipt_in_a_file_is_read_and_an_old_one_is_said_to_be_over(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "recu"
    path.write_text(receipt_given("yes") + "\n")
    keys = str(folder / "keys.json")
    said = aval(folder, "verify", str(path), "--keys", keys, "--at", "2026-11-24", "--language", "en")
    assert said.returncode == 7
    assert "no longer valid" in said.stdout
