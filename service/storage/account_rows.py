"""The tables of users, tokens, sessions, links, kept answers and access records."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from service.storage import sizes
from service.storage.rows import Row, fixed, number_key, refer, stepped


def digest_key() -> Any:  # noqa: ANN401 - a column's field is of any type
    """Give the column of a SHA-256 by which a row is known."""
    return Field(primary_key=True, sa_type=LargeBinary)


def account_checks() -> tuple[CheckConstraint, ...]:
    """Say what a row known by a digest looks like."""
    return fixed("digest", sizes.DIGEST), fixed("sealed", sizes.sealed_size(sizes.ACCOUNT))


class UserRow(Row, table=True):
    """A user, sealed; `code` is the keyed mark of the courriel, if there is one."""

    __tablename__ = "registry_user"
    __table_args__ = (UniqueConstraint("code"), stepped("sealed", sizes.USER_STEP))

    number: int = number_key()
    code: int | None = Field(default=None, sa_type=BigInteger)
    sealed: bytes = Field(sa_type=LargeBinary)


class SecretRow(Row):
    """What a secret opens for one user: the digest of the secret."""

    digest: bytes = digest_key()
    owner: int = refer("registry_user.number")
    sealed: bytes = Field(sa_type=LargeBinary)


class TokenRow(SecretRow, table=True):
    """An API token: the digest of its secret."""

    __tablename__ = "token"
    __table_args__ = account_checks()

    last_used: int | None = Field(default=None, sa_type=BigInteger)


class SessionRow(SecretRow, table=True):
    """A signed-in session: the digest of its id."""

    __tablename__ = "session"
    __table_args__ = account_checks()


class OneTimeLinkRow(SecretRow, table=True):
    """A link by which a user sets the password: the digest of its secret."""

    __tablename__ = "one_time_link"
    __table_args__ = account_checks()


class TicketRow(Row, table=True):
    """What a secret opens for a short time: the digest of the secret."""

    __tablename__ = "ticket"
    __table_args__ = (fixed("digest", sizes.DIGEST), stepped("sealed", sizes.TICKET_STEP))

    digest: bytes = digest_key()
    until: int = Field(sa_type=BigInteger, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class KeptAnswerRow(Row, table=True):
    """What an Idempotency-Key was answered, for 24 hours."""

    __tablename__ = "kept_answer"
    __table_args__ = (stepped("sealed", sizes.KEPT_STEP),)

    key: bytes = digest_key()
    at: int = Field(sa_type=BigInteger, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class AccessRecordRow(Row, table=True):
    """Who looked at what, sealed. Numbers grow with time (see accesses.py)."""

    __tablename__ = "access_record"
    __table_args__ = (stepped("sealed", sizes.ACCESS_PERSON),)

    number: int = number_key()
    sealed: bytes = Field(sa_type=LargeBinary)
