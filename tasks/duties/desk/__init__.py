"""The unit's desk letter and the status board."""
