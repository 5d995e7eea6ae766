"""What is kept of people beside what Slack says, and who the admins are."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profiles",
        *_needed("workspace", "person", "roles", "claimed", "segment", "region"),
        *_perhaps(sa.String(), "manager", "zone"),
        *_needed("work_days"),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        *_perhaps(sa.Time(), "quiet_from", "quiet_until"),
        *_needed("level", "muted"),
        sa.Column("daily_most", sa.Integer(), nullable=False),
        *_perhaps(sa.Date(), "away_from", "away_until"),
        *_perhaps(sa.String(), "delegate"),
        *_perhaps(sa.DateTime(timezone=True), "met_at"),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_profiles"),
    )
    op.create_index("ix_profiles_manager", "profiles", ["workspace", "manager"])
    op.create_table(
        "admins",
        *_needed("workspace", "person", "added_by"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_admins"),
    )


def downgrade() -> None:
    op.drop_table("admins")
    op.drop_index("ix_profiles_manager", "profiles")
    op.drop_table("profiles")


def _needed(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _perhaps(kind: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]
