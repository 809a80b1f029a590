"""The letters to people who come for one item."""
