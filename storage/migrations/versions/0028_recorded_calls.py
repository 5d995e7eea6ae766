"""Calls before which somebody wants to be reminded of the steps of recording."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STANDS: dict[str, Any] = {
    "sqlite_where": sa.text("state <> 'cancelled'"),
    "postgresql_where": sa.text("state <> 'cancelled'"),
}


def upgrade() -> None:
    op.create_table(
        "recorded_calls",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "person", "customer")),
        instant("at"),
        text("state"),
        number("moves"),
        text("ticked"),
        instant("added_at"),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_recorded_calls"),
        sa.CheckConstraint(
            "state IN ('planned', 'absent', 'cancelled')", name=op.f("ck_recorded_calls_state")
        ),
    )
    op.create_index("ix_recorded_calls_at", "recorded_calls", ["workspace", "person", "at"])
    once = ["workspace", "person", "folded", "at"]
    op.create_index("uq_recorded_calls_standing", "recorded_calls", once, unique=True, **STANDS)


def downgrade() -> None:
    op.drop_table("recorded_calls")
