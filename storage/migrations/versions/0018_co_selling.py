"""Co-selling calls, who was on them, and what has happened to each."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def owned(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_call_co_selling_calls"
    return sa.ForeignKeyConstraint(["call"], ["co_selling_calls.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    calls()
    op.create_table(
        "co_selling_people",
        text("workspace"),
        number("call"),
        text("person"),
        sa.PrimaryKeyConstraint("workspace", "call", "person", name="pk_co_selling_people"),
        owned("co_selling_people"),
    )
    op.create_index("ix_co_selling_people_person", "co_selling_people", ["workspace", "person"])
    op.create_table(
        "co_selling_accounts",
        *(text(name) for name in ("workspace", "folded")),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "folded", name="pk_co_selling_accounts"),
    )
    events()


def calls() -> None:
    op.create_table(
        "co_selling_calls",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "account", "folded")),
        instant("at"),
        *(text(name) for name in ("seller", "co_seller", "note", "link")),
        sa.Column("apart", sa.Boolean(), nullable=False),
        text("logged_by"),
        instant("logged_at"),
        instant("removed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_co_selling_calls"),
    )
    op.create_index("ix_co_selling_calls_at", "co_selling_calls", ["workspace", "at"])
    by_account = ["workspace", "folded", "at"]
    op.create_index("ix_co_selling_calls_account", "co_selling_calls", by_account)


def events() -> None:
    op.create_table(
        "co_selling_events",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        number("call"),
        *(text(name) for name in ("act", "by")),
        instant("at"),
        text("note"),
        sa.PrimaryKeyConstraint("id", name="pk_co_selling_events"),
        owned("co_selling_events"),
    )
    op.create_index("ix_co_selling_events_call", "co_selling_events", ["call", "id"])


def downgrade() -> None:
    kept = ("co_selling_events", "co_selling_accounts", "co_selling_people", "co_selling_calls")
    for name in kept:
        op.drop_table(name)
