"""Weekly forecasts, what they were before, and a team's own time for them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forecasts",
        text("workspace"),
        text("person"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        instant("given_at"),
        sa.Column("late", sa.Boolean(), nullable=False),
        text("by"),
        text("note"),
        instant("changed_at"),
        sa.PrimaryKeyConstraint("workspace", "person", "week", name="pk_forecasts"),
    )
    op.create_table(
        "forecast_edits",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        text("person"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        text("note"),
        text("by"),
        instant("at"),
        sa.PrimaryKeyConstraint("id", name="pk_forecast_edits"),
    )
    op.create_index("ix_forecast_edits_person", "forecast_edits", ["workspace", "person", "week"])
    op.create_table(
        "forecast_times",
        text("workspace"),
        text("manager"),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("due", sa.Time(), nullable=False),
        text("by"),
        instant("changed_at"),
        sa.PrimaryKeyConstraint("workspace", "manager", name="pk_forecast_times"),
    )


def downgrade() -> None:
    for table in ("forecast_times", "forecast_edits", "forecasts"):
        op.drop_table(table)
