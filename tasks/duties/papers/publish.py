"""The folder with what the public may see of a group: agenda, papers and minutes of part 1, and its terms
(own rule).

It is made what the register says: what is new or corrected is written, what is gone is taken out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.meetings import NOT_HELD
from forum.letters.questions import DeskTask
from forum.minutes import OUT, MinutesState
from forum.papers.papers import KEPT_FROM_THE_PUBLIC
from forum.text.dates import months_after
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.papers.file_paper import paper_name
from tasks.register.documents import MINUTES, fetch, latest_editions, name_of, sha256_of
from tasks.register.groups import Groups, groups_under
from tasks.register.meetings import planned_from
from tasks.register.papers import circulated_agenda, paper_rows, paper_value
from tasks.register.tables import GroupRow, MeetingRow, PaperRow

MINUTES_SHOWN = {
    "once they are out": OUT,
    "once they are confirmed": frozenset({MinutesState.CONFIRMED}),
    "never": frozenset[MinutesState](),
}


def groups_to_publish(office: Office, session: Session, on: dt.date, only: Groups) -> list[UUID]:
    """Groups of which the folders for the public don't hold what the register says."""
    groups = groups_under(session, office.policies, only) if office.public else []
    return [group.id for group in groups if _public(office, session, group, on) != _present(office, group)]


def publish(work: UnitOfWork, group_id: UUID) -> None:
    """Make the group's folder what the register says, and take out what stands of it in another.

    Raises Problem where a folder can't be written.
    """
    forum = group_context(work, group_id)
    public = _public(work.office, work.session, forum.group, forum.on)
    present = _present(work.office, forum.group)
    gone = present.keys() - public.keys()
    terms = dict(_terms(work.office, forum.group))
    new = [file for file, sha256 in public.items() if present.get(file) != sha256]
    try:
        for file in gone:
            file.unlink(missing_ok=True)
        for file in new:
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(f"{file.name}.part")
            part.write_bytes(terms.get(public[file]) or fetch(work.session, public[file]))
            part.replace(file)
    except OSError as error:
        raise Problem(
            f"{error.filename} can’t be written: {error.strerror}. Make it the service’s own."
        ) from error
    work.audit("public folder", group=group_id, documents=[public[file] for file in new], taken_out=len(gone))


def _present(office: Office, group: GroupRow) -> Mapping[Path, str]:
    """Return what stands of the group in any folder for the public, each file with its SHA-256."""
    assert office.public is not None
    files = office.public.glob(f"*/{office.policy(group).group.code}-*")
    return {file: sha256_of(file.read_bytes()) for file in files if file.is_file()}


def _public(office: Office, session: Session, group: GroupRow, on: dt.date) -> Mapping[Path, str]:
    """Return what the public may see of the group on a day, each file with its SHA-256."""
    rule = office.policy(group).publication
    if not (office.public and rule.folder):
        return {}
    meetings = session.scalars(
        select(MeetingRow).where(
            MeetingRow.group_id == group.id,
            MeetingRow.date > months_after(on, -rule.shown_months),
            MeetingRow.state.not_in(NOT_HELD),
        )
    )
    folder, whole = office.public / rule.folder, office.whole_terms(group)
    public = {
        folder / name: sha256
        for meeting in meetings
        for name, sha256 in _of_meeting(session, meeting, MINUTES_SHOWN[rule.minutes])
    }
    if rule.terms and whole:
        public[folder / f"{group.code}-terms-of-reference{whole.suffix}"] = sha256_of(whole.content)
    return public


def _terms(office: Office, group: GroupRow) -> Iterator[tuple[str, bytes]]:
    """Yield the whole terms of the group, where there are any, by their SHA-256."""
    if whole := office.whole_terms(group):
        yield sha256_of(whole.content), whole.content


def _of_meeting(
    session: Session, meeting: MeetingRow, minutes_shown: frozenset[MinutesState]
) -> Iterator[tuple[str, str]]:
    if agenda := circulated_agenda(session, meeting.id, 1):
        yield name_of(session, agenda.sha256), agenda.sha256
        for paper, number, reasons in _papers(session, meeting):
            if paper.document and not reasons:
                ending = name_of(session, paper.document).rpartition(".")[2]
                yield paper_name(meeting.reference, number, ending), paper.document
    for row in latest_editions(session, meeting.id, MINUTES):
        if row.part == 1 and row.state in minutes_shown:
            yield name_of(session, row.sha256), row.sha256


def _papers(session: Session, meeting: MeetingRow) -> Iterator[tuple[PaperRow, str, list[str]]]:
    """Yield each paper that all of part 1 have, the number of its item, and what keeps it from the public."""
    for row, item in paper_rows(session, meeting.id):
        if paper_value(row, item).is_for_all:
            yield (
                row,
                item.number,
                [words for why, words in KEPT_FROM_THE_PUBLIC.items() if why in row.remarks],
            )


def papers_kept_from_public(office: Office, session: Session, on: dt.date, only: Groups) -> list[MeetingRow]:
    """Meetings to come whose agenda is public, with a paper that is not."""
    codes = [code for code, policy in office.policies.items() if policy.publication.folder]
    return [
        meeting
        for group in (groups_under(session, codes, only) if office.public else [])
        for meeting in planned_from(session, group.id, on)
        if circulated_agenda(session, meeting.id, 1)
        and any(reasons for *_, reasons in _papers(session, meeting))
    ]


def what_to_do_about_them(forum: GroupContext, meetings: Sequence[MeetingRow]) -> Iterator[DeskTask]:
    """Yield each paper that is kept from the public, and why."""
    for meeting in meetings:
        for _, number, reasons in _papers(forum.tx.session, meeting):
            if reasons:
                yield DeskTask(
                    group=forum.group.code,
                    what=f"The paper on item {number} of {meeting.reference} is not public: it has "
                    f"{listed(reasons)}.",
                    how="Ask its author for one without it, or leave the paper to members alone.",
                    by=meeting.date,
                )
