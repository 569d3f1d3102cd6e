"""Posts, the takedowns a withdrawal asks for, and requests for an authorization."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from service.registry.questions import Question, Who

PostState = Literal["cleared", "published", "withdrawn_before_publication", "taken_down", "lapsed"]
"""`lapsed`: cleared, its day long past, and never said to be online; its number may no longer be used."""
TakedownState = Literal["open", "done"]
CopyKind = Literal["copy", "reshare", "elsewhere"]


@dataclass(frozen=True, slots=True)
class PostPerson:
    """One person of a post: how they were named, and whom and what that stood for when cleared."""

    who: Who
    persons: tuple[int, ...]
    cite: tuple[str, ...]

    @property
    def again(self) -> Who:
        """Ask for the same person again, whatever their name or number is by now."""
        if not self.persons:
            return self.who
        unnamed = replace(
            self.who, consent_id=None, name=None, birth_date=None, email=None, staff_number=None
        )
        return replace(unnamed, person=self.persons[0])


@dataclass(frozen=True, slots=True)
class PostCopy:
    """A further address of a post: a copy, a re-share by an account of ours, or by others (`elsewhere`)."""

    item: int
    """Its place among the post's copies, from 1; never given twice."""
    kind: CopyKind
    channel: str
    url: str
    account: str | None
    at: datetime
    added_by: int
    removed_at: datetime | None = None

    @property
    def is_ours(self) -> bool:
        """Tell whether we can take it down ourselves."""
        return self.kind != "elsewhere"

    @property
    def is_live(self) -> bool:
        """Tell whether it is out and ours to take down."""
        return self.is_ours and self.removed_at is None


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A registered post and its clearance as frozen; `citation` stands for all it cites."""

    number: int
    citation: str
    state: PostState
    question: Question
    people: tuple[PostPerson, ...]
    conditions: tuple[str, ...]
    registered_at: datetime
    registered_by: int
    text: str = ""
    account: str | None = None
    planned_at: datetime | None = None
    visible_count: int | None = None
    media: tuple[tuple[str, str], ...] = ()
    """(SHA-256, name) of each picture or recording."""
    url: str | None = None
    published_at: datetime | None = None
    consents: tuple[int, ...] = ()
    """Numbers of the consents it rests on."""
    revision: int = 1
    copies: tuple[PostCopy, ...] = ()
    """Where else it can be seen, in the order that was said."""
    institutional: int | None = None
    """The institutional authorization its confidential content goes out under; None: it holds none."""
    uncovered: bool = False
    """Whether that authorization was withdrawn: its number is no longer good, and it is to come down."""
    left_out: tuple[PostPerson, ...] = ()
    """Whom live copies may show still, though the post itself no longer does."""

    def place(self, copy: int | None) -> tuple[tuple[str, ...], str | None, str | None]:
        """Return channels, account and address of a copy, or of the post itself."""
        found = next((one for one in self.copies if one.item == copy), None)
        return (
            ((found.channel,), found.account, found.url)
            if found
            else (self.question.channels, self.account, self.url)
        )

    @property
    def live_places(self) -> tuple[int, ...]:
        """List where it stands or is about to: 0 for the post itself, then its copies by item."""
        itself = (0,) if self.state in {"cleared", "published"} else ()
        return (*itself, *sorted(one.item for one in self.copies if one.is_live))

    @property
    def is_live(self) -> bool:
        """Tell whether it may still go out, or is out."""
        return self.state in {"cleared", "published"} and not self.uncovered

    @property
    def channels(self) -> tuple[str, ...]:
        """List where it can be seen because of us: its own channels, and those of its live copies."""
        copied = (one.channel for one in self.copies if one.is_live)
        return tuple(dict.fromkeys((*self.question.channels, *copied)))


@dataclass(frozen=True, slots=True)
class RemovalProof:
    """A picture or a PDF that shows a removal: kept sealed under the registry's key."""

    blob: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class TakedownRecord:
    """One post to take down. Wording, deadline and sender are the same whatever the cause."""

    number: int
    post: int
    state: TakedownState
    asked_at: datetime
    due_at: datetime
    urgent: bool = False
    removed_at: datetime | None = None
    evidence: str | None = None
    done_by: int | None = None
    copy: int | None = None
    """Which of the post's copies; None is the post itself."""
    call: int | None = None
    """The call that listed it; none for one asked alone, before there were calls."""
    proof: RemovalProof | None = None

    @property
    def proof_sha256(self) -> str | None:
        """Return the SHA-256 of the picture or PDF that shows the removal."""
        return self.proof.sha256 if self.proof else None


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """« Demander une autorisation »: a question a publisher wants an authorization for."""

    number: int
    asked_at: datetime
    asked_by: int
    state: Literal["open", "done"]
    note: str
    question: Question | None = None
    who: Who | None = None
    person_name: str | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    details: dict[str, str] = field(default_factory=dict)
    forwarded_at: datetime | None = None
    """When communications handed it to legal; None while it is theirs."""
    forwarded_by: int | None = None
    answer: str = ""
    """What legal answered, in words that communications may read."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done."""

    on: date
    what: str
