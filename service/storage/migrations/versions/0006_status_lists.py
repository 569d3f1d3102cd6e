"""Status lists: places given, and the lists as last published."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "status_place",
        sa.Column("key", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("code", name="uq_status_place_code"),
        sa.CheckConstraint("length(sealed) = 157", name="sealed_size"),
    )
    op.create_table(
        "status_list",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("status_list")
    op.drop_table("status_place")
