"""Letters on what must reach a person at once: to its writer, and to those who act on it."""
