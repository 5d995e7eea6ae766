"""Red/Green: sessions, the opportunities gone through in them, every answer, managers' settings."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INSTANT, SERIAL, text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sessions()
    reviews()
    answers()
    op.create_table(
        "review_rules",
        sa.Column("id", SERIAL, nullable=False),
        *map(text, ("workspace", "manager", "name", "segment", "value", "reason", "by")),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_rules"),
        sa.CheckConstraint("name IN ('threshold', 'period')", name=op.f("ck_review_rules_name")),
    )
    manager = ["workspace", "manager", "id"]
    op.create_index("ix_review_rules_manager", "review_rules", manager)


def sessions() -> None:
    op.create_table(
        "review_sessions",
        sa.Column("id", SERIAL, nullable=False),
        *map(text, ("workspace", "manager", "ae")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("day", "starts", "ends")),
        *map(text, ("edition", "state", "room")),
        sa.Column("posting", sa.Integer(), nullable=False),
        sa.Column("review", SERIAL, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        text("opened_by"),
        sa.Column("pressed_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        text("ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_review_sessions"),
        sa.UniqueConstraint("workspace", "ae", "day", name="uq_review_sessions_workspace_ae_day"),
        sa.CheckConstraint("state IN ('open', 'ended')", name=op.f("ck_review_sessions_state")),
    )
    manager = ["workspace", "manager", "day"]
    op.create_index("ix_review_sessions_manager", "review_sessions", manager)
    op.create_index("ix_review_sessions_state", "review_sessions", ["workspace", "state", "day"])


def reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        sa.Column("session", SERIAL, nullable=False),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *map(text, ("state", "verdict", "overridden", "why", "note", "next_step")),
        sa.Column("next_step_date", sa.Date(), nullable=True),
        *map(text, ("owner", "stage")),
        sa.Column("net_arr", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        text("ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("session", "opportunity", name="uq_reviews_session_opportunity"),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'parked', 'skipped', 'not-reached')",
            name=op.f("ck_reviews_state"),
        ),
        sa.CheckConstraint("verdict IN ('', 'red', 'green')", name=op.f("ck_reviews_verdict")),
        sa.ForeignKeyConstraint(
            ["session"],
            ["review_sessions.id"],
            name="fk_reviews_session_review_sessions",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_reviews_opportunity", "reviews", ["workspace", "opportunity", "id"])


def answers() -> None:
    op.create_table(
        "review_answers",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        sa.Column("review", SERIAL, nullable=False),
        *map(text, ("question", "choice", "text")),
        sa.Column("day", sa.Date(), nullable=True),
        *map(text, ("said_by", "sure", "missing")),
        sa.Column("kept", sa.Boolean(), nullable=False),
        text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_answers"),
        sa.CheckConstraint(
            "sure IN ('', 'confident', 'not-yet')", name=op.f("ck_review_answers_sure")
        ),
        sa.ForeignKeyConstraint(
            ["review"], ["reviews.id"], name="fk_review_answers_review_reviews", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_review_answers_review", "review_answers", ["workspace", "review", "id"])


def downgrade() -> None:
    for name in ("review_rules", "review_answers", "reviews", "review_sessions"):
        op.drop_table(name)
