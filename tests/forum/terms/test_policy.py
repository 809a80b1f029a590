from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.terms.parts.deadlines import Limit
from forum.terms.parts.part import Month
from forum.terms.policy import read_policy
from forum.text.problem import Problem
from tests.forum.policies import MASE, MASE_FILE, SECOND

TERMS = MASE_FILE.read_text(encoding="utf-8")


A_YEAR_KNOWN = "a date such as 2027-01-12, without quotes, from 2010 to 2060"
ONE_COUNT = (
    "exactly one of days, clear_days, working_days, clear_working_days, statutory_clear_days and months"
)


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(Problem) as refused:
        read_policy(text, "mase.toml")
    assert refused.value.sentence.startswith("mase.toml")
    return refused.value.faults


def changed(*changes: tuple[str, str]) -> str:
    """The terms of the MASE Group with some lines written differently."""
    text = TERMS
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_the_terms_of_reference_are_read_as_they_say() -> None:
    assert MASE.deadlines.agenda_agreed == Limit(days=14, clause="6")
    assert MASE.deadlines.papers_out == Limit(days=7, clause="6")
    assert MASE.deadlines.minutes_out == Limit(days=14, clause="6")
    assert (MASE.quorum.share, MASE.quorum.clause) == (Fraction(2, 3), "4")
    assert (MASE.attendance.own, MASE.attendance.deputies) == (Fraction(3, 4), Fraction(1, 4))
    assert len(MASE.seats) == 12


def test_another_forum_is_another_file() -> None:
    assert SECOND.quorum.number == 4
    assert SECOND.quorum.must_include == ("Harbour Borough Council", "Harbour Police")
    assert (SECOND.attendance.own, SECOND.attendance.window) == (Fraction(4, 5), "board year")
    assert SECOND.deadlines.papers_out == Limit(clear_days=5, clause="7.4")
    assert SECOND.meetings.rule.kind == "every"


