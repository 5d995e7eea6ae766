"""Slack channels with customers, and what happened to each."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, day, instant, number, text

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STATES = "state IN ('asked', 'approved', 'open', 'declined', 'closed', 'withdrawn')"
UNDER_WAY = "state IN ('asked', 'approved', 'open')"
LIVE: dict[str, Any] = {
    "sqlite_where": sa.text(UNDER_WAY),
    "postgresql_where": sa.text(UNDER_WAY),
}
CHANNELS, EVENTS = "customer_channels", "customer_channel_events"


def upgrade() -> None:
    op.create_table(
        CHANNELS,
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "account", "role", "by", "tam")),
        *(text(name) for name in ("kind", "purpose", "tier")),
        number("iacv", nullable=True),
        *(text(name) for name in ("ours", "theirs", "state")),
        instant("since"),
        text("reason"),
        instant("asked_at"),
        *(day(name, nullable=True) for name in ("opened", "close_by")),
        *(text(name) for name in ("name", "link", "token", "folded")),
        sa.PrimaryKeyConstraint("id", name="pk_customer_channels"),
        sa.UniqueConstraint("workspace", "token", name="uq_customer_channels_workspace_token"),
        sa.CheckConstraint(
            "kind IN ('lasting', 'temporary')", name=op.f("ck_customer_channels_kind")
        ),
        sa.CheckConstraint(STATES, name=op.f("ck_customer_channels_state")),
    )
    for side in ("by", "tam"):
        op.create_index(f"ix_customer_channels_{side}", CHANNELS, ["workspace", side, "state"])
    same = ["workspace", "folded"]
    op.create_index("uq_customer_channels_account", CHANNELS, same, unique=True, **LIVE)
    events()


def events() -> None:
    op.create_table(
        EVENTS,
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        number("channel"),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        text("note"),
        sa.PrimaryKeyConstraint("id", name="pk_customer_channel_events"),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["customer_channels.id"],
            name="fk_customer_channel_events_channel_customer_channels",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_customer_channel_events_channel", EVENTS, ["channel", "id"])


def downgrade() -> None:
    for name in (EVENTS, CHANNELS):
        op.drop_table(name)
