"""Minutes, from the unit's draft to confirmation."""
