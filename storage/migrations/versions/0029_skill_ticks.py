"""Which of the seven skills somebody has ticked in which week."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import day, instant, number, text

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill_ticks",
        *(text(name) for name in ("workspace", "person")),
        day("week"),
        text("skill"),
        instant("at"),
        text("note"),
        number("act", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "person", "week", "skill", name="pk_skill_ticks"),
    )


def downgrade() -> None:
    op.drop_table("skill_ticks")
