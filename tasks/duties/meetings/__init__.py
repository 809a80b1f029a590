"""Meetings planned, called, moved and cancelled."""
