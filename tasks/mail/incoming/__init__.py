"""Incoming mail: its sender, whether our mail system vouches for the sender, and how much of it is read."""
