"""Reports of opportunities: from a file's bytes to what they would change here."""
