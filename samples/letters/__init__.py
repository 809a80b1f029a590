"""The letters with sample data, by subject."""

from __future__ import annotations

from forum.letters.base import Letter
from samples.letters import actions, inbox, meetings, members, minutes, other_bodies, papers, questions

LETTERS: tuple[Letter, ...] = (
    *actions.LETTERS,
    *meetings.ATTENDANCE_LETTERS,
    *other_bodies.BOARD_LETTERS,
    *other_bodies.GUEST_LETTERS,
    *inbox.LETTERS,
    *inbox.CONCERN_LETTERS,
    *meetings.LETTERS,
    *members.LETTERS,
    *minutes.LETTERS,
    *papers.LETTERS,
    *other_bodies.PARTNERSHIP_LETTERS,
    *questions.LETTERS,
    *members.RETENTION_LETTERS,
)
"""A letter of each kind."""
