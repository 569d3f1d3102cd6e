"""The registry's first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEQUENCES = ("person", "consent", "post", "takedown", "request", "user")


def upgrade() -> None:
    _create_keys()
    _create_files()
    _create_log()
    _create_posts()
    _create_accounts()
    _create_answers()
    if op.get_bind().dialect.name == "postgresql":
        for kind in SEQUENCES:
            op.execute(sa.schema.CreateSequence(sa.Sequence(f"{kind}_number")))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for kind in SEQUENCES:
            op.execute(sa.schema.DropSequence(sa.Sequence(f"{kind}_number")))
    for table in (
        *("access_record", "kept_answer", "one_time_link", "session", "token", "registry_user", "request"),
        *("takedown", "post_person", "post_consent", "post", "checkpoint", "act", "leaf"),
        *("look_up", "consent", "legal_file", "person", "counter", "registry_key"),
    ):
        op.drop_table(table)


def _number(name: str = "number") -> sa.Column[int]:
    return sa.Column(name, NUMBER, primary_key=True, autoincrement=False)


def _refer(name: str, table: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey(f"{table}.number")
    return sa.Column(name, NUMBER, target, primary_key=key, nullable=False, autoincrement=False, index=index)


def _open() -> sa.Column[bool]:
    return sa.Column("open", sa.Boolean(), nullable=False)


def _bytes(name: str, *, key: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), primary_key=key, nullable=False)


def _fixed(column: str, length: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) = {length}", name=f"{column}_size")


def _stepped(step: int) -> sa.CheckConstraint:
    check = f"length(sealed) > 29 AND (length(sealed) - 29) % {step} = 0"
    return sa.CheckConstraint(check, name="sealed_size")


def _create_keys() -> None:
    name = sa.Column("name", sa.Text(), primary_key=True)
    op.create_table("registry_key", name, _bytes("wrapped"), _fixed("wrapped", 40))
    kind = sa.Column("kind", sa.Text(), primary_key=True)
    op.create_table("counter", kind, sa.Column("last", NUMBER, nullable=False))


def _create_files() -> None:
    op.create_table(
        "person",
        _number(), _bytes("data_key"), _bytes("sealed"), _fixed("data_key", 40), _stepped(1024),
    )  # fmt: skip
    op.create_table(
        "legal_file", _refer("person", "person", key=True), _bytes("sealed"), _fixed("sealed", 8093)
    )
    code = sa.Column("code", sa.BigInteger(), nullable=False, unique=True)
    person = _refer("person", "person", index=True)
    op.create_table("consent", _number(), code, person, _bytes("sealed"), _stepped(1920))
    op.create_table(
        "look_up",
        sa.Column("mark", sa.Integer(), primary_key=True, autoincrement=False),
        _refer("person", "person", key=True, index=True),
        sqlite_with_rowid=False,
    )


def _create_log() -> None:
    op.create_table("leaf", _number("place"), _bytes("entry"), _fixed("entry", 33))
    op.create_table(
        "act",
        sa.Column("sequence", NUMBER, primary_key=True),
        sa.Column("place", NUMBER, sa.ForeignKey("leaf.place"), unique=True),
        _bytes("entry"),
        sa.Column("tag", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("topic", sa.Text()),
        _bytes("who"),
        _bytes("sealed"),
        _fixed("entry", 33), _fixed("tag", 16), _fixed("who", 37), _fixed("sealed", 3869),
    )  # fmt: skip
    op.create_index("ix_act_topic", "act", ["topic", "sequence"])
    op.create_table(
        "checkpoint",
        _number("size"),
        _bytes("root"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        _fixed("root", 32),
    )


def _create_posts() -> None:
    code = sa.Column("code", sa.BigInteger(), nullable=False, unique=True)
    op.create_table("post", _number(), code, _bytes("sealed"), _stepped(2048))
    for other in ("consent", "person"):
        pair = _refer("post", "post", key=True), _refer(other, other, key=True, index=True)
        op.create_table(f"post_{other}", *pair)
    post = _refer("post", "post", index=True)
    op.create_table("takedown", _number(), post, _open(), _bytes("sealed"), _stepped(1024))
    op.create_index("ix_takedown_open", "takedown", ["open", "number"])
    op.create_table("request", _number(), _open(), _bytes("sealed"), _stepped(2048))
    op.create_index("ix_request_open", "request", ["open", "number"])


def _create_accounts() -> None:
    code = sa.Column("code", sa.BigInteger(), unique=True)
    op.create_table("registry_user", _number(), code, _bytes("sealed"), _stepped(512))
    last_used = sa.Column("last_used", sa.BigInteger())
    _create_account("token", last_used)
    _create_account("session")
    _create_account("one_time_link")


def _create_account(name: str, *more: sa.Column[int]) -> None:
    owner = _refer("owner", "registry_user", index=True)
    checks = _fixed("digest", 32), _fixed("sealed", 541)
    op.create_table(name, _bytes("digest", key=True), owner, *more, _bytes("sealed"), *checks)


def _create_answers() -> None:
    at = sa.Column("at", sa.BigInteger(), nullable=False, index=True)
    op.create_table("kept_answer", _bytes("key", key=True), at, _bytes("sealed"), _stepped(256))
    op.create_table("access_record", _number(), _bytes("sealed"), _stepped(256))
