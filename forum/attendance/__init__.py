"""Invitations to a meeting, its quorum and the forecast of it, and attendance."""
