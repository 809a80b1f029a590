"""The workbook of a meeting's papers changes the pack, and who comes for one item."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forum.guests.sheet import check_guests
from forum.text.problem import Problem
from tasks.documents.papers.pack_workbook import read_guest_rows
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.outsiders import Outsider
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.guests.invite_guest import end_invitation, invite_guest
from tasks.duties.papers.ask_for_release import guests_in_pack, pack_name
from tasks.duties.papers.change_pack import arrange_pack_by_workbook
from tasks.register.meetings import planned_meeting
from tasks.register.papers import agenda_items


def change_by_workbook(work: UnitOfWork, reference: str, content: bytes) -> tuple[str, ...]:
    """Change the pack of a meeting and its guests as the workbook says, and return what is different.

    Everything is changed or nothing is: WorkbookRefused then lists every faulty cell of both, and has the
    workbook with them marked. Another Problem says why it was not even looked at.
    """
    changed: list[str] = []
    faults: list[str] = []
    steps: Sequence[Callable[[UnitOfWork, str, bytes], Sequence[str]]] = (
        _change_guests,
        arrange_pack_by_workbook,
    )
    for step in steps:
        try:
            changed += step(work, reference, content)
        except Problem as problem:
            if not problem.faults:
                raise
            faults += [fault for fault in problem.faults if fault not in faults]
    if faults:
        wrong = Problem("The pack is as it was: the workbook has cells to correct.", faults)
        raise refusal_with_marks(wrong, content, pack_name(reference), work.office.limited)
    return tuple(changed)


def _change_guests(work: UnitOfWork, reference: str, content: bytes) -> Sequence[str]:
    forum, meeting = forum_of_meeting(work, planned_meeting(work.session, reference).id)
    read = work.office.limited.run(read_guest_rows, content, reference)
    if read is None:
        return ()
    items = [item.number for item in agenda_items(work.session, meeting.id) if item.part == 1]
    changes = check_guests(guests_in_pack(forum, meeting), items, *read)
    for guest in changes.ended:
        end_invitation(work, reference, guest.name, item=guest.item)
    for guest in changes.invited:
        invited = Outsider(guest.name, guest.address, guest.organisation)
        invite_guest(work, reference, guest.item, invited)
    return (
        *(f"Item {guest.item}: {guest.name} is no guest any more." for guest in changes.ended),
        *(f"Item {guest.item}: {guest.name} is a guest." for guest in changes.invited),
    )
