"""The office: what every duty works with. It is put together in ``config.wiring`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forum.policy import Policy
from forum.working_days import WorkingDays
from tasks.documents.letters import LetterPrinter
from tasks.documents.word import DocumentPrinter
from tasks.register.clock import Clock
from tasks.register.register import Register


@dataclass(frozen=True)
class Office:
    """Policies and calendars are found by the policy's code, which a group's row names."""

    register: Register
    policies: Mapping[str, Policy]
    calendars: Mapping[str, WorkingDays]
    letters: LetterPrinter
    documents: DocumentPrinter
    clock: Clock
