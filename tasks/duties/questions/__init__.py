"""Questions opened, of whom, and which are open."""
