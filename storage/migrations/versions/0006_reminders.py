"""Reminders: what is planned, what was told together, what is snoozed, and what can be undone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INSTANT, SERIAL, text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PLANNED: dict[str, Any] = {
    "sqlite_where": sa.text("state = 'planned'"),
    "postgresql_where": sa.text("state = 'planned'"),
}


def upgrade() -> None:
    occurrences()
    told()
    asleep()
    op.create_table(
        "acts",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "person", "kind", "says")),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
    )
    op.create_index("ix_acts_person", "acts", ["workspace", "person", "at"])


def occurrences() -> None:
    words = ("workspace", "key", "routine", "subject", "about", "person", "recipient")
    op.create_table(
        "occurrences",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in words),
        sa.Column("day", sa.Date(), nullable=False),
        *(text(name) for name in ("entry", "says", "way", "late")),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=False),
        text("held"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        text("state"),
        sa.Column("ended_at", INSTANT, nullable=True),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_occurrences"),
        sa.UniqueConstraint("workspace", "key", name="uq_occurrences_workspace_key"),
        sa.CheckConstraint(
            "state IN ('planned', 'released', 'cancelled', 'dropped')",
            name=op.f("ck_occurrences_state"),
        ),
    )
    due = ["due_at", "workspace", "recipient"]
    op.create_index("ix_occurrences_due", "occurrences", due, **PLANNED)
    op.create_index("ix_occurrences_about", "occurrences", ["workspace", "about", "state"])
    told = ["workspace", "recipient", "state", "ended_at"]
    op.create_index("ix_occurrences_recipient", "occurrences", told)


def told() -> None:
    op.create_table(
        "bundles",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        text("person"),
        sa.Column("day", sa.Date(), nullable=False),
        text("kind"),
        text("slot"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bundles"),
        sa.UniqueConstraint(
            *("workspace", "person", "day", "kind", "slot"),
            name="uq_bundles_workspace_person_day_kind_slot",
        ),
        sa.CheckConstraint("kind IN ('digest', 'card')", name=op.f("ck_bundles_kind")),
    )
    items()


def items() -> None:
    op.create_table(
        "bundle_items",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        sa.Column("bundle", SERIAL, nullable=False),
        sa.Column("occurrence", SERIAL, nullable=False),
        *(text(name) for name in ("routine", "subject", "person", "entry", "text")),
        sa.Column("verb", sa.JSON(), nullable=True),
        sa.Column("also", sa.JSON(), nullable=True),
        *(text(name) for name in ("note", "state", "by")),
        sa.Column("at", INSTANT, nullable=True),
        text("ending"),
        sa.Column("act", SERIAL, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bundle_items"),
        sa.UniqueConstraint(
            "bundle", "routine", "subject", name="uq_bundle_items_bundle_routine_subject"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'snoozed', 'declined', 'ended')",
            name=op.f("ck_bundle_items_state"),
        ),
        sa.ForeignKeyConstraint(
            ["bundle"], ["bundles.id"], name="fk_bundle_items_bundle_bundles", ondelete="CASCADE"
        ),
    )
    subject = ["workspace", "routine", "subject", "state"]
    op.create_index("ix_bundle_items_subject", "bundle_items", subject)


def asleep() -> None:
    whose = ("workspace", "person", "routine", "subject")
    op.create_table(
        "snoozes",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in whose),
        sa.Column("until", INSTANT, nullable=False),
        text("reason"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_snoozes"),
    )
    op.create_index("ix_snoozes_person", "snoozes", ["workspace", "person", "ended_at"])
    op.create_table(
        "declines",
        *(text(name) for name in whose),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(*whose, name="pk_declines"),
    )


def downgrade() -> None:
    for name in ("acts", "declines", "snoozes", "bundle_items", "bundles", "occurrences"):
        op.drop_table(name)
