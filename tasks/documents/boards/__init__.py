"""Reports to boards as Word files that come back."""
