"""The policies in use: those that a person approved, whatever stands in their files.

Take the terms of a group's policy into the register, on the unit's word. Give a group another code: its
people, meetings and record stay, and new references have the new code. Compare the groups in the register
with their policies: seats, go-live, the figures of open steps, and the days of meetings.

Once a group is set up the register rules: a changed policy file reaches its seats, its go-live date and the
steps that are open in no other way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.boards import steps
from forum.calendar.steps import figures_of
from forum.calendar.working_days import WorkingDays
from forum.terms.faults import Fault
from forum.terms.parts import members as terms
from forum.terms.policy import Policy, PolicyFiles, read_policy_files
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import count, listed, long_date
from tasks.documents.templates.template_files import POLICIES, read_template_terms
from tasks.documents.terms.policy_file import with_code
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.meetings.hold_instead import meetings_off_rule
from tasks.duties.meetings.replan import meetings_with_open_steps, replan_steps
from tasks.duties.outbox.approve_files import (
    FilesInUse,
    Kind,
    WaitingFile,
    approve_at_first,
    approve_files,
    files_in_use,
    is_policy,
    refuse_code_of_references,
)
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import group_by_code, groups, pause_in_words, seat_rows_of
from tasks.register.other_bodies import known_dates
from tasks.register.tables import GroupRow, MeetingRow, SeatRow, TaskGroupRow


@dataclass(frozen=True)
class PoliciesInUse:
    """The policies in use by their groups' codes, the documents that they name by file name, the ``faults``
    of policies that can't be used, and the files on disk that wait for a person."""

    policies: Mapping[str, Policy]
    documents: Mapping[str, bytes]
    faults: tuple[str, ...]
    waiting: tuple[WaitingFile, ...]


def policies_in_use(
    register: Register,
    folder: Path,
    in_place: Mapping[str, bytes] = MappingProxyType({}),
    *,
    only_look: bool = False,
) -> PoliciesInUse:
    """The policies as they were approved, with the contents ``in_place`` of the approved ones, by path.

    In a register that has never known any, those of the folder that can be used are taken in, which is
    audited; ``only_look`` leaves the register as it is.
    """
    on_disk, read = _read(folder)
    files = files_in_use(register, Kind.POLICIES, on_disk)
    if files is None:
        usable = {path: on_disk[path] for path in on_disk if path in read.by_name or not is_policy(path)}
        files = FilesInUse(usable)
        if usable and not only_look:
            approve_at_first(register, Kind.POLICIES, usable)
    contents = {**files.contents, **in_place}
    if contents != on_disk:
        read = read_policy_files({path: content for path, content in contents.items() if is_policy(path)})
    return PoliciesInUse(read.policies, _documents(contents, read), read.faults, files.waiting)


def _read(folder: Path) -> tuple[dict[str, bytes], PolicyFiles]:
    """The policies of a folder, and the documents that they name, by path; and the policies as they read."""
    contents = read_template_terms(folder, (file.name for file in folder.glob("*.toml")))
    read = read_policy_files(contents)
    return contents | read_template_terms(folder, _named(read)), read


def _named(read: PolicyFiles) -> set[str]:
    return {policy.group.terms for policy in read.policies.values() if policy.group.terms}


def _documents(contents: Mapping[str, bytes], read: PolicyFiles) -> dict[str, bytes]:
    found = {name: contents.get(f"{POLICIES}/{name}") for name in _named(read)}
    return {name: content for name, content in found.items() if content is not None}


@dataclass(frozen=True)
class RenamedFiles:
    """The policy files of a group that is renamed, by path: the contents to ``approve``, None for a file that
    is no more, and those to ``write`` in their folder."""

    approve: Mapping[str, bytes | None]
    write: Mapping[str, bytes]


def group_to_rename(session: Session, old: str, new: str) -> GroupRow:
    """Return the group that can have the code ``new``. Raises Problem for a group that has ended, for a task
    group, and for a code that another group has or had."""
    group = group_by_code(session, old)
    if group.ended is not None:
        raise Problem(f"Group {group.code} ended on {long_date(group.ended)}, and keeps its code.")
    if group.commission is not None:
        raise Problem(f"{group.code} is a task and finish group, which keeps the code of its page.")
    proposed = session.scalar(select(TaskGroupRow.id).where(TaskGroupRow.code == new))
    if proposed or new in {row.code for row in groups(session)}:
        raise Problem(f"There is a group {new} already. Give another code.")
    refuse_code_of_references(session, new, of=group)
    return group


