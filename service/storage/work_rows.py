"""The tables of what waits for somebody, or for later, and of what anyone may verify."""

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from service.storage import sizes
from service.storage.rows import Row, fixed, number_key, stepped


class RequestRow(Row, table=True):
    """A request for an authorization, sealed."""

    __tablename__ = "request"
    __table_args__ = (stepped("sealed", sizes.REQUEST_STEP), Index("ix_request_open", "open", "number"))

    number: int = number_key()
    open: bool = Field(sa_type=Boolean)
    sealed: bytes = Field(sa_type=LargeBinary)


class InvitationRow(Row, table=True):
    """An invitation to sign, sealed; `digest` is of the secret of its link."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("digest"),
        stepped("sealed", sizes.INVITATION_STEP),
        Index("ix_invitation_open", "open", "number"),
    )

    number: int = number_key()
    digest: bytes | None = Field(default=None, sa_type=LargeBinary)
    open: bool = Field(sa_type=Boolean)
    sealed: bytes = Field(sa_type=LargeBinary)


class ScannedFormRow(Row, table=True):
    """A scanned form, sealed."""

    __tablename__ = "scanned_form"
    __table_args__ = (stepped("sealed", sizes.SCANNED_STEP), Index("ix_scanned_form_open", "open", "number"))

    number: int = number_key()
    open: bool = Field(sa_type=Boolean)
    sealed: bytes = Field(sa_type=LargeBinary)


class BreakGlassRow(Row, table=True):
    """A request to see what is masked, sealed."""

    __tablename__ = "break_glass"
    __table_args__ = (
        stepped("sealed", sizes.BREAK_GLASS_STEP),
        Index("ix_break_glass_open", "open", "number"),
    )

    number: int = number_key()
    open: bool = Field(sa_type=Boolean)
    sealed: bytes = Field(sa_type=LargeBinary)


class EntryRow(Row, table=True):
    """A record of nobody in particular, sealed; `kind` lists it with its like."""

    __tablename__ = "entry"
    __table_args__ = (
        stepped("sealed", sizes.ENTRY_STEP),
        Index("ix_entry_kind", "kind", "number"),
        Index("ix_entry_open", "kind", "open", "number"),
    )

    number: int = number_key()
    kind: str = Field(sa_type=Text)
    open: bool = Field(sa_type=Boolean)
    sealed: bytes = Field(sa_type=LargeBinary)


class StatusPlaceRow(Row, table=True):
    """A place of a status list that was given, sealed; `code` is the keyed mark of whose it is."""

    __tablename__ = "status_place"
    __table_args__ = (UniqueConstraint("code"), fixed("sealed", sizes.sealed_size(sizes.STATUS_PLACE)))

    key: int = number_key()
    code: int = Field(sa_type=BigInteger)
    sealed: bytes = Field(sa_type=LargeBinary)


class StatusListRow(Row, table=True):
    """A status list as last published; it is no secret."""

    __tablename__ = "status_list"

    number: int = number_key()
    at: int = Field(sa_type=BigInteger)
    content: bytes = Field(sa_type=LargeBinary)


class JobRow(Row, table=True):
    """Something to do later, sealed."""

    __tablename__ = "job"
    __table_args__ = (stepped("sealed", sizes.JOB_STEP),)

    number: int = number_key()
    due: int = Field(sa_type=BigInteger, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
