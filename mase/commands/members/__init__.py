"""The commands for the members and the terms of reference."""