def rename_group(tx: Transaction, old: str, new: str, files: RenamedFiles) -> None:
    """Give a group, and its policy, the code ``new``; references that it has stay as they were printed.

    Raises Problem as ``group_to_rename`` does, and for a policy of that code that can't be used.
    """
    group = group_to_rename(tx.session, old, new)
    was = group.code
    for row in groups(tx.session):
        if row.policy == was:  # its task groups have its policy too
            row.policy = new
    group.code = new
    tx.session.flush()
    approve_files(tx, files.approve)
    tx.audit("group renamed", group=group.id, was=was, to=new)


def renamed_files(register: Register, folder: Path, old: str, new: str) -> RenamedFiles:
    """Return the policy file of a group with its new code: the approved terms, and the file on disk where it
    has the old code still; where it lies under another name with the new code, that name.

    Other changes of the file wait for a person as before. A group without an approved policy takes the file
    of the new code. Raises Problem where there is none, and for a file that can't be used.
    """
    on_disk = read_template_terms(folder, (file.name for file in folder.glob("*.toml")))
    in_use = files_in_use(register, Kind.POLICIES, on_disk) or FilesInUse(on_disk)
    approved = {path: content for path, content in in_use.contents.items() if is_policy(path)}
    at, was_at = _path_of(on_disk, new), _path_of(approved, old)
    if was_at is None:
        if at is None:
            raise Problem(
                f"No policy of {old} is approved, and none in {folder} has the code {new}. Put its file "
                "there and try again."
            )
        return RenamedFiles({at: on_disk[at]}, {})
    if at is None and was_at in on_disk and _path_of(on_disk, old) != was_at:
        raise Problem(f"{was_at} can’t be used as it is. Correct it first: mase check says what is wrong.")
    content = with_code(approved[was_at], new)
    write = {was_at: with_code(on_disk[was_at], new)} if at is None and was_at in on_disk else {}
    moved = {was_at: None} if at not in (None, was_at) else {}
    return RenamedFiles({**moved, at or was_at: content}, write)


def _path_of(contents: Mapping[str, bytes], code: str) -> str | None:
    policies = read_policy_files(contents).by_name
    return next((path for path, policy in policies.items() if policy.group.code == code), None)


Pair = tuple[terms.Seat | None, SeatRow | None]


@dataclass(frozen=True)
class TermsCompared:
    """The register beside the policies: ``faults`` stop a quorum, ``notes`` wait for a word, and ``paused``
    says which groups are."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paused: list[str] = field(default_factory=list)


def compare_terms(
    session: Session, policies: Mapping[str, Policy], calendars: Mapping[str, WorkingDays], today: dt.date
) -> TermsCompared:
    """Compare every group with its policy, a line for each difference and each meeting off the rule."""
    compared = TermsCompared()
    for group in groups(session):
        terms = policies.get(group.policy)
        if group.ended is not None:
            continue
        if terms is None:
            compared.paused.append(pause_in_words(group))
            continue
        if group.commission is not None:  # no file has the terms of a task group
            continue
        seats = {name for row in present_seats(session, group.id) for name in (row.name, row.short_name)}
        compared.faults.extend(
            f"{group.code}: the quorum needs “{name}”, and the register has no such seat. Correct its name "
            "in the policy or in the members’ workbook, or take the policy’s seats: mase policy apply"
            for name in terms.quorum.named_seats
            if name not in seats
        )
        compared.faults.extend(
            f"{group.code}: {fault}" for fault in changes_in_the_past(session, group, terms, today)
        )
        compared.notes.extend(f"{group.code}: {line}" for line in differences(session, group, terms))
        days = calendars[group.policy]
        compared.notes.extend(
            f"{group.code}: off the meeting rule: {meeting}"
            for meeting in meetings_off_rule(session, group.id, terms, days, today)
        )
    return compared


def changes_in_the_past(session: Session, group: GroupRow, terms: Policy, today: dt.date) -> Sequence[Fault]:
    """Return the boards' dates in a policy that would change what has passed for a group (own rule)."""
    if not terms.bodies:
        return ()
    known = known_dates(session, [group.id])[group.id]
    return list(steps.changes_of_the_past(terms, known, today))


def refuse_changes_of_the_past(session: Session, group: GroupRow, terms: Policy, today: dt.date) -> None:
    """Raise Problem for a policy that would change what has passed for a group."""
    if faults := changes_in_the_past(session, group, terms, today):
        raise Problem(
            f"The policy would change the past of {group.code}. Put its dates right and try again; "
            "nothing has been changed.",
            [str(fault) for fault in faults],
        )


