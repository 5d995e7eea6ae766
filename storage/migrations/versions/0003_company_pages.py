"""A company's own pages, and the words by which they are found."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.searches import SEARCHES

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXTS = ("workspace", "file", "anchor", "title", "heading", "url", "text")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "company_pages",
        sa.Column("id", number, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.UniqueConstraint(
            "workspace", "file", "anchor", name="uq_company_pages_workspace_file_anchor"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_company_pages"),
    )
    for statement in SEARCHES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("company_words")
    op.drop_table("company_pages")
