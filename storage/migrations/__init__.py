"""Alembic's environment, shipped in the package."""
