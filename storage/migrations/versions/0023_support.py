"""Requests for an SA or a TAM, the sessions that were held, and what happened to both."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, day, instant, number, text

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATES = "state IN ('asked', 'posted', 'answered', 'scheduled', 'held', 'closed', 'withdrawn')"


def upgrade() -> None:
    requests()
    sessions()
    op.create_table(
        "support_events",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "account", "about", "act", "by")),
        instant("at"),
        *(text(name) for name in ("note", "folded")),
        sa.PrimaryKeyConstraint("id", name="pk_support_events"),
    )
    op.create_index("ix_support_events_folded", "support_events", ["workspace", "folded", "id"])


def requests() -> None:
    op.create_table(
        "support_requests",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "account")),
        number("opportunity", nullable=True),
        *(text(name) for name in ("kind", "segment", "region", "stage")),
        number("iacv", nullable=True),
        *(text(name) for name in ("tier", "wish", "need")),
        day("wanted", nullable=True),
        text("outcome"),
        sa.Column("decided", sa.JSON(), nullable=False),
        text("state"),
        instant("since"),
        *(text(name) for name in ("link", "text", "by")),
        instant("asked_at"),
        *(instant(name, nullable=True) for name in ("posted_at", "answer_by")),
        text("helper"),
        day("day", nullable=True),
        *(text(name) for name in ("token", "folded")),
        sa.PrimaryKeyConstraint("id", name="pk_support_requests"),
        sa.UniqueConstraint("workspace", "token", name="uq_support_requests_workspace_token"),
        sa.CheckConstraint(STATES, name=op.f("ck_support_requests_state")),
    )
    op.create_index("ix_support_requests_by", "support_requests", ["workspace", "by", "state"])
    op.create_index("ix_support_requests_folded", "support_requests", ["workspace", "folded"])


def sessions() -> None:
    same = ["workspace", "folded", "day", "helper", "number"]
    op.create_table(
        "support_sessions",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "account", "segment", "stage")),
        day("day"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        text("helper"),
        sa.Column("number", sa.Integer(), nullable=False),
        number("request", nullable=True),
        *(text(name) for name in ("note", "by")),
        instant("at"),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_support_sessions"),
        sa.UniqueConstraint(*same, name=f"uq_support_sessions_{'_'.join(same)}"),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_support_sessions_minutes")),
        sa.ForeignKeyConstraint(
            ["request"],
            ["support_requests.id"],
            name="fk_support_sessions_request_support_requests",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_support_sessions_by", "support_sessions", ["workspace", "by"])


def downgrade() -> None:
    for name in ("support_events", "support_sessions", "support_requests"):
        op.drop_table(name)
