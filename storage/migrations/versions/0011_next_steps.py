"""What is kept of a next step beside its text and date."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "next_step_notes",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("text", "doer", "link", "fault", "by")
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_next_step_notes"),
    )
    op.create_index(
        "ix_next_step_notes_opportunity", "next_step_notes", ["workspace", "opportunity"]
    )


def downgrade() -> None:
    op.drop_table("next_step_notes")
