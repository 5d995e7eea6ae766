"""Whose onboarding list is open, and what was said of its items."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import day, instant, number, text

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "onboardings",
        *(text(name) for name in ("workspace", "person")),
        day("starts"),
        *(text(name) for name in ("state", "begun_by")),
        instant("begun_at"),
        instant("celebrated_at", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_onboardings"),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'stopped')", name=op.f("ck_onboardings_state")
        ),
    )
    op.create_table(
        "onboarding_items",
        *(text(name) for name in ("workspace", "person", "item", "mark", "by")),
        instant("at"),
        *(text(name) for name in ("note", "link")),
        number("act", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "person", "item", name="pk_onboarding_items"),
        sa.CheckConstraint(
            "mark IN ('done', 'not applicable', 'open')", name=op.f("ck_onboarding_items_mark")
        ),
    )


def downgrade() -> None:
    for name in ("onboarding_items", "onboardings"):
        op.drop_table(name)
