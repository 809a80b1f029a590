"""A person's decisions about letters: release, cancel, hold, send again."""
