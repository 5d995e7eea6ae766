"""Places of running cohorts that are offered to who waits, and who was there in which week."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import SERIAL, instant, number, text

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "program_offers",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        *(number(name) for name in ("cohort", "sign_up")),
        *(instant(name) for name in ("at", "until")),
        *(instant(name, nullable=True) for name in ("taken_at", "passed_at")),
        sa.PrimaryKeyConstraint("id", name="pk_program_offers"),
        sa.UniqueConstraint(
            "workspace", "cohort", "sign_up", name="uq_program_offers_workspace_cohort_sign_up"
        ),
        belongs("program_offers", "cohort", "program_cohorts"),
        belongs("program_offers", "sign_up", "program_sign_ups"),
    )
    op.create_table(
        "program_attendances",
        text("workspace"),
        number("sign_up"),
        sa.Column("week", sa.Integer(), nullable=False),
        *(text(name) for name in ("presence", "by")),
        instant("at"),
        sa.PrimaryKeyConstraint("workspace", "sign_up", "week", name="pk_program_attendances"),
        sa.CheckConstraint(
            "presence IN ('there', 'told')", name=op.f("ck_program_attendances_presence")
        ),
        belongs("program_attendances", "sign_up", "program_sign_ups"),
    )


def belongs(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def downgrade() -> None:
    for name in ("program_attendances", "program_offers"):
        op.drop_table(name)
