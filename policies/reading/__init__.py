"""Typed text in, facts out."""
