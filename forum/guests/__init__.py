"""People who are invited to a meeting for one item."""
