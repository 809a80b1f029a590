"""What a person decides about letters: release, cancel, hold, send again."""
