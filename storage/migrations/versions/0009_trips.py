"""Trips, the links to their notes, the steps ticked off, and where notes are posted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INSTANT, SERIAL, text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LIVE: dict[str, Any] = {
    "sqlite_where": sa.text("withdrawn_at IS NULL"),
    "postgresql_where": sa.text("withdrawn_at IS NULL"),
}


def upgrade() -> None:
    trips()
    notes()
    op.create_table(
        "trip_ticks",
        text("workspace"),
        sa.Column("trip", SERIAL, nullable=False, autoincrement=False),
        text("step"),
        text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("act", SERIAL, nullable=True, autoincrement=False),
        sa.PrimaryKeyConstraint("workspace", "trip", "step", name="pk_trip_ticks"),
        sa.ForeignKeyConstraint(
            ["trip"], ["trips.id"], name="fk_trip_ticks_trip_trips", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "trip_channels",
        text("workspace"),
        text("channel"),
        text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_trip_channels"),
    )


def trips() -> None:
    op.create_table(
        "trips",
        sa.Column("id", SERIAL, nullable=False),
        *(text(name) for name in ("workspace", "person", "event", "place")),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        *(text(name) for name in ("purpose", "issue")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("cost", "hours", "commitment")),
        text("booked"),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("cancelled_at", INSTANT, nullable=True),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_trips"),
        sa.CheckConstraint("purpose IN ('business', 'personal')", name=op.f("ck_trips_purpose")),
    )
    op.create_index("ix_trips_person", "trips", ["workspace", "person", "ends"])


def notes() -> None:
    texts = ("person", "url", "address", "takeaway", "people", "channel", "ts", "added_by")
    op.create_table(
        "trip_notes",
        sa.Column("id", SERIAL, nullable=False),
        text("workspace"),
        sa.Column("trip", SERIAL, nullable=False, autoincrement=False),
        *(text(name) for name in texts),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("shared_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        *(text(name) for name in ("why", "folded")),
        sa.PrimaryKeyConstraint("id", name="pk_trip_notes"),
        sa.ForeignKeyConstraint(
            ["trip"], ["trips.id"], name="fk_trip_notes_trip_trips", ondelete="CASCADE"
        ),
    )
    address = ["workspace", "address"]
    op.create_index("uq_trip_notes_address", "trip_notes", address, unique=True, **LIVE)
    trip = ["workspace", "trip"]
    op.create_index("uq_trip_notes_trip", "trip_notes", trip, unique=True, **LIVE)
    op.create_index("ix_trip_notes_ts", "trip_notes", ["workspace", "channel", "ts"])
    op.create_index("ix_trip_notes_trip", "trip_notes", ["trip"])


def downgrade() -> None:
    for name in ("trip_channels", "trip_ticks", "trip_notes", "trips"):
        op.drop_table(name)
