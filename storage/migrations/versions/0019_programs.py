"""Cohorts of the leadership program, who has put their name down, and topics that are held."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, day, instant, number, text

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "program_cohorts",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        day("starts"),
        *(text(name) for name in ("facilitator", "by")),
        instant("at"),
        sa.PrimaryKeyConstraint("id", name="pk_program_cohorts"),
    )
    op.create_index("ix_program_cohorts_starts", "program_cohorts", ["workspace", "starts"])
    sign_ups()
    holds()


def sign_ups() -> None:
    op.create_table(
        "program_sign_ups",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        sa.Column("number", sa.Integer(), nullable=False),
        text("person"),
        instant("at"),
        number("cohort", nullable=True),
        instant("left_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_program_sign_ups"),
        sa.ForeignKeyConstraint(
            ["cohort"], ["program_cohorts.id"], name="fk_program_sign_ups_cohort_program_cohorts"
        ),
    )
    stands = where("left_at IS NULL")
    person = ["workspace", "person"]
    op.create_index("uq_program_sign_ups_person", "program_sign_ups", person, unique=True, **stands)
    op.create_index("ix_program_sign_ups_cohort", "program_sign_ups", ["cohort"])


def holds() -> None:
    op.create_table(
        "program_holds",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "topic", "person")),
        sa.Column("months", sa.Integer(), nullable=False),
        *(text(name) for name in ("problem", "commitments")),
        *(day(name) for name in ("since", "until")),
        instant("released_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_program_holds"),
    )
    held = where("released_at IS NULL")
    op.create_index(
        "uq_program_holds_topic", "program_holds", ["workspace", "topic"], unique=True, **held
    )
    op.create_index("ix_program_holds_person", "program_holds", ["workspace", "person"])


def downgrade() -> None:
    for name in ("program_holds", "program_sign_ups", "program_cohorts"):
        op.drop_table(name)