def test_letters_put_the_before_a_name_that_a_policy_has_with_it_or_without() -> None:
    text = changed(('short_name = "', 'short_name = "the '), ('unit_name = "', 'unit_name = "The '))
    assert read_policy(text, "mase.toml").group == MASE.group


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (
            'own = "75%"',
            "own = 0.75",
            'attendance.own: found 0.75, allowed a share such as "75%" or "2/3", at most 100%',
        ),
        (
            'lead_address = "safeguarding.lead@kscb.example"',
            "",
            "concerns.lead_address: found nothing, allowed the name and the address of the lead, since there "
            "is a lead",
        ),
        (
            'name = "Medway"',
            'name = "Kent"',
            'concerns.front_doors: found "Kent" 2 times, allowed each area once',
        ),
        (
            "in_mailbox = 365",
            "in_mailbox = 731",
            "retention.in_mailbox: found 731 days, allowed at most 730, as letters and mail are kept",
        ),
        (
            'own = "75%"',
            'own = "120%"',
            'attendance.own: found "120%", allowed a share such as "75%" or "2/3", at most 100%',
        ),
        (
            'share = "2/3"',
            'share = "1/0"',
            'quorum.share: found "1/0", allowed a share such as "75%" or "2/3", at most 100%',
        ),
        (
            "go_live = 2026-09-01",
            "go_live = 20260901",
            f"group.go_live: found 20260901, allowed {A_YEAR_KNOWN}",
        ),
        (
            "chase_after = 3\n",
            "",
            "lead_times.chase_after: found nothing, allowed a whole number of days from 0 to 90",
        ),
        (
            "chase_after = 3",
            "chase_after = true",
            "lead_times.chase_after: found true, allowed a whole number of days from 0 to 90",
        ),
        (
            "minutes = 120",
            "minutes = 5",
            "meetings.minutes: found 5, allowed a whole number of minutes from 15 to 480",
        ),
        (
            'week = "second"',
            'week = "fifth"',
            'meetings.rule.week: found "fifth", allowed "first", "second", "third", "fourth" or "last"',
        ),
        (
            'kind = "monthly", week = "second", weekday = "Tuesday"',
            'kind = "weekly"',
            'meetings.rule: found kind "weekly", allowed a table of kind "monthly", "every" or "list"',
        ),
        (
            'kind = "monthly", week = "second", weekday = "Tuesday"',
            'kind = "list", dates = [2027-01-12, 2027-02-13]',
            "meetings.rule.dates[2]: found 2027-02-13, a Saturday, allowed a day from Monday to Friday",
        ),
        (
            'kind = "monthly", week = "second", weekday = "Tuesday"',
            'kind = "list", dates = [2027-02-09, 2027-01-12]',
            "meetings.rule.dates: found dates out of order, or one twice, allowed each date once, earliest "
            "first",
        ),
        (
            'kind = "monthly", week = "second", weekday = "Tuesday"',
            'week = "second", weekday = "Tuesday"',
            'meetings.rule: found a table without a kind, allowed a table of kind "monthly", "every" or '
            '"list"',
        ),
        (
            'kind = "monthly", week = "second", weekday = "Tuesday"',
            'kind = "every", weeks = 6, starting = 2027-01-16',
            "meetings.rule.starting: found 2027-01-16, a Saturday, allowed a day from Monday to Friday",
        ),
        (
            "papers_out = { days = 7,",
            "papers_out = { days = 7, clear_days = 5,",
            "deadlines.papers_out: found days and clear_days, allowed " + ONE_COUNT,
        ),
        (
            'weekday = "Tuesday" }',
            f'weekday = "Tuesday", no_meeting_in = {[*get_args(Month)]} }}'.replace("'", '"'),
            "meetings.rule.no_meeting_in: found all twelve months, allowed at least one month with a meeting",
        ),
        (
            "minutes_out = { days = 14",
            "minutes_out = { months = 1",
            "deadlines.minutes_out: found 1 month after the meeting, allowed no later than the next "
            "meeting, which may be 28 days after it",
        ),
        (
            'share = "2/3"',
            'share = "0%"',
            "quorum: found a share of nothing, allowed at least one of share, number and must_include",
        ),
        (
            "go_live = 2026-09-01",
            "go_live = 1066-10-14",
            f"group.go_live: found 1066-10-14, allowed {A_YEAR_KNOWN}",
        ),
        (
            "papers_out = { days = 7,",
            "papers_out = {",
            "deadlines.papers_out: found no count, allowed " + ONE_COUNT,
        ),
        (
            "papers_out = { days = 7,",
            "papers_out = { days = 21,",
            "deadlines.agenda_agreed: found 14 days before the meeting, allowed at least as early as "
            "papers_out, 21 days before it",
        ),
        (
            'share = "2/3"\n',
            "",
            "quorum: found no kind of quorum, allowed at least one of share, number and must_include",
        ),
        ('share = "2/3"', "number = 13", "quorum.number: found 13, allowed at most the number of seats, 12"),
        (
            'share = "2/3"',
            'must_include = ["Kent Police", "NHS"]',
            'quorum.must_include[2]: found "NHS", allowed the name of one of the seats',
        ),
        (
            'public = ["Health & Wellbeing Board"]',
            'public = ["Health Board"]',
            'briefings.public[1]: found "Health Board", allowed the name of one of the partnerships',
        ),
        (
            'lead = "Kent Police"',
            'lead = "Police"',
            'standing_items[2].lead: found "Police", allowed "chair", "unit", "NPS", "CRC", "KCC Education", '
            '"Kent Police", "KCC SCS", "Medway Social Care", "MSCB", "KSCB", "KCHFT", "CAMHS", "CCGs" or '
            '"District Councils"',
        ),
        (
            'objective = "cases"',
            'objective = "case"',
            'standing_items[1].objective: found "case", allowed "cases", "intelligence", "workforce", '
            '"support", "communities", "children" or "oversight"',
        ),
        (
            "[2026-12-28, 2026-12-31]",
            "[2026-12-31, 2026-12-28]",
            "working_time.closures[1]: found 2026-12-31 to 2026-12-28, allowed the first day, then the last",
        ),
        (
            'cases = "',
            'weather = 7\ncases = "',
            "objectives.weather: found 7, allowed text on one line, at most 300 characters",
        ),
        (
            '"CSE" = "child sexual exploitation."',
            '"CSE" = ["child", "exploitation"]',
            'words.CSE: found ["child", "exploitation"], allowed text on one line, at most 300 characters',
        ),
        (
            "[2026-12-28, 2026-12-31]",
            '[2026-12-28, "?"]',
            f'working_time.closures[1][2]: found "?", allowed {A_YEAR_KNOWN}',
        ),
        (
            "[2026-12-28, 2026-12-31]",
            "[2026-12-28]",
            f"working_time.closures[1][2]: found nothing, allowed {A_YEAR_KNOWN}",
        ),
        (
            "closures = [[2026-12-28, 2026-12-31],",
            "closures = [[2028-12-27, 2028-12-29],",
            "working_time.closures[2]: found a start on 2027-12-29, allowed a start after 2028-12-29",
        ),
        (
            "closures = [[2026-12-28, 2026-12-31],",
            "closures = [[2027-01-01, 2027-02-28], [2027-03-01, 2027-04-30], [2027-05-01, 2027-06-30],",
            "working_time.closures: found no working day in the 70 days from 2027-01-01, allowed one among "
            "them: end a closure earlier, or begin the next one later",
        ),
        (
            "minutes_draft_back_within = 5",
            "minutes_draft_back_within = 7",
            "lead_times.minutes_draft_back_within: found 7, allowed at most 6: the record is due 2 working "
            "days after a meeting, and the minutes are agreed 2 before they are out, 10 after it",
        ),
        (
            "send_until = 16:30:00",
            "send_until = 08:00:00",
            "working_time.send_until: found 08:00:00, allowed a time after send_from, 08:30:00",
        ),
        (
            'secretary = "MSCB Board Secretary"',
            "",
            "bodies[2].secretary: found nothing, allowed the name of whoever gets the report, since there "
            "are "
            "dates",
        ),
        (
            'address = "mscb.board.secretary@mscb.example"',
            'address = "the secretary"',
            'bodies[2].address: found "the secretary", allowed the secretary’s email address, such as '
            "name@board.example",
        ),
        (
            "dates = [2027-05-13,",
            "dates = [2027-05-15,",
            "bodies[2].dates[1]: found 2027-05-15, a Saturday, allowed a day from Monday to Friday",
        ),
        (
            "dates = [2027-05-13, 2027-07-15,",
            "dates = [2027-07-15, 2027-05-13,",
            "bodies[2].dates: found dates out of order, or one twice, allowed each date once, earliest first",
        ),
        (
            'code = "MSCB"',
            'code = "KSCB"',
            'bodies[3].code: found "KSCB", allowed a code that no other body has',
        ),
        (
            'code = "MSCB"',
            'code = "Medway"',
            'bodies[2].code: found "Medway", allowed 2 to 12 capital letters and digits, and up to 4 more '
            'after a hyphen, such as "KSCB-BG"',
        ),
        (
            'name = "MSCB Board"\nreport',
            'name = "Medway Council"\nreport',
            'bodies[2].name: found "Medway Council", allowed one of the boards, "KSCB Business Group", '
            '"MSCB Board" or "Kent Safeguarding Children Board"',
        ),
        (
            'report = "decision"',
            'report = "advice"',
            'bodies[3].report: found "advice", allowed "decision", "assurance" or "information"',
        ),
        (
            'children = "Medway Social Care"',
            'children = "Medway"',
            'forward_plan.themes.children: found "Medway", allowed "chair", "unit", "NPS", "CRC", "KCC '
            'Education", "Kent Police", "KCC SCS", "Medway Social Care", "MSCB", "KSCB", "KCHFT", "CAMHS", '
            '"CCGs" or "District Councils"',
        ),
        (
            'children = "Medway Social Care"',
            'children = "Medway Social Care"\nhotels = "KSCB"',
            'forward_plan.themes: found "hotels", allowed "cases", "intelligence", "workforce", "support", '
            '"communities", "children" or "oversight"',
        ),
        (
            "organisation_at_days_overdue = 28",
            "organisation_at_days_overdue = 14",
            "actions.organisation_at_days_overdue: found 14, allowed more than chair_at_days_overdue, 14",
        ),
        (
            "from_meetings = 6",
            "from_meetings = 13",
            "attendance.from_meetings: found 13, allowed at most meetings, 12",
        ),
        (
            "forecast_opens_before_meeting = 5",
            "forecast_opens_before_meeting = 1",
            "lead_times.forecast_opens_before_meeting: found 1, allowed at least "
            "forecast_due_before_meeting, 2",
        ),
        (
            "[chairs]",
            '[chairs]\norganisation = "Kent Police"',
            "chairs.organisation: found an organisation, allowed the named Chair’s organisation with "
            '"named", else none',
        ),
        (
            'whose_word = "either"',
            'whose_word = "named"',
            "chairs.organisation: found no organisation, allowed the named Chair’s organisation with "
            '"named", else none',
        ),
        (
            'code = "MASE"',
            'code = "Mase"',
            'group.code: found "Mase", allowed 2 to 16 capital letters and digits, a letter first',
        ),
        (
            'place = "Room 2 and online"',
            r'place = "Room 2\nonline"',
            'meetings.place: found "Room 2\nonline", allowed text on one line, at most 300 characters',
        ),
    ],
)
def test_a_wrong_setting_is_refused_with_its_path(before: str, after: str, fault: str) -> None:
    assert faults_of(changed((before, after))) == (fault,)


