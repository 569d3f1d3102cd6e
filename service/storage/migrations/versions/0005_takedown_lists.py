"""Takedowns listed together, those of copies, and where posts stand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = "number, post, open, sealed"


def upgrade() -> None:
    _create_standing()
    op.rename_table("takedown", "takedown_before")
    _drop_indexes()
    _create_takedown(
        sa.Column("post", NUMBER, nullable=False, index=True),
        sa.Column("copy", NUMBER, nullable=False, server_default="0"),
        sa.Column("call", NUMBER),
        sa.Column("hastened", NUMBER),
        sealed=sa.Column("sealed", sa.LargeBinary()),
    )
    _move("takedown_before")


def downgrade() -> None:
    """Take back; takedowns that were listed together and are not done yet are not sealed, and go."""
    op.rename_table("takedown", "takedown_before")
    _drop_indexes()
    _create_takedown(
        sa.Column("post", NUMBER, sa.ForeignKey("post.number"), nullable=False, index=True),
        sealed=sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    _move("takedown_before", "WHERE sealed IS NOT NULL")
    op.drop_table("post_standing")


def _create_standing() -> None:
    """A post stands until a takedown of it is done: until now, nothing else ended one."""
    op.create_table(
        "post_standing",
        sa.Column("post", NUMBER, sa.ForeignKey("post.number"), primary_key=True, autoincrement=False),
        sa.Column("copy", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO post_standing (post, copy) SELECT number, 0 FROM post"
        " WHERE NOT EXISTS (SELECT 1 FROM takedown t WHERE t.post = post.number AND NOT t.open)"
    )


def _create_takedown(*columns: sa.Column[int], sealed: sa.Column[bytes]) -> None:
    check = "length(sealed) > 29 AND (length(sealed) - 29) % 1024 = 0"
    op.create_table(
        "takedown",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        *columns,
        sa.Column("open", sa.Boolean(), nullable=False),
        sealed,
        sa.CheckConstraint(check, name="sealed_size"),
    )
    op.create_index("ix_takedown_open", "takedown", ["open", "number"])


def _drop_indexes() -> None:
    """Indexes and constraints keep their names through a renaming: the new table needs them."""
    for name in ("ix_takedown_open", "ix_takedown_post"):
        op.drop_index(name, "takedown_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_takedown", "ck_takedown_sealed_size", "fk_takedown_post_post"):
            op.execute(f"ALTER TABLE takedown_before DROP CONSTRAINT IF EXISTS {name}")


def _move(before: str, which: str = "") -> None:
    op.execute(f"INSERT INTO takedown ({COLUMNS}) SELECT {COLUMNS} FROM {before} {which}")  # noqa: S608 - ours
    op.drop_table(before)
