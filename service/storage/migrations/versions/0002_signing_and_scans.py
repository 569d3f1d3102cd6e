"""Invitations to sign, scanned forms, jobs and tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEQUENCES = ("job", "invitation", "scanned_form")


def upgrade() -> None:
    digest = sa.Column("digest", sa.LargeBinary(), unique=True)
    op.create_table("invitation", _number(), digest, _open(), _sealed(), _stepped(512))
    op.create_table("scanned_form", _number(), _open(), _sealed(), _stepped(4096))
    for table in ("invitation", "scanned_form"):
        op.create_index(f"ix_{table}_open", table, ["open", "number"])
    due = sa.Column("due", sa.BigInteger(), nullable=False, index=True)
    op.create_table("job", _number(), due, _sealed(), _stepped(1024))
    key = sa.Column("digest", sa.LargeBinary(), primary_key=True, nullable=False)
    until = sa.Column("until", sa.BigInteger(), nullable=False, index=True)
    fixed = sa.CheckConstraint("length(digest) = 32", name="digest_size")
    op.create_table("ticket", key, until, _sealed(), fixed, _stepped(512))
    if op.get_bind().dialect.name == "postgresql":
        for kind in SEQUENCES:
            op.execute(sa.schema.CreateSequence(sa.Sequence(f"{kind}_number")))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for kind in SEQUENCES:
            op.execute(sa.schema.DropSequence(sa.Sequence(f"{kind}_number")))
    for table in ("ticket", "job", "scanned_form", "invitation"):
        op.drop_table(table)


def _number() -> sa.Column[int]:
    return sa.Column("number", NUMBER, primary_key=True, autoincrement=False)


def _open() -> sa.Column[bool]:
    return sa.Column("open", sa.Boolean(), nullable=False)


def _sealed() -> sa.Column[bytes]:
    return sa.Column("sealed", sa.LargeBinary(), nullable=False)


def _stepped(step: int) -> sa.CheckConstraint:
    check = f"length(sealed) > 29 AND (length(sealed) - 29) % {step} = 0"
    return sa.CheckConstraint(check, name="sealed_size")