def test_a_misspelt_setting_is_named_beside_the_one_that_is_missing() -> None:
    missing, unknown = faults_of(changed(('unit_phone = "', 'unit_fone = "')))
    assert missing.startswith("group.unit_phone: found nothing, allowed text on one line")
    assert unknown.startswith('group.unit_fone: found "03000 000000", allowed only code, name,')


def test_two_seats_of_one_name_are_both_named() -> None:
    assert faults_of(changed(('short_name = "CRC"', 'short_name = "NPS"'))) == (
        'seats[1].short_name: found "NPS", allowed a name that no other seat has',
        'seats[2].short_name: found "NPS", allowed a name that no other seat has',
    )


def test_seats_that_differ_by_capitals_or_spaces_alone_are_both_named() -> None:
    faults = faults_of(changed(('name = "KCHFT"', 'name = "KENT  police"')))
    assert [fault.partition(", allowed")[0] for fault in faults] == [
        'seats[4].name: found "Kent Police"',
        'seats[4].short_name: found "Kent Police"',
        'seats[9].name: found "KENT  police"',
    ]


def test_a_seat_may_have_its_name_in_other_capitals_as_its_short_name() -> None:
    policy = read_policy(changed(('short_name = "Kent Police"', 'short_name = "KENT POLICE"')), "mase.toml")
    assert policy.seats[3].short_name == "KENT POLICE"


