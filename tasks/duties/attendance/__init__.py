"""Attendance reviewed after a meeting."""
