"""Ranks of accounts, what they were before, and talks with these accounts."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, day, instant, number, text

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OF_ACCOUNT = ("workspace", "owner", "folded", "account")


def upgrade() -> None:
    op.create_table(
        "account_ranks",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in (*OF_ACCOUNT, "segment", "rank", "reason")),
        number("users", nullable=True),
        text("notes"),
        day("ranked_on"),
        text("ranked_by"),
        instant("ranked_at"),
        day("talked_on", nullable=True),
        day("since"),
        sa.PrimaryKeyConstraint("id", name="pk_account_ranks"),
        sa.UniqueConstraint(
            "workspace", "owner", "folded", name="uq_account_ranks_workspace_owner_folded"
        ),
    )
    op.create_index("ix_account_ranks_since", "account_ranks", ["workspace", "owner", "since"])
    op.create_table(
        "rank_moves",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in (*OF_ACCOUNT, "before", "after", "why", "by")),
        instant("at"),
        text("source"),
        sa.PrimaryKeyConstraint("id", name="pk_rank_moves"),
    )
    op.create_index("ix_rank_moves_account", "rank_moves", ["workspace", "folded", "id"])
    talks()


def talks() -> None:
    op.create_table(
        "rank_talks",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in OF_ACCOUNT),
        day("day"),
        *(text(name) for name in ("way", "note", "by")),
        instant("at"),
        sa.PrimaryKeyConstraint("id", name="pk_rank_talks"),
        sa.UniqueConstraint(
            *("workspace", "owner", "folded", "day", "way"),
            name="uq_rank_talks_workspace_owner_folded_day_way",
        ),
        sa.CheckConstraint("way IN ('talk', 'inform')", name=op.f("ck_rank_talks_way")),
    )


def downgrade() -> None:
    for name in ("rank_talks", "rank_moves", "account_ranks"):
        op.drop_table(name)
