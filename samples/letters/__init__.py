"""The letters with sample data, by subject."""

from __future__ import annotations

from forum.letters.base import Letter
from samples.letters import (
    actions,
    attendance,
    boards,
    concerns,
    guests,
    inbox,
    meetings,
    members,
    minutes,
    papers,
    partnerships,
    questions,
    retention,
)

LETTERS: tuple[Letter, ...] = (
    *actions.LETTERS,
    *attendance.LETTERS,
    *boards.LETTERS,
    *guests.LETTERS,
    *inbox.LETTERS,
    *concerns.LETTERS,
    *meetings.LETTERS,
    *members.LETTERS,
    *minutes.LETTERS,
    *papers.LETTERS,
    *partnerships.LETTERS,
    *questions.LETTERS,
    *retention.LETTERS,
)
"""A letter of each kind."""
