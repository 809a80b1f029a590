"""Letters about a meeting: its invitation, deputies wanted, moved, cancelled."""
