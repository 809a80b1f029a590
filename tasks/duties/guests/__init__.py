"""Guests for one item: invited by the unit, written to, and recorded present for it."""
