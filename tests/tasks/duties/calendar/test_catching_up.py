"""After any gap in running: the same one-off letters and the same verdicts; of repeats only the latest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

import pytest
from sqlalchemy import func, select

from flows.do_what_is_due import CALENDAR
from forum.actions.action_log import latest_digest_day
from forum.attendance.standing import Mark
from forum.calendar.steps import StepKind, StepVerdict
from forum.calendar.working_days import ONE_DAY, WorkingDays, each_day
from forum.inbox.sayings import ResearchAsked
from forum.letters.papers import PackCheck
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from samples.task_group import commission_page
from tasks.duties.base.batches import Duty
from tasks.duties.base.names import Outsider
from tasks.duties.base.office import Office
from tasks.duties.guests import end_invitation, invite_guest
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.research.accept_research import ask_for_research
from tasks.duties.task_groups.commission import propose_task_group
from tasks.register.audit.trail import WRITTEN
from tasks.register.database.clock import SetClock
from tasks.register.tables import ActionRow, AttendanceRow, AuditRow, DispatchRow, MeetingRow, StepRow
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import PDF
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import plain_office
from tests.tasks.duties.scripted_people import People
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT, Forum

pytestmark = pytest.mark.long

MARCH = "MASE/2027-03"
FIRST, LAST = (
    day("Wed 13 Jan 2027"),
    day("Wed 10 Mar 2027"),
)
WORKING = [one for one in each_day(FIRST + ONE_DAY, LAST) if MASE_DAYS.is_working(one)]
NOON = dt.time(12)
GUEST = "Consultant Paediatrician"

REPEATS = {"chair", "paper_author", "actions", "desk"}  # every other letter goes once to a person and meeting
BY_PEOPLE = {StepKind.AGENDA_AGREED, StepKind.PAPERS_COLLECTED, StepKind.RECORD, StepKind.MINUTES_AGREED}

# So many working days on, then so many days off, and so on; on the last day the service is on.
GAPS = (
    [(10, 5), (3, 5), (1, 5)],  # while the pack is released, over the meeting, and over its minutes
    [(2, 1), (1, 4), (12, 2), (6, 3)],
)
LONG_GAPS = (
    [(20, 14)],  # over all that is done for the minutes of February
    [(12, 21)],  # and over the meeting
)
Letter = tuple[str, str, UUID]  # which letter, about which meeting, to whom


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def begun(mase: Office, clock: SetClock) -> Forum:
    """The first day is over: meetings are planned, and their members invited."""
    Secretary(mase, clock).morning(FIRST)
    return Forum(mase, clock)


class Weeks:
    """The weeks from the second day on, played again and again."""

    def __init__(self, begun: Forum) -> None:
        self.begun = begun
        self.daily = self.play(off=())

    def play(self, off: Collection[dt.date]) -> CameToPass:
        """Play them with the service off on some days; people do what is theirs on each."""
        with plain_office(self.begun.office) as forum:
            secretary, people = Secretary(forum.office, forum.clock), people_of(forum)
            for today in WORKING:
                if today not in off:
                    secretary.morning(today)
                forum.clock.at = dt.datetime.combine(today, NOON)
                people.act()
                if today not in off:
                    secretary.afternoon(today)
            return came_to_pass(forum)


def test_after_any_gap_all_is_as_with_daily_running(begun: Forum) -> None:
    weeks = Weeks(begun)
    for gaps in GAPS:
        as_with_daily_running(weeks, gaps)
    for gaps in LONG_GAPS:
        off = days_off(gaps)
        after_gap = weeks.play(off)
        assert set(after_gap.once) == set(weeks.daily.once) - no_longer_needed(weeks.daily, off)
        assert set(after_gap.repeats_a_day.values()) == {1}


def as_with_daily_running(weeks: Weeks, gaps: Sequence[tuple[int, int]]) -> None:
    off = days_off(gaps)
    daily, gap = weeks.daily, weeks.play(off)

    assert set(gap.once) == set(daily.once) - no_longer_needed(daily, off)
    assert gap.steps.keys() == daily.steps.keys()
    for (meeting, kind), step in gap.steps.items():
        as_daily = daily.steps[meeting, kind]
        if (
            kind is StepKind.AGENDA_AGREED
            and as_daily.done
            and is_off_from_opening_to_deadline(as_daily, off)
        ):
            assert step.verdict is StepVerdict.LATE, meeting  # the Chair could not be asked in time
        elif kind in BY_PEOPLE or as_daily.done is None:
            assert step.verdict == as_daily.verdict, (meeting, kind)
        elif kind is StepKind.QUORUM_FORECAST and next_day_on(as_daily.done, off) > gap.held[meeting]:
            assert step.done is None  # nobody was told before the meeting: missed
        else:
            assert step.done == next_day_on(as_daily.done, off), (meeting, kind)
            in_time = step.deadline is None or step.done <= step.deadline
            assert step.verdict is (StepVerdict.ON_TIME if in_time else StepVerdict.LATE), (meeting, kind)
    assert set(gap.repeats_a_day.values()) == {1}
    assert set(gap.digests_a_week.values()) <= {1}
    assert max(gap.times_put.values()) <= 2


def written(forum: Forum) -> int:
    """Count the entries of the audit trail."""
    with forum.office.register.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


class DoneTwice(Secretary):
    """A secretary who does each duty twice for what was found once, as two runs at the same time do."""

    def __init__(self, forum: Forum) -> None:
        super().__init__(forum.office, forum.clock)
        self.forum = forum
        self.duties: set[Duty] = set()
        self.twice: Counter[str] = Counter()

    def do(self, duty: Duty, found: Sequence[UUID], day: dt.date, by: str, *, together: bool) -> None:
        super().do(duty, found, day, by, together=together)
        once = written(self.forum)
        super().do(duty, found, day, by, together=together)
        if found:
            self.duties.add(duty)
        if written(self.forum) > once:
            self.twice[duty.__name__] += 1


def let_in_a_late_paper(forum: Forum) -> None:
    """A paper comes after the pack has gone, and the Chair allows it."""
    do(file_paper, forum.office, FEBRUARY, "6", clean_paper(forum.office, PDF))
    forum.answer(QuestionKind.ALLOW_LATE_PAPER, Word.ALLOW, CHAIR)


def ask_for_small_research(forum: Forum) -> None:
    """A member asks for research before March's decision, and the unit accepts it."""
    asked = ResearchAsked(
        question="What do other counties do?", decision="training", by=day("Tue 9 Mar 2027")
    )
    do(ask_for_research, forum.office, forum.group, asked, forum.person(NURSE))
    forum.answer(QuestionKind.ANSWER_RESEARCH, Word.ACCEPT, UNIT, "S")


