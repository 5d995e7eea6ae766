"""Opportunities, and what each of their fields was before."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "opportunities",
        sa.Column("id", number, nullable=False),
        _text("workspace"),
        _text("ref"),
        _text("name"),
        _text("account"),
        sa.Column("owner", sa.String(), nullable=True),
        _text("owner_name"),
        _text("stage"),
        sa.Column("net_arr", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        _text("next_step"),
        sa.Column("next_step_date", sa.Date(), nullable=True),
        _text("kind"),
        _text("segment"),
        _text("region"),
        sa.Column("compelling_event", sa.Boolean(), nullable=True),
        sa.Column("quote_sent", sa.Boolean(), nullable=True),
        sa.Column("close_date_set_at", sa.DateTime(timezone=True), nullable=True),
        _text("state"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("folded"),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.UniqueConstraint("workspace", "ref", name="uq_opportunities_workspace_ref"),
        sa.CheckConstraint(
            "state IN ('open', 'won', 'lost', 'gone')", name=op.f("ck_opportunities_state")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunities"),
    )
    op.create_index("ix_opportunities_owner", "opportunities", ["workspace", "owner", "state"])
    op.create_index(
        "ix_opportunities_close_date", "opportunities", ["workspace", "state", "close_date"]
    )
    op.create_table(
        "opportunity_changes",
        sa.Column("id", number, nullable=False),
        _text("workspace"),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        _text("field"),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("by"),
        _text("source"),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_changes"),
    )
    op.create_index(
        "ix_opportunity_changes_opportunity", "opportunity_changes", ["workspace", "opportunity"]
    )
    op.create_index("ix_opportunity_changes_at", "opportunity_changes", ["workspace", "at"])


def downgrade() -> None:
    op.drop_table("opportunity_changes")
    op.drop_table("opportunities")


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)
