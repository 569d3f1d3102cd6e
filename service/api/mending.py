"""From what a body's shape got wrong to faults that point at the field; what was typed is never echoed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from service.http.refusals import Malformed
from service.registry.errors import Fault, Invalid, RegistryError

ShapeT = TypeVar("ShapeT", bound=BaseModel)

CODES: Final[Mapping[str, str]] = {
    "missing": "MISSING",
    "extra_forbidden": "UNKNOWN_FIELD",
    "literal_error": "NOT_IN_LIST",
    "string_too_long": "TOO_LONG",
    "too_long": "TOO_MANY",
    "too_short": "MISSING",
}
_MALFORMED: Final = frozenset({"json_invalid"})
_LONGEST_POINTER: Final = 200


def read_body(shape: type[ShapeT], body: bytes) -> ShapeT:
    """Read a body from its bytes. Raises `Malformed` for what is no JSON, `Invalid` with what to mend."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        raise refusal_of(error.errors(include_url=False, include_input=False)) from None


def refusal_of(mistakes: Iterable[Mapping[str, Any]], skip: int = 0) -> RegistryError:
    """Return what Pydantic's mistakes stand for; `skip` leaves out the first parts of each place."""
    every = list(mistakes)
    if any(one["type"] in _MALFORMED for one in every):
        return Malformed("MALFORMED_JSON")
    return Invalid(*(_fault(one, skip) for one in every))


@contextmanager
def pointing(places: Mapping[str, str]) -> Iterator[None]:
    """Let faults of a use case point into the body as sent (`repointed`)."""
    try:
        yield
    except Invalid as error:
        raise repointed(error, places) from None


def repointed(error: Invalid, places: Mapping[str, str]) -> Invalid:
    """Return the faults as they stand in the body as sent: the longest prefix that fits is replaced."""
    return Invalid(*(_moved(fault, places) for fault in error.faults))


def _moved(fault: Fault, places: Mapping[str, str]) -> Fault:
    for start in sorted(places, key=len, reverse=True):
        rest = fault.pointer.removeprefix(start)
        if fault.pointer.startswith(start) and rest[:1] in ("", "/"):
            return Fault(places[start] + rest, fault.code, fault.detail)
    return fault


def _fault(mistake: Mapping[str, Any], skip: int) -> Fault:
    kind = str(mistake["type"])
    pointer = "".join(f"/{_escaped(part)}" for part in mistake["loc"][skip:])[:_LONGEST_POINTER]
    if kind.isupper():
        return Fault(pointer, kind, str(mistake["msg"]))
    code = CODES.get(kind, "BAD_VALUE")
    return Fault(pointer, code, kind if code == "BAD_VALUE" else "")


def _escaped(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
