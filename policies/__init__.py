"""Pure decisions: facts and rules in, an answer and the rules that made it out."""
