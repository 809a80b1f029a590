"""Questions: what is asked of a person, the words that answer it, whose word counts."""