def with_day_off(forum: Forum, date: str) -> Office:
    """The day of a meeting becomes a bank holiday."""
    days = WorkingDays(forum.office.calendars["MASE"].closed | {day(date)})
    return replace(forum.office, calendars={"MASE": days})


def test_neither_a_duty_nor_a_morning_done_twice_adds_anything(begun: Forum) -> None:
    with plain_office(begun.office) as forum:
        secretary, people = DoneTwice(forum), people_of(forum)
        for today in WORKING:
            secretary.morning(today)
            once = written(forum)
            Secretary(secretary.office, forum.clock).morning(today)
            assert written(forum) == once, today
            forum.clock.at = dt.datetime.combine(today, NOON)
            people.act()
            if today == day("Wed 27 Jan 2027"):
                do(invite_guest, forum.office, FEBRUARY, "6", Outsider(GUEST, "guest@hospitals.example"))
                do(propose_task_group, forum.office, commission_page(), "page.toml")
                ask_for_small_research(forum)
            if today == day("Wed 3 Feb 2027"):
                let_in_a_late_paper(forum)
                secretary.office = with_day_off(forum, "Tue 13 Apr 2027")
            if today == day("Mon 8 Feb 2027"):
                do(end_invitation, forum.office, FEBRUARY, GUEST)
            secretary.afternoon(today)
        assert not secretary.twice
        unnamed = {row.actor for row in forum.rows(AuditRow) if row.event == WRITTEN}
        assert unnamed == {"delivery"}, "a duty wrote rows without a name on the trail"
        found = {duty.__name__ for duty in secretary.duties}
        never = {
            duty.__name__
            for flow, works in CALENDAR.items()
            if flow != "report_to_boards"
            for work in works
            for duty in work.duties
            if duty.__name__ not in found
        }
        # Nobody writes the report whose draft the unit has. No challenge waits too long, no letter overnight.
        # The Chair agrees each agenda before its papers must leave, and puts nothing to members by mail.
        # The sample's group has no folder for the public.
        assert never == {
            "chase_by_mail", "close_by_mail", "finish_sent_report", "offer_unagreed_agenda", "publish",
            "take_up", "write_letters_again",
        }  # fmt: skip


@dataclass(frozen=True)
class CameToPass:
    """What stands in the register at the end; ``once`` has the one-off letters, with the day of each,
    ``signed_in`` who came to the meeting in February or chaired it, ``discharged`` the day of an owner's
    action from a meeting."""

    once: Mapping[Letter, dt.date]
    signed_in: frozenset[UUID]
    held: Mapping[str, dt.date]
    discharged: Mapping[tuple[str, UUID], dt.date]
    steps: Mapping[tuple[str, StepKind], StepRow]
    repeats_a_day: Mapping[tuple[dt.date, str, UUID], int]
    digests_a_week: Mapping[tuple[dt.date, UUID], int]
    times_put: Mapping[tuple[UUID, UUID], int]


