"""The group's partnerships: contacts, briefings that the Chair agrees, and what they send."""
