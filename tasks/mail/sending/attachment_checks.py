"""Checks of attachments at the moment of sending: approved, current, and for the recipient to read.

The conditions of a letter name its attachments, see ``forum.outbox.conditions``.
"""

from __future__ import annotations

from uuid import UUID

from forum.guests.slots import may_guest_read
from forum.minutes.states import MinutesState
from forum.outbox.states import State
from forum.papers.papers import Paper, PaperState, is_circulated, may_read
from forum.text.problem import Problem
from tasks.mail.sending.guest_checks import guest_of_letter
from tasks.mail.sending.moment_of_sending import SendingContext, Stop, questions_asked
from tasks.register.members.guests import slot_now
from tasks.register.tables import DispatchRow, MeetingDocumentRow, PackFileRow


def approval_still_current(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the attached edition is the approved and newest one, and part 2 for a recipient who may read
    it.

    Minutes that the next meeting has confirmed lapse: they go with the next meeting's own.
    """
    for id in row.conditions.approved:
        document = context.row(MeetingDocumentRow, id)
        if document is None:
            return Stop(State.HELD, "A document it should bring is no longer in the register.")
        members = context.membership(row.group_id)
        if document.part == 2 and not members.may_read_part_two(row.person_id, context.as_of):
            return Stop(State.HELD, f"The recipient may not read part 2 of the {document.kind}.")
        newest = context.newest_edition(document)
        is_replaced = document.edition != newest.edition
        if is_replaced and newest.state == MinutesState.CONFIRMED and row.meeting_id == newest.meeting_id:
            return Stop(State.LAPSED, "The minutes have been confirmed since, and go with the next ones.")
        if is_replaced or document.sha256 not in _attached(row):
            return Stop(State.HELD, f"What is attached is not the current {document.kind}.")
    return None


def may_still_read_part_two(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient of a letter with part 2 may still read it; its questions are asked anew."""
    if not row.conditions.part_two:
        return None
    if context.membership(row.group_id).may_read_part_two(row.person_id, context.as_of):
        return None
    reason = "The recipient may no longer read part 2; it is written again without it."
    return Stop(State.LAPSED, reason, ask_again=questions_asked(row))


def late_papers_are_for_the_reader(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient may read each late paper that the letter asks leave for, in its current
    version.

    Otherwise the letter's questions are asked anew without that paper.
    """
    members = context.membership(row.group_id)
    for paper in (context.paper(id) for id in row.conditions.late):
        is_current = paper and paper.document in _attached(row)
        if not (paper and is_current and may_read(paper, members, row.person_id, context.as_of)):
            reason = "A late paper with it is not the current one, or not for the recipient any more."
            return Stop(State.LAPSED, reason, ask_again=questions_asked(row))
    return None


def papers_still_meant_for_the_reader(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each paper still goes out, is attached as it is now, and may be read by the recipient."""
    for id in row.conditions.papers:
        paper = context.paper(id)
        if paper is None:
            return Stop(State.HELD, "A paper it should bring is no longer in the register.")
        if paper.state is PaperState.WITHDRAWN:
            return Stop(State.HELD, f"The paper for item {paper.item_number} has been withdrawn.")
        if not _may_read(paper, row, context):
            return Stop(State.HELD, f"The recipient may not read the paper for item {paper.item_number}.")
        if paper.document not in _attached(row):
            return Stop(
                State.HELD, f"What is attached is not the current paper for item {paper.item_number}."
            )
        if not is_circulated(paper) and paper.state is not PaperState.TABLED:
            return Stop(State.HELD, f"The paper for item {paper.item_number} does not go out any more.")
    return None


def one_file_holds_only_what_the_reader_may_read(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each paper in the pack's one file is current, of part 1, and for the recipient."""
    if row.conditions.one_file is None:
        return None
    file = context.row(PackFileRow, row.conditions.one_file)
    if file is None or file.sha256 not in _attached(row):
        return Stop(State.HELD, "What is attached is not the pack’s one file.")
    for bound in file.papers:
        paper = context.paper(UUID(bound["paper"]))
        if paper is None or not is_circulated(paper) or paper.document != bound["document"]:
            return Stop(State.HELD, "A paper in the pack’s one file is not the current one.")
        members = context.membership(row.group_id)
        if paper.is_restricted or not may_read(paper, members, row.person_id, context.as_of):
            return Stop(
                State.HELD,
                f"The recipient may not read the paper for item {paper.item_number} in the one file.",
            )
    return None


def attachments_are_those_approved(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each attachment is in the register, with the SHA-256 under which it was queued."""
    try:
        for sha256 in _attached(row):
            context.document(sha256)
    except Problem as problem:
        return Stop(State.HELD, problem.sentence)
    return None


def _may_read(paper: Paper, row: DispatchRow, context: SendingContext) -> bool:
    """Say whether the recipient may read a paper: as one of the group, or as a guest for its item."""
    if guest := guest_of_letter(row, context):
        slot = slot_now(context.session, guest)
        return slot is not None and may_guest_read(paper, slot.item.number)
    return may_read(paper, context.membership(row.group_id), row.person_id, context.as_of)


def _attached(row: DispatchRow) -> list[str]:
    return [attachment["sha256"] for attachment in row.attachments]
