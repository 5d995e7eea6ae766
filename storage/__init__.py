"""Where state lives: SQLAlchemy rows in, plain values out."""
