"""What must reach a person at once: on record, told of, and kept in sight until somebody has acted."""
