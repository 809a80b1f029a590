"""The base of every duty: the office, a group on a day, a letter written."""
