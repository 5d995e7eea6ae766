"""Handoffs, what was said of their items, who signed, and the texts drafted for them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNDER_WAY = "state IN ('open', 'returned', 'signed')"
LIVE: dict[str, Any] = {
    "sqlite_where": sa.text(UNDER_WAY),
    "postgresql_where": sa.text(UNDER_WAY),
}


def handoff() -> "sa.Column[int]":
    return number("handoff")


def owned(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_handoff_handoffs"
    return sa.ForeignKeyConstraint(["handoff"], ["handoffs.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    handoffs()
    items()
    op.create_table(
        "handoff_drafts",
        text("workspace"),
        handoff(),
        text("draft"),
        sa.Column("fields", sa.JSON(), nullable=False),
        text("by"),
        instant("at"),
        sa.PrimaryKeyConstraint("workspace", "handoff", "draft", name="pk_handoff_drafts"),
        owned("handoff_drafts"),
    )


def handoffs() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "type", "account")),
        number("opportunity", nullable=True),
        *(text(name) for name in ("giver", "receiver")),
        sa.Column("closed", sa.Date(), nullable=True),
        *(number(name, nullable=True) for name in ("initial", "potential", "net_arr", "users")),
        *(text(name) for name in ("channel", "state")),
        instant("since"),
        sa.Column("starts", sa.Date(), nullable=False),
        text("started_by"),
        instant("started_at"),
        instant("accepted_at", nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.CheckConstraint(
            "state IN ('open', 'returned', 'signed', 'done', 'cancelled')",
            name=op.f("ck_handoffs_state"),
        ),
    )
    for side in ("giver", "receiver"):
        op.create_index(f"ix_handoffs_{side}", "handoffs", ["workspace", side, "state"])
    op.create_index("ix_handoffs_opportunity", "handoffs", ["workspace", "opportunity"])
    same = ["workspace", "type", "folded"]
    op.create_index("uq_handoffs_account", "handoffs", same, unique=True, **LIVE)


def items() -> None:
    op.create_table(
        "handoff_items",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        handoff(),
        *(text(name) for name in ("item", "mark", "by")),
        instant("at"),
        *(text(name) for name in ("note", "link")),
        number("act", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_items"),
        sa.CheckConstraint(
            "mark IN ('done', 'not applicable', 'open')", name=op.f("ck_handoff_items_mark")
        ),
        owned("handoff_items"),
    )
    op.create_index("ix_handoff_items_handoff", "handoff_items", ["handoff", "item", "id"])
    op.create_table(
        "handoff_events",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        handoff(),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        *(text(name) for name in ("note", "items")),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_events"),
        owned("handoff_events"),
    )
    op.create_index("ix_handoff_events_handoff", "handoff_events", ["handoff", "id"])


def downgrade() -> None:
    for name in ("handoff_drafts", "handoff_events", "handoff_items", "handoffs"):
        op.drop_table(name)