def people_of(forum: Forum) -> People:
    return People(forum, [FEBRUARY, MARCH], agenda_agreed=6, short={FEBRUARY})


def came_to_pass(forum: Forum) -> CameToPass:
    meetings = forum.rows(MeetingRow)
    references = {meeting.id: meeting.reference for meeting in meetings}
    letters = [row for row in forum.rows(DispatchRow) if not is_put_anew(forum, row)]
    once = [
        ((what, references[one.meeting_id] if one.meeting_id else "", one.person_id), one.queued_at.date())
        for one in letters
        for what in one_offs_in(one)
    ]
    assert max(Counter(letter for letter, _ in once).values()) == 1
    repeats = [one for one in letters if one.letter in REPEATS]
    return CameToPass(
        once=dict(once),
        signed_in=frozenset(
            row.holder_id
            for row in forum.rows(AttendanceRow)
            if row.mark is Mark.PRESENT and row.holder_id and references[row.meeting_id] == FEBRUARY
        )
        | {one.chaired_by_id for one in meetings if one.chaired_by_id and one.reference == FEBRUARY},
        held={meeting.reference: meeting.date for meeting in meetings},
        discharged={
            (references[row.meeting_id], row.owner_id): row.discharged_on
            for row in forum.rows(ActionRow)
            if row.discharged_on
        },
        steps={(references[row.meeting_id], row.kind): row for row in forum.rows(StepRow)},
        repeats_a_day=Counter(
            (repeat.queued_at.date(), repeat.letter, repeat.person_id) for repeat in repeats
        ),
        digests_a_week=Counter(
            (latest_digest_day(MASE.actions.digest_day, MASE_DAYS, one.queued_at.date()), one.person_id)
            for one in letters
            if one.letter == "actions"
        ),
        times_put=Counter(
            (question, one.person_id)
            for one in letters
            if one.letter in {"chair", "paper_author"}
            for question in one.conditions.unanswered
        ),
    )


def is_put_anew(forum: Forum, letter: DispatchRow) -> bool:
    """Say whether the pack it shows was changed, which put it for release by another letter in its place, at
    the same hour too."""
    if letter.letter != PackCheck.NAME:
        return False
    if letter.state is State.LAPSED:
        return True
    later = [row for row in forum.rows(DispatchRow) if row.queued_at > letter.queued_at]
    return any((one.letter, one.meeting_id) == (letter.letter, letter.meeting_id) for one in later)


def one_offs_in(letter: DispatchRow) -> list[str]:
    """What a letter brings once: itself, or the attendance table, which may come with the day's questions."""
    if tables := [
        attachment["name"] for attachment in letter.attachments if "attendance" in attachment["name"]
    ]:
        return tables
    return [] if letter.letter in REPEATS else [letter.letter]


def days_off(gaps: Iterable[tuple[int, int]]) -> set[dt.date]:
    days = iter(WORKING[:-1])
    return {one for on, off in gaps for one in list(islice(days, on + off))[on:]}


def is_off_from_opening_to_deadline(step: StepRow, off: Collection[dt.date]) -> bool:
    assert step.opens
    assert step.deadline
    return next_day_on(step.opens, off) > step.deadline


def next_day_on(since: dt.date, off: Collection[dt.date]) -> dt.date:
    return next(one for one in [FIRST, *WORKING] if one >= since and one not in off)


def no_longer_needed(daily: CameToPass, off: Collection[dt.date]) -> set[Letter]:
    """Letters that ask for what was given before the service was on again, or tell of what is over."""
    return {
        (letter, meeting, person)
        for (letter, meeting, person), written in daily.once.items()
        if (last := of_use_until(daily, letter, meeting, person)) and next_day_on(written, off) > last
    }


def of_use_until(daily: CameToPass, letter: str, meeting: str, person: UUID) -> dt.date | None:
    match letter:
        case "details" if person in daily.signed_in:  # which confirms them, once the record is filed
            return daily.steps[FEBRUARY, StepKind.RECORD].done
        case "pack_check":
            return daily.steps[meeting, StepKind.PAPERS_OUT].done
        case "record_workbook":
            return daily.steps[meeting, StepKind.RECORD].done
        case "quorum" | "deputy_wanted":
            return daily.held[meeting]
        case "after_meeting":  # which names an action while it is open
            return daily.discharged.get((meeting, person))
    return None
