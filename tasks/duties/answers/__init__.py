"""Questions put to people, and what they answer put on record."""
