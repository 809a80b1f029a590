"""Minutes as Word files: checking returned ones, and reading their text."""
