"""How fast Slack may be called, what it refused, and letters that may be there twice."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATES = "state IN ('open', 'sent', 'dead', 'dropped')"
STATES_BEFORE = "state IN ('open', 'sent', 'dead')"


def upgrade() -> None:
    _create_paces()
    _create_refusals()
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(
            sa.Column("calm", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        outbox.add_column(sa.Column("doubts", sa.Integer(), server_default="0", nullable=False))
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), STATES)


def downgrade() -> None:
    op.execute("UPDATE outbox SET state = 'dead' WHERE state = 'dropped'")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), STATES_BEFORE)
        outbox.drop_column("doubts")
        outbox.drop_column("calm")
    op.drop_table("refusals")
    op.drop_table("paces")


def _create_paces() -> None:
    op.create_table(
        "paces",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *(_instant(name) for name in ("full_at", "queued_at", "paused_until")),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_paces"),
    )


def _create_refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        _instant("first_at"),
        _instant("last_at"),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("latest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "cause", "place", name="pk_refusals"),
    )


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
