"""Signed forms as they are sent, and what later happens to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from service.api.fields import (
    Channel,
    Condition,
    Count,
    Day,
    Flag,
    Given,
    Line,
    Medium,
    Purpose,
    Reference,
    one_of,
    shown_by,
)
from service.domain import vocabulary
from service.registry.closed_lists import check_codes
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import NewConsent
from service.registry.errors import Fault, Invalid
from service.registry.outcomes import Choice, blocks_of
from service.registry.withdrawing import BY, HOW, NewWithdrawal

Answer = Literal["yes", "yes_with_limits", "no"]
MOST_CHOICES: Final = 600
"""More than media × channels × purposes: every cell can be answered once."""


class SignatureGiven(Given):
    """Who signed, by what authority, how, and on what day."""

    signer: Annotated[Line, one_of(vocabulary.SIGNERS)]
    name: Line
    signed_on: Day
    method: Literal["paper", "drawn", "typed", "code"]
    evidence: Annotated[Line, one_of(vocabulary.EVIDENCE)] = "none"
    verified: Flag = False
    signer_id: Line | None = None

    def record(self) -> SignatureRecord:
        """Return it as the registry keeps it."""
        return SignatureRecord(
            self.signer,
            self.name,
            self.signed_on,
            self.method,
            self.evidence,
            verified=self.verified,
            signer_id=self.signer_id,
        )


class ChoiceGiven(Given):
    """One answer to one medium on one channel for one purpose."""

    medium: Medium
    channel: Channel
    purpose: Purpose
    answer: Answer


class ConsentGiven(Given):
    """One form as signed: either media, channels and purposes, or one answer for each choice."""

    model_config = shown_by(
        {
            "person_id": "mzxw6ytboi2gk3tuobqxezlonq",
            "form": "adult",
            "language": "fr",
            "signatures": [
                {
                    "signer": "self",
                    "name": "Camille Roy",
                    "signed_on": "2026-10-13",
                    "method": "paper",
                    "verified": True,
                }
            ],
            "media": ["photo"],
            "channels": ["facebook", "intranet"],
            "purposes": ["information"],
            "valid_until": "2027-10-13",
        }
    )

    person_id: Reference
    form: Line
    language: Annotated[Line, one_of(("fr", "en"))]
    signatures: list[SignatureGiven] = Field(max_length=20)
    version: Count | None = None
    media: list[Medium] = Field(default=[], max_length=50)
    channels: list[Channel] = Field(default=[], max_length=50)
    purposes: list[Purpose] = Field(default=[], max_length=50)
    choices: list[ChoiceGiven] | None = Field(default=None, max_length=MOST_CHOICES)
    limits: list[Condition] = Field(default=[], max_length=50)
    covers_health: Flag = False
    valid_from: Day | None = None
    valid_until: Day | None = None
    activity: Line | None = None
    opt_in: Flag | None = None
    free: Flag | None = None
    informed: Flag | None = None
    distinct: Flag | None = None
    survives_death: Flag = False
    liquidator: Annotated[Line, one_of(vocabulary.LIQUIDATORS)] = "unknown"
    written: Flag = True
    paper_destroyed: Flag = False
    transfer_documented: Flag = True

    def new_consent(self, person: int) -> NewConsent:
        """Return what the use case is asked."""
        return NewConsent(
            person=person,
            form=self.form,
            language=self.language,
            signatures=tuple(one.record() for one in self.signatures),
            outcomes=self.outcomes(),
            version=self.version,
            limits=tuple(dict.fromkeys(self.limits)),
            covers_health=self.covers_health,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            activity=self.activity,
            opt_in=self.opt_in,
            free=self.free,
            informed=self.informed,
            distinct=self.distinct,
            survives_death=self.survives_death,
            liquidator=self.liquidator,
            written=self.written,
            paper_destroyed=self.paper_destroyed,
            transfer_documented=self.transfer_documented,
        )

    def outcomes(self) -> tuple[Outcomes, ...]:
        """Return the answers as blocks.

        Raises `Invalid` for words of no list, and when both ways to answer are used, or neither.
        """
        lists = {"media": self.media, "channels": self.channels, "purposes": self.purposes}
        if self.choices is not None:
            if any(lists.values()):
                raise Invalid(Fault("/choices", "CHOICES_OR_LISTS"))
            return blocks_of(_choices(self.choices))
        missing = [Fault(f"/{name}", "MISSING") for name, words in lists.items() if not words]
        if missing:
            raise Invalid(*missing)
        answer: Answer = "yes_with_limits" if self.limits else "yes"
        media, channels, purposes = (tuple(dict.fromkeys(words)) for words in lists.values())
        return (Outcomes(media, channels, purposes, answer),)


def _choices(given: list[ChoiceGiven]) -> list[Choice]:
    check_codes(*(row for place, one in enumerate(given) for row in _codes(place, one)))
    choices = list(dict.fromkeys(Choice(one.medium, one.channel, one.purpose, one.answer) for one in given))
    if len({(one.medium, one.channel, one.purpose) for one in choices}) < len(choices):
        raise Invalid(Fault("/choices", "ANSWERED_TWICE"))
    return choices


def _codes(place: int, one: ChoiceGiven) -> list[tuple[str, str, Sequence[str]]]:
    return [
        (f"/choices/{place}/medium", one.medium, vocabulary.MEDIA),
        (f"/choices/{place}/channel", one.channel, vocabulary.CHANNELS),
        (f"/choices/{place}/purpose", one.purpose, vocabulary.PURPOSES),
    ]


class ConfirmationGiven(Given):
    """`verified`: each signature is of who it says."""

    model_config = shown_by({"verified": True})

    verified: Flag = False


class ScopeGiven(Given):
    """The part taken back; a list left empty means all of it."""

    media: list[Medium] = Field(default=[], max_length=50)
    channels: list[Channel] = Field(default=[], max_length=50)
    purposes: list[Purpose] = Field(default=[], max_length=50)

    def outcomes(self) -> Outcomes:
        """Return it as the use case takes it."""
        return Outcomes(tuple(self.media), tuple(self.channels), tuple(self.purposes), "no")


class WithdrawalGiven(Given):
    """What was said: the day it was received, who, how, and which part (none: all)."""

    model_config = shown_by(
        {"received_on": "2026-10-13", "by": "person", "how": "phone"},
        {"received_on": "2026-10-13", "by": "parent", "how": "written", "scope": {"channels": ["facebook"]}},
    )

    received_on: Day
    by: Annotated[Line, one_of(BY)]
    how: Annotated[Line, one_of(HOW)]
    scope: ScopeGiven | None = None
    urgent: Flag = False

    def new_withdrawal(self) -> NewWithdrawal:
        """Return what the use case is asked."""
        scope = self.scope.outcomes() if self.scope else None
        return NewWithdrawal(self.received_on, self.by, self.how, scope, self.urgent)
