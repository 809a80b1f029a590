"""Attendance before a meeting: invitations, apologies, deputies, and the quorum forecast."""
