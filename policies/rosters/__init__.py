"""A team's roster: how its cells are read, and what a file of them would change."""
