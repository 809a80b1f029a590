"""The office: what every duty works with. It is put together in ``config.wiring`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from forum.calendar.working_days import WorkingDays
from forum.task_groups.commission import commission_of
from forum.task_groups.lighter_policy import lighter_policy
from forum.terms.policy import Policy
from forum.text.problem import Problem
from tasks.documents.conversion.libreoffice import Converter
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.limited.runner import DirectRunner, Runner
from tasks.register.database.clock import Clock
from tasks.register.database.register import Register
from tasks.register.groups import pause_in_words
from tasks.register.tables import GroupRow

if TYPE_CHECKING:
    from tasks.documents.word.print_document import DocumentPrinter


class WholeTerms(NamedTuple):
    """The document with the whole terms of reference of a group, as its board wrote them."""

    suffix: str  # ".docx" or ".pdf"
    content: bytes


@dataclass(frozen=True)
class Office:
    """Policies and calendars are found by the policy's code, which a group's row names. So are the printers
    of groups whose letters come from a mailbox of their own, or from templates of their own. ``limited`` runs
    the reading of what strangers sent."""

    register: Register
    policies: Mapping[str, Policy]
    calendars: Mapping[str, WorkingDays]
    letters: LetterPrinter
    documents: DocumentPrinter
    clock: Clock
    whole_terms_files: Mapping[str, bytes] = field(default_factory=dict)  # that policies name, by file name
    converter: Converter | None = None  # turns Office files into PDF, where the machine has LibreOffice
    ops_address: str = ""  # of those who run the service
    largest_letter: int = 35_000_000  # bytes as they travel
    limited: Runner = field(default_factory=DirectRunner)
    files_waiting: tuple[str, ...] = ()  # templates and policies changed on disk, which nobody has approved
    own_letters: Mapping[str, LetterPrinter] = field(default_factory=dict)
    own_documents: Mapping[str, DocumentPrinter] = field(default_factory=dict)
    backups: Path | None = None  # the folder of the backups, where any are made
    paused: tuple[str, ...] = ()  # a sentence for each group that is paused, and one for faulty policies
    _lighter: dict[tuple[str, str], Policy] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def policy(self, group: GroupRow) -> Policy:
        """The terms of reference that rule a group; of a task group its parent's, as its commission has them.
        Raises Problem where no approved policy has them."""
        if group.policy not in self.policies:
            raise Problem(pause_in_words(group))
        if group.commission is None:
            return self.policies[group.policy]
        key = group.policy, group.commission
        if key not in self._lighter:
            self._lighter[key] = lighter_policy(self.policies[group.policy], commission_of(group.commission))
        return self._lighter[key]

    def letters_of(self, group: GroupRow) -> LetterPrinter:
        """Return the printer of a group's letters."""
        return self.own_letters.get(group.policy, self.letters)

    def documents_of(self, group: GroupRow) -> DocumentPrinter:
        """Return the printer of a group's documents."""
        return self.own_documents.get(group.policy, self.documents)

    def mailbox_of(self, group: GroupRow) -> str:
        """Return the address of a group's own mailbox; empty where its letters come from the service's."""
        policy = self.policies.get(group.policy)
        return policy.group.mailbox if policy else ""

    def carries(self, mailbox: str, group: GroupRow) -> bool:
        """Say whether a group's mail comes and goes by the mailbox with that address."""
        own = {policy.group.mailbox for policy in self.policies.values()}
        return self.mailbox_of(group) == (mailbox.lower() if mailbox.lower() in own else "")

    def whole_terms(self, group: GroupRow) -> WholeTerms | None:
        """A group's whole terms of reference; None where its policy names no file, or it is not there."""
        name = self.policy(group).group.terms
        content = self.whole_terms_files.get(name)
        return WholeTerms(PurePath(name).suffix, content) if content is not None else None

    def days(self, group: GroupRow) -> WorkingDays:
        """The working days of a group."""
        return self.calendars[group.policy]
