"""The terms of reference as data: every figure a forum is held to, with the clause it comes from.

Several policy files together: each group has its terms in one of them. What differs between two policies
of a group, a line for each setting.

A policy is read from a TOML file (``config/mase.toml`` is the MASE Group's). Another forum's terms are
another such file and no code.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from operator import sub
from typing import Annotated, Any

from pydantic import Field, ValidationError

from forum.terms.faults import Allowed, Fault, faults_across_tables, faults_in
from forum.terms.parts.ahead import ChallengeTerms, ForwardPlanTerms, Matters, Risks
from forum.terms.parts.calendar import FOUR_WEEKS, Budget, ListRule, Meetings, Publication, WorkingTime
from forum.terms.parts.concerns import Concerns
from forum.terms.parts.deadlines import A_MONDAY, Deadlines, LeadTimes, Limit, in_words
from forum.terms.parts.duties import (
    Actions,
    Body,
    Briefings,
    Plan,
    Reminder,
    Reports,
    Research,
    StandingItem,
    TaskGroups,
)
from forum.terms.parts.members import Chairs, Group, Members, Seat, TermsOfOffice
from forum.terms.parts.part import SATURDAY, Line, Part, asked
from forum.terms.parts.quorum import Attendance, Quorum, Votes, VotesOn
from forum.terms.parts.retention import Retention
from forum.text.problem import Problem
from forum.text.wording import count

WORDS = {
    "Part 2": "the restricted items: only those who may see them stay, and get their papers.",
    "Quorate": "enough seats are filled for the group to decide; a deputy fills a seat as well.",
    "Unconfirmed": "said of minutes until the next meeting has agreed that they are right.",
    "Discharged": "said of an action that the Chair has agreed is done.",
}
"""What a new member reads of words and abbreviations where the policy has none of its own."""


class Policy(Part):
    group: Group
    meetings: Meetings
    publication: Publication = Publication()
    working_time: WorkingTime
    deadlines: Deadlines
    lead_times: LeadTimes
    quorum: Quorum
    votes: Votes = Votes()
    votes_on: tuple[VotesOn, ...] = ()
    attendance: Attendance
    actions: Actions
    plan: Plan = Plan()
    research: Research = Research()
    briefings: Briefings = Briefings()
    task_groups: TaskGroups = TaskGroups()
    forward_plan: ForwardPlanTerms = ForwardPlanTerms()
    risks: Risks = Risks()
    challenge: ChallengeTerms = ChallengeTerms()
    matters: Matters = Matters()
    retention: Retention = Retention()
    concerns: Concerns = Concerns()
    chairs: Chairs = Chairs()
    terms_of_office: TermsOfOffice = TermsOfOffice()
    reminders: tuple[Reminder, ...] = ()
    seats: Annotated[tuple[Seat, ...], Field(min_length=1), Allowed("at least one [[seats]]")]
    standing_items: tuple[StandingItem, ...]
    objectives: dict[str, Line]
    words: dict[Line, Line] = WORDS
    boards: tuple[Line, ...]
    bodies: tuple[Body, ...] = ()
    reports: Reports = Reports()
    partnerships: tuple[Line, ...]
    marking: Annotated[
        str, Field(pattern=r"^[^\x00-\x1f\x7f]{0,60}$"), Allowed("text on one line, or empty")
    ] = asked("The protective marking of sensitive letters", "Many need none.", usual="")
    budget: Budget
    members: Members
    defaults: dict[str, Line] = Field(description="Where the terms are silent: what we do, and why.")

    def contradictions(self) -> Iterator[Fault]:
        if self.publication.folder and self.marking:
            yield Fault("publication.folder", f"a folder, and the marking {self.marking}", "one of them")
        if self.votes.by_group and not any(seat.kind for seat in self.seats):
            yield Fault("votes.by_group", "true", "true only with the kind of each seat, such as “teachers”")
        rule = self.meetings.rule
        if isinstance(rule, ListRule) and rule.dates[-1] < self.group.go_live:
            allowed = f"a day from group.go_live on, {self.group.go_live}"
            yield Fault("meetings.rule.dates", f"no later day than {rule.dates[-1]}", allowed)
        yield from _calendar_contradictions(self.meetings, self.deadlines, self.lead_times)


def _calendar_contradictions(
    meetings: Meetings, deadlines: Deadlines, lead_times: LeadTimes
) -> Iterator[Fault]:
    """Yield the faults of limits that no meeting of the rule can keep."""
    limit, record = deadlines.minutes_out, lead_times.record_due_after_meeting
    agreed, rule = lead_times.minutes_agreed_before_out, meetings.rule
    days = [A_MONDAY + dt.timedelta(days=weekday) for weekday in rule.weekdays]
    out = [limit.from_meeting(day, (), 1) for day in days]
    within = _days_for_minutes(meetings, limit)
    left = within - agreed - record
    ahead = max((day - deadlines.agenda_agreed.from_meeting(day, (), -1)).days for day in days)
    if ahead >= (known := meetings.plan_months_ahead * FOUR_WEEKS):
        yield Fault(
            "meetings.plan_months_ahead",
            str(meetings.plan_months_ahead),
            f"at least {ahead // FOUR_WEEKS + 1}: the agenda is agreed {count(ahead, 'day')} before a "
            f"meeting, which is planned {known} before it",
        )
    for name in ("follow_up_due_after_meeting", "attendance_due_after_meeting"):
        if (due := getattr(lead_times, name)) < record:
            yield Fault(f"lead_times.{name}", str(due), f"at least record_due_after_meeting, {record}")
    if max(map(sub, out, days)) > dt.timedelta(days=rule.shortest_gap):
        yield Fault(
            "deadlines.minutes_out",
            f"{in_words(limit)} after the meeting",
            f"no later than the next meeting, which may be {count(rule.shortest_gap, 'day')} after it",
        )
    if within < record:
        yield Fault(
            "deadlines.minutes_out",
            f"{in_words(limit)} after the meeting",
            f"no earlier than the record, due {count(record, 'working day')} after it",
        )
    elif left < 0:
        yield Fault(
            "lead_times.minutes_agreed_before_out",
            str(agreed),
            f"at most {within - record}: the minutes are out {count(within, 'working day')} after a "
            f"meeting, and its record is due {record} after it",
        )
    elif lead_times.minutes_draft_back_within > left:
        yield Fault(
            "lead_times.minutes_draft_back_within",
            str(lead_times.minutes_draft_back_within),
            f"at most {left}: the record is due {count(record, 'working day')} after a meeting, and the "
            f"minutes are agreed {agreed} before they are out, {within} after it",
        )


def fit_lead_times(settings: dict[str, Any], answered: Container[str]) -> None:
    """Shorten our own lead times that nobody answered to the days that the terms give for minutes (own
    rule)."""
    try:
        meetings = Meetings.model_validate(settings.get("meetings"))
        left = _days_for_minutes(meetings, Deadlines.model_validate(settings.get("deadlines")).minutes_out)
    except ValidationError:
        return
    lead_times = settings.get("lead_times", {})
    for name in ("record_due_after_meeting", "minutes_agreed_before_out", "minutes_draft_back_within"):
        if name in lead_times and f"lead_times.{name}" not in answered:
            lead_times[name] = min(lead_times[name], left)
        left = max(0, left - lead_times.get(name, 0))


def _days_for_minutes(meetings: Meetings, limit: Limit) -> int:
    """Return the fewest working days from a meeting of the rule to the day on which its minutes are due."""
    days = [A_MONDAY + dt.timedelta(days=weekday) for weekday in meetings.rule.weekdays]
    return min(_working_days(day, limit.from_meeting(day, (), 1)) for day in days)


def _working_days(meeting: dt.date, last: dt.date) -> int:
    """Return how many of the days after a meeting, up to a last one, are from Monday to Friday."""
    days = (meeting + dt.timedelta(days=number) for number in range(1, (last - meeting).days + 1))
    return sum(day.weekday() < SATURDAY for day in days)


def read_policy(toml_text: str, where: str) -> Policy:
    """Read a policy from the text of a TOML file; ``where`` is the file's name for messages.

    Raises Problem with every fault, each as ``path: found …, allowed …``.
    """
    try:
        settings: dict[str, Any] = tomllib.loads(toml_text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{where} can’t be read: {error}. Correct that and try again.") from None
    policy, faults = read_settings(settings)
    if policy is None:
        raise Problem(
            f"{where} has settings that can’t be used. Correct them and try again "
            "(tables and lists are counted from 1).",
            [str(fault) for fault in faults],
        )
    return policy


def read_settings(settings: dict[str, Any]) -> tuple[Policy | None, tuple[Fault, ...]]:
    """Read a policy from the settings of a TOML file; return None with the faults when there are any."""
    across = tuple(faults_across_tables(settings))
    try:
        policy = Policy.model_validate(settings)
    except ValidationError as error:
        found = (*faults_in(error, Policy), *across, *_faults_of_calendar(settings))
        return None, tuple(dict.fromkeys(found))
    return (None if across else policy), across


def _faults_of_calendar(settings: dict[str, Any]) -> Iterator[Fault]:
    """Yield what contradicts each other in the calendar where it can be read, though something else can't."""
    try:
        meetings = Meetings.model_validate(settings.get("meetings"))
        deadlines = Deadlines.model_validate(settings.get("deadlines"))
        lead_times = LeadTimes.model_validate(settings.get("lead_times"))
    except ValidationError:
        return
    yield from _calendar_contradictions(meetings, deadlines, lead_times)


