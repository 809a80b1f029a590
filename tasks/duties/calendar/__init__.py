"""The morning: what is due, and the work that is done for it."""
