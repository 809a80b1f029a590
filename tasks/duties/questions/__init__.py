"""Questions: opened, put to people, and open."""
