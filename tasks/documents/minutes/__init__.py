"""Minutes as Word files that come back."""
