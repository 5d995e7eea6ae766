"""Imports of opportunities: staged row by row, and how a report's columns were chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = "'reading', 'asking', 'ready', 'applying', 'applied', 'dropped', 'replaced', 'failed'"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _imports()
    _mappings()
    _rows()
    _changes()


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", NUMBER, nullable=False),
        _text("workspace"),
        _text("person"),
        sa.Column("file", sa.JSON(), nullable=False),
        _text("state"),
        sa.Column("scope", sa.JSON(), nullable=True),
        sa.Column("head", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_imports_state")),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_state", "imports", ["workspace", "state"])


def _mappings() -> None:
    op.create_table(
        "import_mappings",
        _text("workspace"),
        _text("headings"),
        sa.Column("mapping", sa.JSON(), nullable=False),
        _text("person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "headings", name="pk_import_mappings"),
    )


def _rows() -> None:
    op.create_table(
        "import_rows",
        sa.Column("id", NUMBER, nullable=False),
        _text("workspace"),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        _text("action"),
        sa.Column("opportunity", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        *map(_text, ("why", "ref", "name", "account")),
        sa.Column("owner", sa.String(), nullable=True),
        *map(_text, ("owner_name", "stage")),
        sa.Column("net_arr", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        _text("next_step"),
        sa.Column("next_step_date", sa.Date(), nullable=True),
        *map(_text, ("kind", "segment", "region")),
        sa.Column("compelling_event", sa.Boolean(), nullable=True),
        sa.Column("quote_sent", sa.Boolean(), nullable=True),
        *map(_text, ("state", "folded")),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_rows"),
    )
    op.create_index("ix_import_rows_action", "import_rows", ["import_id", "action", "id"])
    op.create_index("ix_import_rows_ref", "import_rows", ["import_id", "ref"])


def _changes() -> None:
    op.create_table(
        "import_changes",
        sa.Column("id", NUMBER, nullable=False),
        _text("workspace"),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("opportunity", sa.BigInteger(), nullable=False),
        _text("field"),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_changes"),
    )
    op.create_index("ix_import_changes_import_id", "import_changes", ["import_id", "opportunity"])


def downgrade() -> None:
    for table in ("import_changes", "import_rows", "import_mappings", "imports"):
        op.drop_table(table)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)
