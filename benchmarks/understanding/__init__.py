"""How well replies are understood: a corpus of replies as people write them, each with what is right."""
