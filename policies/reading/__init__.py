"""What people write, read as values: numbers, facts and what is asked."""
