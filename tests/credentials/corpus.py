"""The frozen corpus of tokens, as tests read it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from service.credentials.key_ring import KeyRing, read_key_list
from tests.credentials.make_tokens import FILE

CORPUS: Final[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
KEYS: Final[list[dict[str, Any]]] = CORPUS["keys"]["keys"]
RING: Final[KeyRing] = read_key_list(json.dumps(CORPUS["keys"]))
LISTS: Final = {name: bytes.fromhex(content) for name, content in CORPUS["status_lists"].items()}


@dataclass(frozen=True, slots=True)
class Case:
    """One token, the list and the moment it is checked with, and what must be said of it."""

    name: str
    given: str | bytes
    status: bytes | None
    at: datetime
    authentic: bool
    usable: bool | None
    id: str | None
    detail: str


def _case(read: dict[str, Any]) -> Case:
    given = read["text"] if "text" in read else bytes.fromhex(read["hex"])
    status = None if read["status"] is None else LISTS[read["status"]]
    said = (read["authentic"], read["usable"], read["id"], read["detail"])
    return Case(read["name"], given, status, datetime.fromisoformat(read["at"]), *said)


CASES: Final = [_case(each) for each in CORPUS["cases"]]
BY_NAME: Final = {case.name: case for case in CASES}
GOOD: Final = BY_NAME["as bytes"]
TOKEN: Final[bytes] = bytes.fromhex(
    next(case["hex"] for case in CORPUS["cases"] if case["name"] == "as bytes")
)