MEETING_ON = 'rule = { kind = "monthly", week = "second", weekday = "Tuesday" }'
AGREED_BEFORE_OUT = "minutes_agreed_before_out = 2"
RECORD_WITHIN = "record_due_after_meeting = 2"
BACK_WITHIN, BACK_AT_ONCE = "minutes_draft_back_within = 5", "minutes_draft_back_within = 0"


@pytest.mark.parametrize(
    ("days", "record_within", "rule", "fault"),
    [
        ("days = 2", 2, MEETING_ON, ""),  # Thursday for both
        (
            "days = 1",
            2,
            MEETING_ON,
            "1 day after the meeting, allowed no earlier than the record, due 2 working",
        ),
        ("clear_days = 0", 2, MEETING_ON, "no clear days after the meeting, allowed"),
        ("days = 2", 2, MEETING_ON.replace("Tuesday", "Thursday"), "2 days after the meeting, allowed"),
        ("days = 2", 1, MEETING_ON.replace("Tuesday", "Thursday"), ""),
        ("days = 13", 10, MEETING_ON, "13 days after the meeting, allowed"),
        ("days = 14", 10, MEETING_ON, ""),
        ("days = 2", 2, 'rule = { kind = "every", weeks = 6, starting = 2027-01-14 }', "2 days after"),
        ("days = 2", 2, 'rule = { kind = "list", dates = [2027-01-12, 2027-02-11] }', "2 days after"),
        ("days = 2", 2, 'rule = { kind = "list", dates = [2027-01-12, 2027-02-09] }', ""),
    ],
)
def test_minutes_due_before_the_record_are_refused(
    days: str, record_within: int, rule: str, fault: str
) -> None:
    text = changed(
        ("minutes_out = { days = 14", f"minutes_out = {{ {days}"),
        (RECORD_WITHIN, f"record_due_after_meeting = {record_within}"),
        ("follow_up_due_after_meeting = 3", f"follow_up_due_after_meeting = {record_within}"),
        ("attendance_due_after_meeting = 5", f"attendance_due_after_meeting = {record_within}"),
        (AGREED_BEFORE_OUT, "minutes_agreed_before_out = 0"),
        (BACK_WITHIN, BACK_AT_ONCE),
        (MEETING_ON, rule),
    )
    if fault:
        (refused,) = faults_of(text)
        assert refused.startswith(f"deadlines.minutes_out: found {fault}")
    else:
        assert read_policy(text, "mase.toml")


