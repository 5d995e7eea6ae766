"""The Give Back register: projects, who used them when, their documentation and their history."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, day, instant, number, text

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STANDS = "state <> 'dropped'"
STANDING: dict[str, Any] = {
    "sqlite_where": sa.text(STANDS),
    "postgresql_where": sa.text(STANDS),
}


def owned(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_project_give_backs"
    return sa.ForeignKeyConstraint(["project"], ["give_backs.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    projects()
    uses()
    documentation()


def projects() -> None:
    op.create_table(
        "give_backs",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "owner", "title", "improves", "proof", "issue")),
        sa.Column("team_size", sa.Integer(), nullable=True),
        day("due", nullable=True),
        text("state"),
        instant("since"),
        text("created_by"),
        instant("created_at"),
        instant("finished_at", nullable=True),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_give_backs"),
        sa.CheckConstraint(
            "state IN ('idea', 'under way', 'finished', 'dropped')",
            name=op.f("ck_give_backs_state"),
        ),
    )
    op.create_index("ix_give_backs_owner", "give_backs", ["workspace", "owner", "state"])
    same = ["workspace", "owner", "folded"]
    op.create_index("uq_give_backs_title", "give_backs", same, unique=True, **STANDING)


def uses() -> None:
    op.create_table(
        "give_back_uses",
        number("project"),
        day("month"),
        *(text(name) for name in ("person", "workspace", "by")),
        instant("at"),
        sa.PrimaryKeyConstraint("project", "month", "person", name="pk_give_back_uses"),
        owned("give_back_uses"),
    )
    op.create_table(
        "give_back_months",
        number("project"),
        day("month"),
        text("workspace"),
        sa.Column("team", sa.Integer(), nullable=False),
        text("by"),
        instant("at"),
        sa.PrimaryKeyConstraint("project", "month", name="pk_give_back_months"),
        owned("give_back_months"),
    )


def documentation() -> None:
    op.create_table(
        "give_back_events",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        number("project"),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        text("note"),
        sa.PrimaryKeyConstraint("id", name="pk_give_back_events"),
        owned("give_back_events"),
    )
    op.create_index("ix_give_back_events_project", "give_back_events", ["project", "id"])
    op.create_table(
        "give_back_items",
        number("project"),
        *(text(name) for name in ("item", "workspace", "mark", "by")),
        instant("at"),
        sa.PrimaryKeyConstraint("project", "item", name="pk_give_back_items"),
        sa.CheckConstraint(
            "mark IN ('done', 'not needed', 'open')", name=op.f("ck_give_back_items_mark")
        ),
        owned("give_back_items"),
    )


def downgrade() -> None:
    names = ("give_back_items", "give_back_events", "give_back_months", "give_back_uses")
    for name in (*names, "give_backs"):
        op.drop_table(name)
