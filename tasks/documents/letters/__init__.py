"""Letters printed from their templates."""
