"""The office: what every duty works with. It is put together in ``config.wiring`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from forum.calendar.working_days import WorkingDays
from forum.terms.policy import Policy
from forum.text.problem import Problem
from tasks.documents.conversion.libreoffice import Converter
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.limited.runner import DirectRunner, Runner
from tasks.register.database.clock import Clock
from tasks.register.database.register import Register
from tasks.register.groups import pause_in_words
from tasks.register.tables import GroupRow


@dataclass(frozen=True)
class Office:
    """Policies and calendars are found by the policy's code, which a group's row names. ``limited`` runs the
    reading of what strangers sent."""

    register: Register
    policies: Mapping[str, Policy]
    calendars: Mapping[str, WorkingDays]
    letters: LetterPrinter
    documents: DocumentPrinter
    clock: Clock
    policy_files: Path | None = None  # the folder of the policies, and of the files that they name
    converter: Converter | None = None  # turns Office files into PDF, where the machine has LibreOffice
    ops_address: str = ""  # of those who run the service
    largest_letter: int = 35_000_000  # bytes as they travel
    limited: Runner = field(default_factory=DirectRunner)
    templates_waiting: tuple[str, ...] = ()  # files that are not as a person approved them, and are not used
    paused: tuple[str, ...] = ()  # a sentence for each group that is paused, and one for faulty policy files

    def policy(self, group: GroupRow) -> Policy:
        """The terms of reference that rule a group. Raises Problem where no policy file has them."""
        if group.policy not in self.policies:
            raise Problem(pause_in_words(group))
        return self.policies[group.policy]

    def whole_terms(self, group: GroupRow) -> Path | None:
        """The file of a group's whole terms of reference; None where its policy names none, or it is not
        there."""
        name = self.policy(group).group.terms
        file = self.policy_files / name if self.policy_files and name else None
        return file if file and file.is_file() else None

    def days(self, group: GroupRow) -> WorkingDays:
        """The working days of a group."""
        return self.calendars[self.policy(group).group.code]
