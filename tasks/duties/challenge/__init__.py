"""The challenge log: rows that open by themselves, and their answers."""
