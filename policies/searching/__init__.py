"""Finding the handbook entry that a question is about; saying so when there is none."""
