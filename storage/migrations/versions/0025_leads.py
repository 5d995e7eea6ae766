"""Leads that were assigned to SDRs, and what was done with them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

UNDER_WAY = "state IN ('open', 'touched')"
LIVE: dict[str, Any] = {
    "sqlite_where": sa.text(UNDER_WAY),
    "postgresql_where": sa.text(UNDER_WAY),
}


def upgrade() -> None:
    leads()
    op.create_table(
        "lead_events",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        number("lead"),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        *(text(name) for name in ("note", "link")),
        sa.PrimaryKeyConstraint("id", name="pk_lead_events"),
        sa.ForeignKeyConstraint(
            ["lead"], ["leads.id"], name="fk_lead_events_lead_leads", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_lead_events_lead", "lead_events", ["lead", "id"])


def leads() -> None:
    op.create_table(
        "leads",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "ref", "name", "company", "kind", "request")),
        sa.Column("phone", sa.Boolean(), nullable=False),
        *(text(name) for name in ("link", "sdr", "ae")),
        *(instant(name) for name in ("came_at", "assigned_at")),
        text("assigned_by"),
        instant("known_at"),
        sa.Column("assignment", sa.Integer(), nullable=False),
        text("state"),
        *(instant(name, nullable=True) for name in ("called_at", "emailed_at", "touched_at")),
        number("took", nullable=True),
        text("outcome"),
        instant("ended_at", nullable=True),
        text("same"),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
        sa.UniqueConstraint("workspace", "same", "came_at", name="uq_leads_workspace_same_came_at"),
        sa.CheckConstraint("kind IN ('mql', 'inquiry')", name=op.f("ck_leads_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'touched', 'done', 'dropped')", name=op.f("ck_leads_state")
        ),
    )
    op.create_index("ix_leads_sdr", "leads", ["workspace", "sdr", "state"])
    op.create_index("ix_leads_ae", "leads", ["workspace", "ae", "state"])
    op.create_index("ix_leads_assigned", "leads", ["workspace", "assigned_at"])
    op.create_index("uq_leads_under_way", "leads", ["workspace", "same"], unique=True, **LIVE)


def downgrade() -> None:
    for name in ("lead_events", "leads"):
        op.drop_table(name)
