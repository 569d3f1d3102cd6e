"""What legal records of a person, as it is sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from service.api.fields import Day, Flag, Given, Line, Note, Reference, Said, one_of, shown_by
from service.domain import vocabulary
from service.registry.protecting import OUTCOMES, NewCheck, NewProtection

Status = Annotated[Line, one_of(vocabulary.LPJ_STATUSES)]


class ProtectionGiven(Given):
    """A status with its dates, and where it is known from."""

    model_config = shown_by({"status": "active", "since": "2026-09-01", "source": "Lettre du 2 octobre"})

    status: Status
    source: Annotated[Note, Said]
    since: Day | None = None
    ended: Day | None = None
    ycja: Flag = False
    other_ban: Annotated[Line, one_of(vocabulary.OTHER_BANS)] | None = None
    identifies_lpj_family: Flag = False

    def new_protection(self) -> NewProtection:
        """Return what the use case is asked."""
        return NewProtection(
            self.status,
            self.since,
            self.ended,
            self.ycja,
            self.other_ban,
            self.identifies_lpj_family,
            self.source,
        )


class PlacementGiven(Given):
    """What a resource does and whom it hosts."""

    model_config = shown_by(
        {"resource_clientele": "children", "kinship": False, "hosts": ["mzxw6ytboi2gk3tuobqxezlonq"]}
    )

    resource_clientele: Annotated[Line, one_of(vocabulary.RESOURCE_CLIENTELES)] | None
    kinship: Flag
    hosts: list[Reference] = Field(default=[], max_length=100)


class LegalCheckGiven(Given):
    """The answer of youth protection's respondent on one file."""

    model_config = shown_by(
        {
            "outcome": "accepted",
            "protection": "none",
            "asked_on": "2026-10-05",
            "answered_by": "M. Roy, répondante",
        }
    )

    outcome: Annotated[Line, one_of(OUTCOMES)]
    protection: Status
    asked_on: Day
    answered_by: Annotated[Line, Said]
    until: Day | None = None
    note: Note = ""
    answered_on: Day | None = None

    def new_check(self) -> NewCheck:
        """Return what the use case is asked."""
        return NewCheck(
            self.outcome,
            self.protection,
            self.asked_on,
            self.answered_by,
            self.until,
            self.note,
            self.answered_on,
        )


class CheckOfOne(LegalCheckGiven):
    """The answer on one file of a batch."""

    model_config = shown_by(
        {
            "outcome": "accepted",
            "protection": "none",
            "asked_on": "2026-10-05",
            "answered_by": "M. Roy, répondante",
            "person_id": "mzxw6ytboi2gk3tuobqxezlonq",
        }
    )

    person_id: Reference


class BatchGiven(Given):
    """The answers of one batch: all of them are recorded, or none."""

    model_config = shown_by(
        {
            "checks": [
                {
                    "outcome": "accepted",
                    "protection": "none",
                    "asked_on": "2026-10-05",
                    "answered_by": "M. Roy, répondante",
                    "person_id": "mzxw6ytboi2gk3tuobqxezlonq",
                }
            ]
        }
    )

    checks: list[CheckOfOne] = Field(min_length=1, max_length=500)
