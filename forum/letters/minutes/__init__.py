"""Letters about minutes, and about the record from which they are written."""
