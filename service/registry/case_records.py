"""A case put together again: everything kept about a post, a number or a person, as one role may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from service.domain.facts import Facts
from service.domain.person_walk import PersonDecision
from service.registry.access_records import AccessRecord
from service.registry.acts import Act
from service.registry.consent_records import ConsentRecord, DocumentRecord
from service.registry.forms import FormText
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.post_records import PostRecord, TakedownRecord
from service.registry.questions import Who

if TYPE_CHECKING:
    from service.registry.storing import Checkpoint

Way = Literal["url", "sha256", "number", "person"]
WAYS: tuple[Way, ...] = ("url", "sha256", "number", "person")


@dataclass(frozen=True, slots=True)
class CaseKey:
    """What a case is looked for by: an address, a picture's SHA-256, a number, or a person (`who`)."""

    way: Way
    text: str = ""
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class ProvenLeaf:
    """An act's entry in the log, and its proof to the checkpoint of the case (RFC 9162).

    `proof` is None while no published checkpoint covers the entry. `event` and `secret` open the entry;
    they are left out where they would tell more than the reader may know.
    """

    entry: bytes
    place: int | None
    proof: tuple[bytes, ...] | None
    event: bytes | None = None
    secret: bytes | None = None


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One change, and where the log keeps it."""

    act: Act
    leaf: ProvenLeaf


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A document kept with an authorization; `intact`: the bytes kept are those of its SHA-256."""

    kind: Literal["original", "sealed"]
    record: DocumentRecord
    intact: bool


@dataclass(frozen=True, slots=True)
class CaseConsent:
    """An authorization or refusal, the text that was signed (None: no longer there), and its documents."""

    record: ConsentRecord
    text: FormText | None
    papers: tuple[CasePaper, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One person of the case; `legal` is there for those who may see it."""

    person: PersonRecord
    consents: tuple[CaseConsent, ...]
    acts: tuple[CaseAct, ...]
    legal: LegalFile | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What legal alone knows of a decision: its verdict, each person's, and the facts it was made on."""

    verdict: str
    persons: tuple[PersonDecision, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Told:
    """What a decision comes to, as the reader may know it; `whole` is there for those who may know all."""

    answer: str
    cite: tuple[str, ...]
    conditions: tuple[str, ...]
    reasons: tuple[str, ...]
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """An authorization that counted or could have: its state as known at the decision, and now."""

    id: str
    person: int
    then: str | None
    now: str


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """One check or clearance: who asked what, when; what came out then; and what would come out now."""

    record: AccessRecord
    then: Told
    now: Told
    known: tuple[KnownPaper, ...]
    same_rules: bool
    reproduced: bool


@dataclass(frozen=True, slots=True)
class CasePost:
    """One post, its takedowns, and its acts in the log."""

    record: PostRecord
    takedowns: tuple[TakedownRecord, ...]
    acts: tuple[CaseAct, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that was found. `journal_since`: how far back checks were looked for."""

    key: CaseKey
    why: str
    made_at: datetime
    made_by: int
    role: str
    posts: tuple[CasePost, ...] = ()
    files: tuple[CaseFile, ...] = ()
    decisions: tuple[CaseDecision, ...] = ()
    staff: Mapping[int, str] = field(default_factory=dict)
    checkpoint: Checkpoint | None = None
    rules: str = ""
    journal_since: datetime | None = None
    journal_whole: bool = True
    """Whether all checks since then are here; else the newest ones."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was found."""
        return not (self.posts or self.files or self.decisions)
