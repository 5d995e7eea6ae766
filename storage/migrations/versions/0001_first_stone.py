"""The tables of the first stone, and the triggers that guard the audit log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "audit",
    "audit_heads",
    "cards",
    "disputes",
    "errands",
    "inbox",
    "numbers",
    "outbox",
    "people",
    "workspaces",
)
OPEN: dict[str, Any] = {
    "sqlite_where": sa.text("state = 'open'"),
    "postgresql_where": sa.text("state = 'open'"),
}


def upgrade() -> None:
    _create_audit()
    _create_cards()
    _create_disputes()
    _create_errands()
    _create_inbox()
    _create_numbers()
    _create_outbox()
    _create_people()
    _create_workspaces()
    for trigger in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(trigger)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse, audit_move_head")


def _create_audit() -> None:
    op.create_table(
        "audit",
        _text("workspace"),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _instant("at"),
        _text("actor"),
        _text("kind"),
        _document("detail"),
        _text("previous"),
        _text("hash"),
        _primary("audit", "workspace", "id"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_table(
        "audit_heads",
        _text("workspace"),
        _integer("length"),
        _text("hash"),
        _primary("audit_heads", "workspace"),
    )


def _create_cards() -> None:
    op.create_table(
        "cards",
        _text("id"),
        _text("workspace"),
        _text("user"),
        _text("response_url"),
        _instant("at"),
        _document("subject"),
        _primary("cards", "id"),
    )
    op.create_index("ix_cards_at", "cards", ["at"])


def _create_disputes() -> None:
    op.create_table(
        "disputes",
        _serial(),
        _text("workspace"),
        _integer("number"),
        _document("asked"),
        _document("answered"),
        _text("asker"),
        _document("evidence"),
        _text("decider"),
        _instant("created_at"),
        _instant("decided_at", nullable=True),
        _text("decided_by", nullable=True),
        _text("team", nullable=True),
        _text("reason", nullable=True),
        _text("state"),
        sa.UniqueConstraint("workspace", "number", name="uq_disputes_workspace_number"),
        _check("disputes", "decided", "withdrawn"),
        _primary("disputes", "id"),
    )
    op.create_index("ix_disputes_asker", "disputes", ["workspace", "asker"])


def _create_errands() -> None:
    op.create_table(
        "errands",
        _text("user"),
        _text("feature"),
        _text("kind"),
        _document("detail"),
        _instant("at"),
        *_claimable(),
        _check("errands", "done", "failed"),
        _primary("errands", "id"),
    )
    op.create_index("ix_errands_next_at", "errands", ["next_at"], **OPEN)


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        _text("workspace"),
        _text("key"),
        _instant("at"),
        _primary("inbox", "workspace", "key"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"])


def _create_numbers() -> None:
    op.create_table(
        "numbers",
        _text("workspace"),
        _text("name"),
        _integer("last"),
        _primary("numbers", "workspace", "name"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        _text("key"),
        _text("kind"),
        _text("lane"),
        _document("payload"),
        _instant("posted_at"),
        _instant("attempted_at", nullable=True),
        _document("result", nullable=True),
        *_claimable(),
        sa.UniqueConstraint("workspace", "key", name="uq_outbox_workspace_key"),
        _check("outbox", "sent", "dead"),
        _primary("outbox", "id"),
    )
    op.create_index("ix_outbox_next_at", "outbox", ["next_at"], **OPEN)
    op.create_index("ix_outbox_lane", "outbox", ["workspace", "lane", "due_at", "id"], **OPEN)


def _create_people() -> None:
    op.create_table(
        "people",
        _text("id"),
        _text("workspace"),
        *(_text(name) for name in ("name", "real_name", "zone", "team")),
        _flag("deleted"),
        _flag("bot"),
        _text("guest"),
        _flag("admin"),
        _instant("refreshed_at"),
        _primary("people", "id", "workspace"),
    )
    op.create_index("ix_people_refreshed_at", "people", ["refreshed_at"])


def _create_workspaces() -> None:
    op.create_table(
        "workspaces",
        _text("workspace"),
        *(_text(name) for name in ("name", "bot_user", "bot_id", "app_id", "url")),
        _document("scopes"),
        _instant("seen_at"),
        _primary("workspaces", "workspace"),
    )


def _claimable() -> tuple[sa.Column[Any], ...]:
    return (
        _serial(),
        _text("workspace"),
        _text("state"),
        _instant("due_at"),
        _instant("next_at"),
        _text("claimed_by", nullable=True),
        _instant("claimed_until", nullable=True),
        _integer("attempts"),
        _instant("ended_at", nullable=True),
        _text("why", nullable=True),
    )


def _serial() -> sa.Column[Any]:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", number, nullable=False)


def _text(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _document(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _check(table: str, *ends: str) -> sa.CheckConstraint:
    states = ", ".join(repr(state) for state in ("open", *ends))
    return sa.CheckConstraint(f"state IN ({states})", name=op.f(f"ck_{table}_state"))
