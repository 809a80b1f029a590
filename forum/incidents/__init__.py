"""Incidents with personal data, such as a letter that reached the wrong person."""
