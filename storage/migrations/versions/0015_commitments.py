"""Red/Green commitments as they were frozen, what was said of them later, lookbacks held."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INSTANT, SERIAL, text
from storage.migrations.guards import guards

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

GUARDED = ("commitments", "outcomes")
TABLES = ("lookbacks", "outcomes", "freezes", "commitments")


def days(*names: str) -> "list[sa.Column[object]]":
    return [sa.Column(name, sa.Date(), nullable=False) for name in names]


def upgrade() -> None:
    commitments()
    freezes()
    outcomes()
    lookbacks()
    for table in GUARDED:
        for trigger in guards(op.get_bind().dialect.name, table):
            op.execute(trigger)


def commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        *days("starts", "ends"),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *map(text, ("ref", "name", "account", "fate", "verdict")),
        sa.Column("net_arr", sa.BigInteger(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        *map(text, ("stage", "state", "owner", "manager", "segment", "region", "weak")),
        sa.Column("flips", sa.Integer(), nullable=False),
        text("edition"),
        sa.Column("session", SERIAL, nullable=True),
        sa.Column("review", SERIAL, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitments"),
        sa.UniqueConstraint(
            *("workspace", "ends", "starts", "opportunity", "version"),
            name="uq_commitments_workspace_ends_starts_opportunity_version",
        ),
        sa.CheckConstraint("fate IN ('done', 'parked', 'never')", name=op.f("ck_commitments_fate")),
        sa.CheckConstraint("verdict IN ('', 'red', 'green')", name=op.f("ck_commitments_verdict")),
    )
    op.create_index("ix_commitments_owner", "commitments", ["workspace", "owner", "ends"])


def freezes() -> None:
    op.create_table(
        "freezes",
        *map(text, ("workspace", "ae")),
        *days("starts", "ends"),
        text("manager"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "ae", "starts", "ends", name="pk_freezes"),
    )


def outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        *days("starts", "ends"),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        *map(text, ("kind", "choice", "text")),
        sa.Column("net_arr", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        sa.CheckConstraint("kind IN ('reason', 'mark')", name=op.f("ck_outcomes_kind")),
    )
    period = ["workspace", "ends", "starts", "opportunity"]
    op.create_index("ix_outcomes_period", "outcomes", period)


def lookbacks() -> None:
    op.create_table(
        "lookbacks",
        *map(text, ("workspace", "manager")),
        *days("starts", "ends"),
        text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "manager", "starts", "ends", name="pk_lookbacks"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION commitments_refuse, outcomes_refuse")
