"""`aval decide`: judge cases read from standard input. Pure: no data folder, no network, only the rules.

With `--lines`, one JSON case a line in, one line out; without, one case in, one document out.
"""

import argparse
import json
import sys
from typing import BinaryIO, Final, NoReturn, TextIO

from service.domain.cases import CaseFault, read_case
from service.domain.decision import Decision, decide
from service.domain.facts import Config, Facts
from service.domain.reading import BAD_VALUE
from service.domain.valid_until import valid_until
from service.domain.views import communications_view, publisher_view

ALLOWED: Final = 0
FAULTY: Final = 1
REFUSED: Final = 6
"""Done, and at least one may not appear."""

_BOM: Final = b"\xef\xbb\xbf"


def run(lines: bool, stdin: BinaryIO, stdout: TextIO) -> int:  # noqa: FBT001 - the flag is the option's own value
    """Judge what is read; return the exit code: 1 when a case was malformed, 6 when one may not appear."""
    codes = {ALLOWED}
    for number, raw in enumerate(stdin if lines else [stdin.read()]):
        text = raw.removeprefix(_BOM) if number == 0 else raw
        if text.strip():
            answer, code = answer_line(text)
            codes.add(code)
            stdout.write(json.dumps(answer, indent=None if lines else 2) + "\n")
    return FAULTY if FAULTY in codes else max(codes)


def answer_line(text: bytes) -> tuple[dict[str, object], int]:
    """Answer one case, whatever the bytes."""
    case_id: object = None
    try:
        value = _parse(text)
        case_id = _id(value)
        facts, config = read_case(value)
    except CaseFault as fault:
        error = {"code": fault.code, "detail": fault.detail, "pointer": fault.pointer}
        return {"id": case_id, "error": error}, FAULTY
    decision = decide(facts, config)
    return _answer(case_id, facts, config, decision), ALLOWED if decision.publishable else REFUSED


def main() -> NoReturn:
    """Run as a program."""
    parser = argparse.ArgumentParser(prog="decide", description=__doc__)
    parser.add_argument("--lines", action="store_true", help="one case a line")
    sys.exit(run(parser.parse_args().lines, sys.stdin.buffer, sys.stdout))


def _answer(case_id: object, facts: Facts, config: Config, decision: Decision) -> dict[str, object]:
    publisher = publisher_view(decision)
    until = valid_until(facts, config)
    return {
        "id": case_id,
        "verdict": decision.verdict,
        "reasons": list(decision.reasons),
        "persons": [
            {"ref": one.ref, "verdict": one.verdict, "reasons": list(one.reasons)} for one in decision.persons
        ],
        "conditions": list(decision.conditions),
        "warnings": list(decision.warnings),
        "valid_until": until.isoformat() if until else None,
        "publisher": {
            "answer": publisher.answer,
            "cite": list(publisher.cite),
            "conditions": list(publisher.conditions),
        },
        "communications": {"reasons": list(communications_view(facts, config, decision).reasons)},
    }


def _parse(text: bytes) -> object:
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise CaseFault(BAD_VALUE, "JSON", "") from None


def _refuse(constant: str) -> NoReturn:
    # NaN and the infinities are no JSON.
    raise ValueError(constant)


def _id(value: object) -> object:
    given = value.get("id") if isinstance(value, dict) else None
    if isinstance(given, dict | list):
        raise CaseFault(BAD_VALUE, "text", "/id")
    return given


if __name__ == "__main__":
    main()
