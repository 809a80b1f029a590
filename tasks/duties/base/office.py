"""The office: what every duty works with. It is put together in ``config.wiring`` alone.

Letters and files rendered before a transaction, so that it keeps no other writer waiting for them. The
unit of work: what a duty is given to change the register with, kept as a whole or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.task_groups.commission import commission_of
from forum.task_groups.stages import lighter_policy
from forum.terms.policy import Policy
from forum.text.problem import Problem
from tasks.documents.conversion import Converter
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.limited.runner import DirectRunner, Runner
from tasks.register.database.clock import Clock
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import pause_in_words
from tasks.register.tables import GroupRow

if TYPE_CHECKING:
    from tasks.documents.word.print_document import DocumentPrinter

Value = TypeVar("Value", bound=Hashable)
Result = TypeVar("Result")


class Rendered:
    """What was rendered, by the values that it was rendered from.

    A transaction reads the values once more. What has changed since is rendered anew.
    """

    def __init__(self) -> None:
        self._results: dict[tuple[Callable[..., object], Hashable], Any] = {}

    def render(self, how: Callable[[Value], Result], value: Value) -> Result:
        """Return what ``how`` makes of a value, made once."""
        if (how, value) not in self._results:
            self._results[how, value] = how(value)
        result: Result = self._results[how, value]
        return result


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
    public: Path | None = None  # the folder of the machine in which groups have theirs for the public
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


@dataclass(frozen=True, kw_only=True)
class UnitOfWork(Transaction):
    """A transaction with the office in which it goes on, and the day for which the work is done.

    ``as_of`` is today, or the day on which a flow was to run. ``rendered`` has the letters and files that
    were rendered before.
    """

    office: Office
    as_of: dt.date
    rendered: Rendered = field(default_factory=Rendered)

    def for_day(self, day: dt.date | None) -> Self:
        """The same unit of work for what somebody said on an earlier day; today without one."""
        return replace(self, said_on=day, as_of=day or self.at.date())


@contextmanager
def unit_of_work(
    office: Office,
    by: str,
    as_of: dt.date | None = None,
    groups: Collection[UUID] = (),
    rendered: Rendered | None = None,
    *,
    locks_last: bool = False,
) -> Iterator[UnitOfWork]:
    """Open a transaction for duties, audited under the name ``by``; ``as_of`` is today unless given.

    It is for these ``groups``, and for all of the service without them. Raises StaleError as
    ``Register.transaction`` does.
    """
    with office.register.transaction(by, groups, locks_last=locks_last) as tx:
        day = as_of or tx.at.date()
        yield UnitOfWork(
            tx.session, tx.actor, tx.at, office=office, as_of=day, rendered=rendered or Rendered()
        )


@contextmanager
def read_only(office: Office, by: str, as_of: dt.date | None = None) -> Iterator[UnitOfWork]:
    """A unit of work to look with: nothing that is changed in it is kept."""
    with office.register.reading() as session:
        now = office.clock.now()
        yield UnitOfWork(session, by, now, office=office, as_of=as_of or now.date())
