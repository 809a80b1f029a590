"""What is written of a board's beginning: the workbook, the policy file, the members' workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from config.wiring import calendar
from forum.calendar.steps import StepKind
from forum.calendar.timetable import foresee_meetings
from forum.members.membership import Role
from forum.terms.policy import Policy
from forum.terms.reading.limits import AGENDA, MINUTES, PAPERS
from forum.terms.reading.rules import OFTEN, RULE
from forum.text.cells import parse_date
from forum.text.checks import folded
from forum.text.wording import capital, long_date
from mase.options import content_of, replace_file
from rehearsals.beginning.answers import WORKBOOK, Beginning
from tasks.documents.beginning.workbook import NO, DueForMeeting, write_begun
from tasks.documents.members.person_cells import SEATED, Entry
from tasks.documents.members.workbook import write_members
from tasks.documents.terms.policy_file import policy_text

READY = "ready"
_STEPS: Mapping[StepKind, str] = {
    StepKind.AGENDA_AGREED: AGENDA,
    StepKind.PAPERS_OUT: PAPERS,
    StepKind.MINUTES_OUT: MINUTES,
}
_OURS, _ANSWERED = "our own way of working", "your answer"


def write_begun_workbook(begun: Beginning, folder: Path) -> None:
    """Write the workbook in the folder, with every answer so far."""
    title = f"Beginning: {begun.terms.name or 'your group'}"
    due, not_kept = tuple(_due(begun)), begun.terms.not_kept
    content = write_begun(title, begun.readings, begun.asked, begun.people, due, not_kept, begun.faults)
    replace_file(folder / WORKBOOK, content)


def _due(begun: Beginning) -> Iterator[DueForMeeting]:
    """Yield what is due in the first year, meeting by meeting, each with the sentence that sets its day."""
    policy, today = begun.policy, begun.today
    has_days = all(answer or each.proposal for each, answer in begun.asked if each.path == RULE)
    if policy is None or not has_days:
        return
    read = (reading for reading, verdict in begun.readings if verdict.settles(reading) != "")
    sets = {reading.path: reading.clause for reading in read}
    rule, first = sets.get(RULE) or sets.get(OFTEN), max(today, policy.group.go_live)
    year = dt.timedelta(days=365)
    for meeting in foresee_meetings(policy, calendar(policy), first, first + year, today):
        said = (rule.sentence, rule.cited) if rule else (_ANSWERED, "own")
        yield DueForMeeting(meeting.reference, "Meeting", long_date(meeting.date), *said)
        for step in (line.step for line in meeting.steps):
            if step.deadline:
                path = _STEPS.get(StepKind(step.kind))
                sentence = sets[path].sentence if path in sets else _ANSWERED if path else _OURS
                what, day = capital(str(step.kind)), long_date(step.deadline)
                yield DueForMeeting(meeting.reference, what, day, sentence, step.clause)


def write_ready(begun: Beginning, folder: Path) -> tuple[Path, Path]:
    """Write the policy file, with the whole terms beside it, and the members' workbook."""
    assert begun.policy
    group = begun.policy.group
    code, source = group.code.lower(), begun.given.terms_file
    settings = {**begun.settings, "group": dict(begun.settings["group"])}
    if source.suffix.lower() in (".docx", ".pdf"):
        settings["group"]["terms"] = f"{code}-terms-of-reference{source.suffix.lower()}"
        replace_file(folder / READY / settings["group"]["terms"], content_of(source))
    full = {name: value for name, value in begun.policy.model_dump().items() if name not in settings}
    text = policy_text({**full, **settings}, f"The terms of reference of the {group.name} as data.")
    policy, members = folder / READY / f"{code}.toml", folder / READY / f"members-{code}.xlsx"
    replace_file(policy, text.encode())
    rows = _members(begun, begun.policy)
    replace_file(members, write_members(rows, f"Members: {group.name}", begun.policy.marking))
    return policy, members


def _members(begun: Beginning, policy: Policy) -> Mapping[str, list[Sequence[object]]]:
    """The rows of the members' workbook: seats, people once each, and their appointments."""
    kept = [entry for entry, right in begun.people if right != NO]
    people: dict[str, Entry] = {}
    for entry in kept:
        known = people.get(folded(entry.name), entry)
        people[folded(entry.name)] = known.with_more(
            address=entry.address,
            phone=entry.phone,
            organisation=entry.organisation,
            job_title=entry.job_title,
        )
    none, seats = None, policy.seats
    return {
        "Seats": [(none, seat.name, seat.name, seat.short_name) for seat in seats],
        "People": [
            (none, each.name, each.job_title, each.organisation, each.address, none, each.phone)
            for each in people.values()
        ],
        "Appointments": [row for entry in kept for row in _appointments(entry, kept, policy, begun.today)],
    }


def _appointments(
    entry: Entry, kept: Sequence[Entry], policy: Policy, today: dt.date
) -> Iterator[Sequence[object]]:
    """Yield the appointments of a row: one of its role, and of a Chair who fills a seat another."""
    since, until = (parse_date(text, today) if text else None for text in (entry.since, entry.until))
    first = since if since and since > policy.group.go_live else None
    member = next((one.name for one in kept if one.seat == entry.seat and one.role is Role.CORE), "")
    assert entry.role
    seat = entry.seat if entry.role in SEATED else ""
    deputises_for = member if entry.role is Role.DEPUTY else ""
    yield entry.name, seat, entry.role.value, first, until, deputises_for
    if entry.seat and entry.role in (Role.CHAIR, Role.DEPUTY_CHAIR):
        yield entry.name, entry.seat, Role.CORE.value, first, until