def differences(session: Session, group: GroupRow, terms: Policy) -> list[str]:
    """Return a line for each difference between a group in the register and its policy, "register → policy".

    A present name that the members' workbook gave a seat is no difference: the policy has the name of the
    terms.
    """
    lines = []
    if group.go_live != terms.group.go_live:
        lines.append(f"go-live: {group.go_live} → {terms.group.go_live}")
    for seat, row in paired_seats(session, group.id, terms):
        if seat is None or row is None:
            lines.append(f"seat: {row.name if row else 'nothing'} → {seat.name if seat else 'nothing'}")
        else:
            lines += [
                f"seat {row.name}: {was} → {now}"
                for was, now in ((row.name, seat.name), (row.short_name, seat.short_name))
                if was != now
            ]
    if outdated := planned_otherwise(session, group, terms):
        lines.append(f"open steps planned by other figures: {listed(row.reference for row in outdated)}")
    return lines


def present_seats(session: Session, group_id: UUID) -> list[SeatRow]:
    """Return the seats of a group that are not abolished, nor to be, in their order."""
    return [row for row in seat_rows_of(session, group_id) if row.abolished is None]


def paired_seats(session: Session, group_id: UUID, terms: Policy) -> Iterator[Pair]:
    """Yield each seat of the policy with its row, by name and else by short name, and rows without a seat.
    None stands for what is not there."""
    rows = present_seats(session, group_id)
    by_name = {folded(row.name): row for row in rows}
    by_short_name = {folded(row.short_name): row for row in rows}
    named = {folded(seat.name) for seat in terms.seats}
    left = {row.id: row for row in rows}
    for seat in terms.seats:
        row = by_name.get(folded(seat.name))
        if row is None:
            renamed = by_short_name.get(folded(seat.short_name))
            row = renamed if renamed is not None and folded(renamed.name) not in named else None
        if row is not None:
            left.pop(row.id, None)
        yield seat, row
    for row in left.values():
        yield None, row


def planned_otherwise(session: Session, group: GroupRow, terms: Policy) -> Sequence[MeetingRow]:
    """Return the meetings with open steps that were planned by other figures than the policy's. Those from
    before figures were kept count as planned by these."""
    figures = figures_of(terms)
    return [
        meeting
        for meeting in meetings_with_open_steps(session, group.id)
        if meeting.figures not in (None, figures)
    ]


def take_terms(work: UnitOfWork, group_id: UUID) -> None:
    """Take the seats and the go-live date of a group's policy into the register, and plan its open steps by
    the policy's figures.

    A seat of another name is the seat with the same short name; any other is new from today. A seat that the
    policy has no more is abolished from today. Raises Problem, changing nothing, while somebody is appointed
    to such a seat.
    """
    forum = group_context(work, group_id)
    group, terms = forum.group, forum.policy
    changes = len(differences(work.session, group, terms))
    pairs = list(paired_seats(work.session, group_id, terms))
    no_more = [row for seat, row in pairs if seat is None and row is not None]
    _refuse_seats_with_people(forum, no_more)
    was, group.go_live = group.go_live, terms.group.go_live
    for abolished in no_more:
        abolished.abolished = forum.on
    for seat, row in pairs:
        if seat is not None and row is None:
            _add_seat(forum, seat)
        elif seat is not None and row is not None:
            _rename(row, seat)
            row.created = group.go_live if row.created == was else row.created
    for meeting in planned_otherwise(work.session, group, terms):
        replan_steps(forum, meeting)
    work.audit("terms taken", group=group_id, changes=changes)


def _add_seat(forum: GroupContext, seat: terms.Seat) -> None:
    session, group = forum.tx.session, forum.group
    session.add(
        SeatRow(
            group_id=group.id,
            number=max((row.number for row in seat_rows_of(session, group.id)), default=0) + 1,
            name=seat.name,
            present_name=seat.name,
            short_name=seat.short_name,
            created=max(forum.on, group.go_live),
        )
    )
    session.flush()


def _rename(row: SeatRow, seat: terms.Seat) -> None:
    if row.present_name == row.name:
        row.present_name = seat.name
    row.name, row.short_name = seat.name, seat.short_name


def _refuse_seats_with_people(forum: GroupContext, rows: Sequence[SeatRow]) -> None:
    held = {row.name: _people_from(forum, row.id, forum.on) for row in rows}
    faults = [f"{name}: {count(number, 'appointment')}" for name, number in held.items() if number]
    if faults:
        raise Problem(
            f"People are appointed to seats that the policy of {forum.group.code} has no more. End their "
            "appointments the day before (mase member leave, or the members’ workbook), or have the policy "
            "name the seats by their old names or short names. Nothing has been changed.",
            faults,
        )


def _people_from(forum: GroupContext, seat: UUID, day: dt.date) -> int:
    return sum(
        appointment.seat_id == seat and (appointment.last is None or appointment.last >= day)
        for appointment in forum.membership.appointments
    )
