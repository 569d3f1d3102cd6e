"""Someone signing on screen: a ticket that opens one invitation, and forgets all of it when it ends."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal, cast

from service.registry.account_records import Caller
from service.registry.errors import NotFound
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from service.registry.ports import Ports
    from service.registry.signing_answers import Answers
    from service.registry.signing_evidence import Identified
    from service.registry.storing import Reader, Writer

KIND: Final = "signing"
IDLE_ON_TABLET: Final = timedelta(minutes=5)
IDLE_ELSEWHERE: Final = timedelta(minutes=30)
SHOWN_WHEN_DONE: Final = timedelta(minutes=3)
"""How long a shared tablet shows « C'est fait » before it forgets."""
AWAKE_FOR: Final = timedelta(seconds=30)
SECRET_BYTES: Final = 32

Stage = Literal["answering", "checking", "next", "passed", "signed", "refused"]
"""`next`: whoever signs next is to take the tablet. `passed`: they sign elsewhere, later."""


@dataclass(frozen=True, slots=True)
class SigningSession:
    """What one visit of a signer holds; it goes with its ticket."""

    digest: bytes
    invitation: int
    identified: Identified
    form_token: str
    shown_at: datetime
    expires_at: datetime
    step: int = 0
    """Which signature of the invitation it was opened for, and no other."""
    link: str = ""
    """The invitation's digest when it was opened: a link renewed, or a tablet handed over anew, ends it."""
    known: bool = False
    """Whether whoever signs is who the file says: decided when it was opened, whatever is corrected later."""
    then_known: bool = False
    """Whether whoever signs next on the same tablet was present and checked too."""
    language: str = "fr"
    stage: Stage = "answering"
    answers: Answers = ()
    answered_at: datetime | None = None
    sent_to: str = ""
    consent: str = ""
    newcomer: dict[str, str] = field(default_factory=dict)
    """Who somebody that came by a poster says they are."""
    copies: int = 0
    shared: bool = False
    """On a tablet of the house, which others use next."""
    poster: bool = False
    """Of somebody who came by a poster."""

    @property
    def done(self) -> bool:
        """Tell whether there is nothing left to answer."""
        return self.stage in {"passed", "signed", "refused"}


def signer(language: str = "fr") -> Caller:
    """Return the caller that whoever signs on screen is: nobody's user, one role, which only signs."""
    return Caller(0, "", "person", "signing", language)


def open_session(ports: Ports, writer: Writer, session: SigningSession) -> str:
    """Keep a new session and return the secret that opens it."""
    secret = ports.random(SECRET_BYTES).hex()
    opened = replace(session, digest=digest_of(secret), form_token=ports.random(16).hex())
    keep_session(ports, writer, opened)
    return secret


def load_session(ports: Ports, reader: Reader, digest: bytes) -> SigningSession:
    """Read a session. Raises `NotFound` when it has ended, whatever ended it."""
    ticket = reader.load_ticket(digest)
    if ticket is None or ticket.kind != KIND or ticket.expires_at <= ports.clock():
        raise NotFound
    return _decode(ticket)


def read_session(ports: Ports, secret: str) -> SigningSession:
    """Read the session that a secret opens, and keep it awake. Raises `NotFound` when it has ended."""
    with ports.store.reading() as reader:
        session = load_session(ports, reader, digest_of(secret))
    if not session.done and idle_of(session) - (session.expires_at - ports.clock()) > AWAKE_FOR:
        with ports.store.writing() as writer:
            keep_session(ports, writer, load_session(ports, writer, session.digest))
    return session


def keep_session(ports: Ports, writer: Writer, session: SigningSession) -> SigningSession:
    """Keep a session as it is now, awake from now on; one that is done is not kept longer by being read."""
    now = ports.clock()
    kept = replace(session, expires_at=now + idle_of(session))
    writer.put_ticket(encode_session(kept), now)
    return kept


def end_session(ports: Ports, secret: str) -> None:
    """Forget a session and all that was answered in it; one that has ended is no error."""
    with ports.store.writing() as writer:
        writer.end_ticket(digest_of(secret))


def idle_of(session: SigningSession) -> timedelta:
    """Return how long a session lasts when nobody touches it."""
    if session.shared:
        return SHOWN_WHEN_DONE if session.done else IDLE_ON_TABLET
    return IDLE_ELSEWHERE


def digest_of(secret: str) -> bytes:
    """Return the SHA-256 under which a secret is kept."""
    return sha256(secret.encode()).digest()


def encode_session(session: SigningSession) -> TicketRecord:
    """Return the ticket that keeps a session, until the moment the session says."""
    details = {
        "invitation": str(session.invitation),
        "identified": session.identified,
        "form_token": session.form_token,
        "step": str(session.step),
        "link": session.link,
        "known": "yes" if session.known else "",
        "then_known": "yes" if session.then_known else "",
        "shown_at": session.shown_at.isoformat(),
        "language": session.language,
        "stage": session.stage,
        "answers": json.dumps(session.answers),
        "answered_at": session.answered_at.isoformat() if session.answered_at else "",
        "sent_to": session.sent_to,
        "consent": session.consent,
        "newcomer": json.dumps(session.newcomer),
        "copies": str(session.copies),
        "shared": "yes" if session.shared else "",
        "poster": "yes" if session.poster else "",
    }
    return TicketRecord(session.digest, KIND, session.expires_at, details=details)


def _decode(ticket: TicketRecord) -> SigningSession:
    held = ticket.details
    answered = held["answered_at"]
    return SigningSession(
        digest=ticket.digest,
        invitation=int(held["invitation"]),
        identified=cast("Identified", held["identified"]),
        form_token=held["form_token"],
        shown_at=datetime.fromisoformat(held["shown_at"]),
        expires_at=ticket.expires_at,
        step=int(held["step"]),
        link=held["link"],
        known=bool(held["known"]),
        then_known=bool(held["then_known"]),
        language=held["language"],
        stage=cast("Stage", held["stage"]),
        answers=tuple((key, answer) for key, answer in json.loads(held["answers"])),
        answered_at=datetime.fromisoformat(answered) if answered else None,
        sent_to=held["sent_to"],
        consent=held["consent"],
        newcomer=json.loads(held["newcomer"]),
        copies=int(held["copies"]),
        shared=bool(held["shared"]),
        poster=bool(held["poster"]),
    )
