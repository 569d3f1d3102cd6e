"""Why a use case did not do what was asked. Codes only: each entrance has its own words and statuses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where (JSON Pointer into the input), which code, and a plain value that helps."""

    pointer: str
    code: str
    detail: str = ""


class MustStop(Exception):
    """The process must end at once, and nothing may be tried again (P6)."""


class RegistryError(Exception):
    """A use case refused; `code` says why."""

    def __init__(self, code: str, *faults: Fault) -> None:
        super().__init__(code)
        self.code = code
        self.faults = faults


class Invalid(RegistryError):
    """The input has faults; nothing was kept."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("INVALID", *faults)


class NotAllowed(RegistryError):
    """This role may not do this."""

    def __init__(self, code: str = "NOT_ALLOWED") -> None:
        super().__init__(code)


class NotFound(RegistryError):
    """Absent, or not for this role to know: one answer for both."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


class Conflict(RegistryError):
    """The record's present state does not permit it."""


class Stale(RegistryError):
    """The record changed since it was read (If-Match)."""

    def __init__(self) -> None:
        super().__init__("STALE")


class Unavailable(RegistryError):
    """The registry cannot answer now; the answer is never yes."""


class FormEdited(Unavailable):
    """The text of a published form is not what was published; it is not shown to anybody."""

    def __init__(self, found: str) -> None:
        super().__init__("FORM_EDITED")
        self.found = found
