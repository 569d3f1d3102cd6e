"""`aval decide`: a line in, a line out, whatever the line (contract)."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from service.cli.decide import run
from tests.domain.test_cases import PLAIN
from tests.house.source import ROOT

KEYS = [
    "id",
    "verdict",
    "reasons",
    "persons",
    "conditions",
    "warnings",
    "valid_until",
    "publisher",
    "communications",
]
GOOD = json.dumps({"id": "ok", **PLAIN})
REFUSED = json.dumps(
    {"id": "no", "facts": {**PLAIN["facts"], "post": {**PLAIN["facts"]["post"], "channel": "x"}}}
)
BROKEN: list[tuple[bytes, str, str]] = [
    (b"{", "BAD_VALUE", ""),
    (b"nothing", "BAD_VALUE", ""),
    (b"\xff\xfe", "BAD_VALUE", ""),
    (b"[]", "BAD_VALUE", ""),
    (b"null", "BAD_VALUE", ""),
    (b'"case"', "BAD_VALUE", ""),
    (b"{}", "MISSING", "/facts"),
    (b'{"facts": NaN}', "BAD_VALUE", ""),
    (b'{"facts": -Infinity}', "BAD_VALUE", ""),
    (b'{"id": {}, "facts": {}}', "BAD_VALUE", "/id"),
    (b"[" * 100_000, "BAD_VALUE", ""),
    (b"1" * 5_000, "BAD_VALUE", ""),
    (b'{"facts": {"post": []}}', "BAD_VALUE", "/facts/post"),
]


def answers(text: bytes, *, lines: bool = True) -> tuple[list[Any], int]:
    out = io.StringIO()
    code = run(lines, io.BytesIO(text), out)
    written = out.getvalue()
    assert written.isascii()
    return [json.loads(line) for line in written.splitlines()] if lines else [json.loads(written)], code


def test_a_line_is_answered_in_the_shape_of_the_contract() -> None:
    (answer,), code = answers(GOOD.encode())
    assert list(answer) == KEYS
    assert answer == {
        "id": "ok",
        "verdict": "ALLOW",
        "reasons": ["CONSENT_OK"],
        "persons": [{"ref": "P1", "verdict": "ALLOW", "reasons": ["CONSENT_OK"]}],
        "conditions": [],
        "warnings": [],
        "valid_until": "2027-01-15",
        "publisher": {"answer": "yes", "cite": ["C-1"], "conditions": []},
        "communications": {"reasons": ["CONSENT_OK"]},
    }
    assert code == 0


def test_a_refusal_is_an_answer_with_an_exit_code_of_its_own() -> None:
    (first, second), code = answers(f"{GOOD}\n{REFUSED}\n".encode())
    assert (first["verdict"], second["verdict"], code) == ("ALLOW", "DENY", 6)
    assert second["publisher"] == {"answer": "no", "cite": [], "conditions": []}


@pytest.mark.parametrize(("line", "code", "pointer"), BROKEN, ids=range(len(BROKEN)))
def test_a_malformed_case_gets_an_error_on_its_line_and_the_others_go_on(
    line: bytes, code: str, pointer: str
) -> None:
    (wrong, right), exit_code = answers(line + b"\n" + GOOD.encode())
    assert set(wrong) == {"id", "error"}
    assert (wrong["error"]["code"], wrong["error"]["pointer"]) == (code, pointer)
    assert (right["verdict"], exit_code) == ("ALLOW", 1)


def test_a_malformed_case_keeps_its_id() -> None:
    (answer,), _ = answers(b'{"id": "\\ud800", "facts": {}}')
    assert answer["id"] == "\ud800"


def test_empty_lines_and_a_byte_order_mark_are_passed_over() -> None:
    found, code = answers(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n\r\n  \n" + GOOD.encode())
    assert ([one["id"] for one in found], code) == (["ok", "ok"], 0)
    assert answers(b"") == ([], 0)


def test_without_lines_one_document_is_read_and_written() -> None:
    (answer,), code = answers(json.dumps(json.loads(GOOD), indent=2).encode(), lines=False)
    assert (answer["verdict"], code) == ("ALLOW", 0)


def test_it_runs_as_a_program_and_loads_only_the_rules() -> None:
    program = (
        "import sys, service.cli.decide; print(*sorted(m for m in sys.modules if m.startswith('service')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    outside = [name for name in loaded if not name.startswith(("service.domain", "service.i18n"))]
    assert sorted(outside) == ["service", "service.cli", "service.cli.decide"]
    done = subprocess.run(
        [sys.executable, "-m", "service.cli.decide", "--lines"],
        cwd=ROOT,
        input=REFUSED,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (json.loads(done.stdout)["id"], done.returncode, done.stderr) == ("no", 6, "")