@dataclass(frozen=True)
class PolicyFiles:
    """The policies that can be used, by their files' names, and the faults of all other files in words."""

    by_name: Mapping[str, Policy]
    faults: tuple[str, ...]

    @property
    def policies(self) -> dict[str, Policy]:
        """The policies by their groups' codes."""
        return {policy.group.code: policy for policy in self.by_name.values()}


def read_policy_file(content: bytes, name: str) -> Policy:
    """Read a policy from the content of a file. Raises Problem with every fault."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(f"{name} is not saved as UTF-8; save it again as UTF-8.") from None
    return read_policy(text, name)


def read_policy_files(contents: Mapping[str, bytes]) -> PolicyFiles:
    """Read the files of several policies, by their names. Of two files of one code neither can be used."""
    files: dict[str, dict[str, Policy]] = {}
    faults: list[str] = []
    for name, content in contents.items():
        try:
            policy = read_policy_file(content, name)
        except Problem as problem:
            faults += [f"{name}: {fault}" for fault in problem.faults] or [problem.sentence]
            continue
        of_code = files.setdefault(policy.group.code, {})
        of_code[name] = policy
        if len(of_code) > 1:
            faults.append(f"{name}: group.code: found {policy.group.code}, which another file has too")
    usable = {
        name: policy for of_code in files.values() if len(of_code) == 1 for name, policy in of_code.items()
    }
    return PolicyFiles(usable, tuple(faults))


NOTHING = "nothing"
_NAMED_BY = ("name", "title")  # the setting by which a table of a list is known


@dataclass(frozen=True)
class ChangedSetting:
    """A setting that differs: its path in the policy file, and its values before and after in words."""

    path: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}: {self.before} → {self.after}"


def changed_settings(before: Policy, after: Policy) -> tuple[ChangedSetting, ...]:
    """Return what differs, in the order of the file; seats and standing items are known by their names, and
    the order of a list is no difference."""
    was, now = dict(_settings("", before.model_dump())), dict(_settings("", after.model_dump()))
    return tuple(
        ChangedSetting(path, was.get(path, NOTHING), now.get(path, NOTHING))
        for path in dict.fromkeys([*was, *now])
        if was.get(path) != now.get(path)
    )


def _settings(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield each setting with its value in words; an entry of a list of values stands for itself, and what a
    table in a list leaves open is not told."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _settings(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, tuple):
        for entry in value:
            if isinstance(entry, Mapping):
                name = next(entry[key] for key in _NAMED_BY if key in entry)
                said = {key: inner for key, inner in entry.items() if inner not in (0, "", ())}
                yield from _settings(f"{path}[{name}]", said)
            else:
                yield f"{path}[{_words(entry)}]", _words(entry)
    elif value is not None:
        yield path, _words(value)


def _words(value: object) -> str:
    match value:
        case tuple():
            return " to ".join(map(_words, value))
        case dt.date() | dt.time():
            return value.isoformat()
        case "":
            return NOTHING
    return str(value)
