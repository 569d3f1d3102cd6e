"""The tables: rows only. Their checks say what a row may look like; what is personal is sealed."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from service.storage import sizes

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both; SQLite's own row number only when it is spelt this way."""
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A row of this registry."""


def fixed(column: str, length: int) -> CheckConstraint:
    """Check that a column is of one length."""
    return CheckConstraint(f"length({column}) = {length}", name=f"{column}_size")


def stepped(column: str, step: int) -> CheckConstraint:
    """Check that a sealed column has one of a few lengths."""
    over = sizes.sealed_size(0)
    check = f"length({column}) > {over} AND (length({column}) - {over}) % {step} = 0"
    return CheckConstraint(check, name=f"{column}_size")


# SQLModel's Field is of any type, and so are columns made by it.
def number_key() -> Any:  # noqa: ANN401 - see above
    """Give the column of a number that the registry hands out."""
    return Field(primary_key=True, sa_type=NUMBER, sa_column_kwargs={"autoincrement": False})


def refer(column: str) -> Any:  # noqa: ANN401 - see above
    """Give a column that refers to another's, with its index."""
    return Field(foreign_key=column, index=True, sa_type=NUMBER)


class RegistryKeyRow(Row, table=True):
    """One of the registry's own keys, wrapped."""

    __tablename__ = "registry_key"
    __table_args__ = (fixed("wrapped", sizes.WRAPPED_KEY),)

    name: str = Field(primary_key=True, sa_type=Text)
    wrapped: bytes = Field(sa_type=LargeBinary)


class CounterRow(Row, table=True):
    """The last number given of a kind (PostgreSQL has sequences instead)."""

    __tablename__ = "counter"

    kind: str = Field(primary_key=True, sa_type=Text)
    last: int = Field(sa_type=NUMBER)


class PersonRow(Row, table=True):
    """A person's data key and sealed record. Number 0 is the nobody file."""

    __tablename__ = "person"
    __table_args__ = (fixed("data_key", sizes.WRAPPED_KEY), stepped("sealed", sizes.PERSON_STEP))

    number: int = number_key()
    data_key: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)


class LegalFileRow(Row, table=True):
    """What only legal may know: one row of one size for everyone."""

    __tablename__ = "legal_file"
    __table_args__ = (fixed("sealed", sizes.sealed_size(sizes.LEGAL_FILE)),)

    person: int = Field(
        foreign_key="person.number",
        primary_key=True,
        sa_type=NUMBER,
        sa_column_kwargs={"autoincrement": False},
    )
    sealed: bytes = Field(sa_type=LargeBinary)


class ConsentRow(Row, table=True):
    """A sealed consent; `code` is the keyed mark of its ID."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("code"), stepped("sealed", sizes.CONSENT_STEP))

    number: int = number_key()
    code: int = Field(sa_type=BigInteger)
    person: int = refer("person.number")
    sealed: bytes = Field(sa_type=LargeBinary)


class LookUpRow(Row, table=True):
    """A way to be asked for, as a keyed mark of 32 bits. Everyone has sixteen."""

    __tablename__ = "look_up"
    __table_args__ = {"sqlite_with_rowid": False}

    mark: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    person: int = Field(
        foreign_key="person.number", primary_key=True, index=True, sa_type=NUMBER,
    )  # fmt: skip


class LeafRow(Row, table=True):
    """The log: what stands at each place, events and fillers alike."""

    __tablename__ = "leaf"
    __table_args__ = (fixed("entry", 33),)

    place: int = number_key()
    entry: bytes = Field(sa_type=LargeBinary)


class ActRow(Row, table=True):
    """A change of state, sealed; `tag` finds it again, `topic` names the kind of an act about nobody."""

    __tablename__ = "act"
    __table_args__ = (
        UniqueConstraint("place"),
        UniqueConstraint("tag"),
        fixed("entry", 33),
        fixed("tag", 16),
        fixed("who", sizes.sealed_size(8)),
        fixed("sealed", sizes.sealed_size(sizes.ACT)),
        Index("ix_act_topic", "topic", "sequence"),
    )

    sequence: int = Field(primary_key=True, sa_type=NUMBER)
    place: int | None = Field(default=None, foreign_key="leaf.place", sa_type=NUMBER)
    entry: bytes = Field(sa_type=LargeBinary)
    tag: bytes = Field(sa_type=LargeBinary)
    topic: str | None = Field(default=None, sa_type=Text)
    who: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)


class CheckpointRow(Row, table=True):
    """A published size of the log, its root, the signed note, and the tree's edge to grow from."""

    __tablename__ = "checkpoint"
    __table_args__ = (fixed("root", 32),)

    size: int = number_key()
    root: bytes = Field(sa_type=LargeBinary)
    at: int = Field(sa_type=BigInteger)
    note: str = Field(sa_type=Text)
    frontier: str = Field(sa_type=Text)


class PostRow(Row, table=True):
    """A sealed post; `code` is the keyed mark of its citation number."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("code"), stepped("sealed", sizes.POST_STEP))

    number: int = number_key()
    code: int = Field(sa_type=BigInteger)
    sealed: bytes = Field(sa_type=LargeBinary)


class PostConsentRow(Row, table=True):
    """A post rests on a consent."""

    __tablename__ = "post_consent"

    post: int = Field(primary_key=True, foreign_key="post.number", sa_type=NUMBER)
    consent: int = Field(primary_key=True, foreign_key="consent.number", index=True, sa_type=NUMBER)


class PostPersonRow(Row, table=True):
    """A post shows a person."""

    __tablename__ = "post_person"

    post: int = Field(primary_key=True, foreign_key="post.number", sa_type=NUMBER)
    person: int = Field(primary_key=True, foreign_key="person.number", index=True, sa_type=NUMBER)


class PostStandingRow(Row, table=True):
    """Where a post can be seen or is about to be: 0 for itself, else a copy. Gone once it is taken down."""

    __tablename__ = "post_standing"
    __table_args__ = {"sqlite_with_rowid": False}

    post: int = Field(primary_key=True, foreign_key="post.number", sa_type=NUMBER)
    copy_: int = Field(
        primary_key=True, sa_type=NUMBER, sa_column_kwargs={"name": "copy", "autoincrement": False}
    )


class TakedownRow(Row, table=True):
    """A post or copy to take down: what a call says of it, and sealed once it is done.

    `post` refers to no row: a list of thousands is kept at once, of posts whose links were just read.
    """

    __tablename__ = "takedown"
    __table_args__ = (stepped("sealed", sizes.TAKEDOWN_STEP), Index("ix_takedown_open", "open", "number"))

    number: int = number_key()
    post: int = Field(index=True, sa_type=NUMBER)
    copy_: int = Field(default=0, sa_type=NUMBER, sa_column_kwargs={"name": "copy", "server_default": "0"})
    call: int | None = Field(default=None, sa_type=NUMBER)
    hastened: int | None = Field(default=None, sa_type=NUMBER)
    open: bool = Field(sa_type=Boolean)
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)


SEQUENCES = (
    *("person", "consent", "post", "takedown", "request", "user"),
    *("job", "invitation", "scanned_form", "break_glass", "entry"),
)
"""Kinds of numbers that PostgreSQL gives from sequences named `<kind>_number`."""
METADATA = Row.metadata
"""All tables, once `account_rows` and `work_rows` are loaded too."""
