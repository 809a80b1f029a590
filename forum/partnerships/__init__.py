"""The partnerships beside the group: its briefings for them, their contacts, what they send."""
