"""Which lines of the handbook the opportunities have crossed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crossings",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "opportunity", "requirement", name="pk_crossings"),
    )

    op.create_table(
        "crossing_looks",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "owner", name="pk_crossing_looks"),
    )


def downgrade() -> None:
    op.drop_table("crossing_looks")
    op.drop_table("crossings")
