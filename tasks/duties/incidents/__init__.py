"""Incidents with personal data: on record, with their 72 hours."""
