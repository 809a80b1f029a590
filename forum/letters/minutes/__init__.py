"""Letters about minutes, and about the record that they are written from."""
