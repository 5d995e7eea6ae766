"""How a rank was when its account changed hands, so that it can come back."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rank_moves", sa.Column("was", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("rank_moves", "was")