def test_lead_times_that_have_minutes_agreed_before_their_record_is_in_are_refused() -> None:
    (refused,) = faults_of(changed((AGREED_BEFORE_OUT, "minutes_agreed_before_out = 9")))
    assert refused == (
        "lead_times.minutes_agreed_before_out: found 9, allowed at most 8: the minutes are out 10 working "
        "days after a meeting, and its record is due 2 after it"
    )
    allowed = changed((AGREED_BEFORE_OUT, "minutes_agreed_before_out = 8"), (BACK_WITHIN, BACK_AT_ONCE))
    assert read_policy(allowed, "mase.toml")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("plan_months_ahead = 4", "plan_months_ahead = 1"), ""),
        (("follow_up_due_after_meeting = 3", "follow_up_due_after_meeting = 1"),
         "lead_times.follow_up_due_after_meeting: found 1, allowed at least record_due_after_meeting, 2"),
        ((MEETING_ON, 'rule = { kind = "list", dates = [2026-01-13] }'),
         "meetings.rule.dates: found no later day than 2026-01-13, allowed a day from group.go_live on, "
         "2026-09-01"),
        (('share = "2/3"', 'must_include = ["NPS"]\nnot_counted = ["NPS"]'),
         "quorum.not_counted: found NPS, allowed none of the seats that must be there"),
        (("agenda_agreed = { days = 14", "agenda_agreed = { days = 90"), ""),
        (("[attendance]", '[votes]\nmajority = "1/2"\nby_group = true\n[attendance]'),
         "votes.by_group: found true, allowed true only with the kind of each seat, such as “teachers”"),
    ],
)  # fmt: skip
def test_what_no_meeting_of_the_rule_can_keep_is_refused(change: tuple[str, str], fault: str) -> None:
    if fault:
        assert list(faults_of(changed(change))) == [fault]
    else:
        assert read_policy(changed(change), "mase.toml")


def test_a_calendar_that_contradicts_itself_is_told_with_faults_elsewhere() -> None:
    late = ("minutes_out = { days = 14", "minutes_out = { days = 40")
    short = ("plan_months_ahead = 4", "plan_months_ahead = 1")
    early = ("agenda_agreed = { days = 14", "agenda_agreed = { days = 45")
    shut = ("closures = [", "closures = [[2026-09-01, 2026-11-30], ")
    back = (BACK_WITHIN, BACK_WITHIN.replace("5", "30"))
    told = faults_of(changed(late, short, early, shut, back, ('share = "2/3"\n', "")))
    assert [fault.partition(":")[0] for fault in told] == [
        "working_time.closures",
        "quorum",
        "meetings.plan_months_ahead",
        "deadlines.minutes_out",
        "lead_times.minutes_draft_back_within",
    ]
    assert "found 1, allowed at least 2: the agenda is agreed 45 days before a meeting" in told[2]


def test_all_faults_are_said_at_once() -> None:
    faults = faults_of(
        changed(
            ('own = "75%"', "own = 0.75"),
            ("days = 7,", "days = 7, clear_days = 5,"),
            ('share = "2/3"', 'must_include = ["NHS"]'),
            ("chase_after = 3\n", ""),
            ('objective = "oversight"', 'objective = "sight"'),
        )
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "deadlines.papers_out",
        "lead_times.chase_after",
        "attendance.own",
        "quorum.must_include[1]",
        "standing_items[3].objective",
    ]


def test_a_seat_may_be_named_by_its_short_name() -> None:
    policy = read_policy(changed(('share = "2/3"', 'must_include = ["NPS"]')), "mase.toml")
    assert policy.quorum.must_include == ("NPS",)


def test_a_step_may_open_on_the_day_that_it_is_due() -> None:
    text = changed(("forecast_opens_before_meeting = 5", "forecast_opens_before_meeting = 2"))
    assert read_policy(text, "mase.toml").lead_times.forecast_opens_before_meeting == 2


def test_a_file_saved_by_notepad_is_read() -> None:
    assert read_policy("\ufeff" + TERMS.replace("\n", "\r\n"), "mase.toml") == MASE


def test_an_empty_file_lists_every_table_that_is_wanted() -> None:
    assert "group: found nothing, allowed a table with code, name, short_name," in "\n".join(faults_of(""))
    assert len(faults_of("")) == 17


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(Problem, match=r"mase.toml can’t be read: .*line 2"):
        read_policy('marking = ""\nboards = KSCB', "mase.toml")


JUNK = st.sampled_from(["1", "true", '"x"', "[]", "[1]", "{}", "[{}]", '["x"]', "0.5", "2027-01-01", "[[]]"])


@given(
    st.dictionaries(st.sampled_from(["seats", "quorum", "objectives", "standing_items", "meetings"]), JUNK)
)
def test_a_file_of_anything_at_all_gets_a_list_of_faults(settings: dict[str, str]) -> None:
    assert faults_of("\n".join(f"{name} = {value}" for name, value in settings.items()))
