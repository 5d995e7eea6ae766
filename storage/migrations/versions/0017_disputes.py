"""Disputes that are found again: by account, rule and words; reopened ones; and their history."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXTS = ("kind", "account", "account_key", "rule", "edition", "searched")
INDEXES = {
    "ix_disputes_account": ["workspace", "account_key", "decided_at"],
    "ix_disputes_rule": ["workspace", "rule", "decided_at"],
    "ix_disputes_state": ["workspace", "state", "id"],
}


def upgrade() -> None:
    for name in TEXTS:
        default = sa.text("'dispute'" if name == "kind" else "''")
        column = sa.Column(name, sa.String(), nullable=False, server_default=default)
        op.add_column("disputes", column)
    counted = sa.Column("rounds", sa.Integer(), nullable=False, server_default="0")
    shown: sa.Column[bool] = sa.Column(
        "private", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("disputes", shown)
    op.add_column("disputes", counted)
    op.add_column("disputes", instant("reopened_at", nullable=True))
    for index, columns in INDEXES.items():
        op.create_index(index, "disputes", columns)
    events()
    keep_what_was()


def events() -> None:
    op.create_table(
        "dispute_events",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        number("dispute"),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        *(text(name) for name in ("team", "note")),
        sa.PrimaryKeyConstraint("id", name="pk_dispute_events"),
        sa.ForeignKeyConstraint(
            ["dispute"],
            ["disputes.id"],
            name="fk_dispute_events_dispute_disputes",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_dispute_events_dispute", "dispute_events", ["dispute", "id"])


def keep_what_was() -> None:
    """What is known of each from its own row; decisions can be searched by their reasons."""
    op.execute(
        "INSERT INTO dispute_events (workspace, dispute, act, by, at, team, note) "
        "SELECT workspace, id, 'opened', asker, created_at, '', '' FROM disputes ORDER BY id"
    )
    op.execute(
        "INSERT INTO dispute_events (workspace, dispute, act, by, at, team, note) "
        "SELECT workspace, id, state, decided_by, decided_at, coalesce(team, ''), "
        "coalesce(reason, '') FROM disputes WHERE decided_at IS NOT NULL ORDER BY id"
    )
    op.execute("UPDATE disputes SET searched = lower(coalesce(reason, '')) WHERE state = 'decided'")


def downgrade() -> None:
    op.drop_table("dispute_events")
    for index in INDEXES:
        op.drop_index(index, "disputes")
    for name in ("reopened_at", "rounds", "private", *reversed(TEXTS)):
        op.drop_column("disputes", name)
