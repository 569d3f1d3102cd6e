"""What is wrong with the forms, all of it at once, so that an author mends it in one go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: which code, in which file, and the key or words it is about."""

    code: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        """One line of a report."""
        return f"{self.where}: {self.code}" + (f" {self.detail}" if self.detail else "")


class FormsInvalid(Exception):
    """The forms are not fit to be shown to anybody; `findings` says why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
        self.code = "FORMS_INVALID"
        self.found = "; ".join(str(finding) for finding in findings)
