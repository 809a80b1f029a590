from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook

from forum.terms.parts.ahead import ChallengeTerms, Risks
from forum.terms.parts.concerns import Concerns
from forum.terms.parts.deadlines import Limit
from forum.terms.parts.quorum import VotesOn
from forum.terms.policy import Policy, read_policy
from forum.terms.questionnaire import QUESTIONS, TERMS, WAYS_OF_WORKING
from forum.text.problem import Problem
from tasks.documents.terms.policy_file import policy_text
from tasks.documents.terms.returned_workbook import read_answers
from tasks.documents.terms.workbook import write_policy
from tests.forum.policies import MASE, SECOND

TODAY = dt.date(2027, 1, 4)
FILLED = {"mase": write_policy(MASE), "second": write_policy(SECOND)}


@dataclass(frozen=True)
class Row:
    """Where a setting is asked for: its sheet and row."""

    sheet: str
    row: int


@cache
def rows(content: bytes) -> dict[str, Row]:
    book = load_workbook(io.BytesIO(content))
    return {
        str(sheet.cell(row, 8).value): Row(sheet.title, row)
        for sheet in book.worksheets[:2]
        for row in range(2, sheet.max_row + 1)
    }


def filled(
    content: bytes, answers: Mapping[str, object] = {}, cells: Mapping[tuple[str, str], object] = {}
) -> bytes:
    """The workbook with these answers by their setting, and these cells by sheet and place."""
    book, places = load_workbook(io.BytesIO(content)), rows(content)
    for path, value in answers.items():
        book[places[path].sheet].cell(places[path].row, 3).value = value  # type: ignore[assignment]
    for (sheet, place), value in cells.items():
        book[sheet][place].value = value
        if isinstance(value, str):
            book[sheet][place].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def policy_in(content: bytes) -> Policy:
    return read_policy(policy_text(read_answers(content, "terms.xlsx", TODAY), "The terms."), "terms.toml")


def faults(content: bytes) -> tuple[str, ...]:
    with pytest.raises(Problem) as refused:
        read_answers(content, "terms.xlsx", TODAY)
    assert refused.value.sentence.endswith("Nothing has been written.")
    return refused.value.faults


@pytest.mark.parametrize("policy", [MASE, SECOND], ids=["mase", "second"])
def test_terms_come_back_from_their_workbook_as_they_were(policy: Policy) -> None:
    assert policy_in(write_policy(policy)) == policy


def test_meetings_on_listed_days_and_every_kind_of_quorum_can_be_said() -> None:
    content = filled(
        FILLED["second"],
        {
            "meetings.rule.kind": "On the days of the sheet Dates",
            "meetings.rule.weeks": None,
            "meetings.rule.starting": None,
            "meetings.rule.no_meeting_in": None,
            "quorum.share": "two thirds",
            "quorum.exceeds": "more than",
            "quorum.vacant": "left out",
            "quorum.chair_rules_from": 3,
            "quorum.with_chair": "yes",
            "chairs.order": "Harbour Police; Port Authority",
            "deadlines.log_out": "3 working days",
        },
        {("Dates", "A2"): "Meeting", ("Dates", "B2"): "9/3/27", ("Dates", "A3"): "meeting",
         ("Dates", "B3"): dt.date(2027, 2, 9),
         ("Dates", "A4"): "holiday of our own", ("Dates", "B4"): "1/7/27",
         ("Dates", "A5"): "office closed", ("Dates", "B5"): "24/12/27", ("Dates", "C5"): "31 December 2027",
         ("Seats", "D4"): "One of the services", ("Seats", "D5"): "one of the services",
         ("Seats", "D7"): "not counted", ("Seats", "E7"): "residents", ("Seats", "F7"): 12,
         ("Seats", "G7"): "yes",
         ("Terms", "D34"): "8", ("Forward plan", "A2"): "once a year", ("Forward plan", "B2"): "Review",
         ("Forward plan", "C2"): "May", ("Forward plan", "D2"): "chair",
         ("Forward plan", "G2"): "2027 and 2029",
         ("Reminders", "A2"): "Post the notice on the door", ("Reminders", "B2"): "5 clear days",
         ("Reminders", "D2"): "April", ("Reminders", "E2"): "9.1",
         ("Votes on", "A2"): "The constitution", ("Votes on", "B2"): "75%",
         ("Votes on", "D2"): "Harbour Police", ("Votes on", "E2"): "28"},
    )  # fmt: skip
    policy = policy_in(content)
    assert policy.meetings.rule.kind == "list"
    assert policy.meetings.rule.dates == (dt.date(2027, 2, 9), dt.date(2027, 3, 9))
    assert policy.working_time.extra_holidays == (dt.date(2027, 7, 1),)
    assert policy.working_time.closures == ((dt.date(2027, 12, 24), dt.date(2027, 12, 31)),)
    assert (str(policy.quorum.share), policy.quorum.number) == ("2/3", 4)
    assert policy.quorum.must_include == ("Harbour Borough Council", "Harbour Police")
    assert [(part.number, part.seats) for part in policy.quorum.some_of] == [
        (1, ("Port Authority", "Harbour NHS Trust"))
    ]
    assert policy.quorum.not_counted == ("Voluntary Sector Forum",)
    assert (policy.quorum.exceeds, policy.quorum.vacant, policy.quorum.chair_rules_from) == (
        True, "left out", 3,
    )  # fmt: skip
    assert (policy.deadlines.log_out, policy.deadlines.draft_to_chair) == (
        Limit(working_days=3, clause="8"),
        None,
    )
    assert (policy.quorum.with_chair, policy.chairs.order) == (True, ("Harbour Police", "Port Authority"))
    seat = policy.seats[5]
    assert (seat.kind, seat.term_months, seat.no_deputies) == ("residents", 12, True)
    assert policy.forward_plan.yearly[0].years == (2027, 2029)
    assert policy.votes_on == (
        VotesOn(matter="The constitution", majority=Fraction(3, 4), without=("Harbour Police",), clause="28"),
    )
    (reminder,) = policy.reminders
    assert (reminder.what, reminder.months, reminder.clause) == (
        "Post the notice on the door", ("April",), "9.1",
    )  # fmt: skip
    assert reminder.before_meeting == Limit(clear_days=5, clause="9.1")
    assert policy_in(write_policy(policy)) == policy


def test_answers_are_taken_as_people_write_them() -> None:
    content = filled(
        FILLED["mase"],
        {
            "group.code": " mase ",
            "group.go_live": "1/9/26",
            "meetings.rule.week": "SECOND ",
            "meetings.start": 10.0,
            "meetings.minutes": "120 minutes",
            "deadlines.agenda_agreed": "two weeks",
            "deadlines.papers_out": 7.0,
            "deadlines.minutes_out": "14 Days",
            "quorum.share": " 2 / 3 ",
            "attendance.own": 0.75,
            "attendance.deputies": "a quarter",
            "attendance.notices": "on the Chair’s word",
            "lead_times.chase_after": "three working days",
            "lead_times.ring_after": "2 days",
            "working_time.send_from": "8.30",
            "working_time.send_until": "4.30pm",
        },
    )
    assert policy_in(content) == MASE


def test_a_board_that_meets_without_a_secretary_or_on_no_day_is_told_of_at_its_cell() -> None:
    content = filled(FILLED["mase"], {}, {("Reports", "F3"): None, ("Reports", "H4"): "each quarter"})
    assert faults(content) == (
        "Reports, cell H4: found “each quarter”; allowed: dates with commas between, such as 29 April "
        "2027, 24 "
        "June 2027.",
        "Reports, cell F3: nothing found; allowed: the name of whoever gets the report, since there are "
        "dates.",
    )


def test_what_is_left_empty_takes_the_default_that_stands_beside_it() -> None:
    empty = {path: None for path, question in QUESTIONS.items() if question.default is not None}
    policy = policy_in(filled(FILLED["mase"], empty))
    group = MASE.group.model_copy(update={"terms": "", "heading": ""})
    members = MASE.members.model_copy(update={"sharing_agreement": ""})
    actions = MASE.actions.model_copy(update={"help_stands_under": ""})
    plan = MASE.plan.model_copy(update={"title": "Action plan", "stands_under": ""})
    briefings = MASE.briefings.model_copy(update={"public": (), "nothing_named": ()})
    task_groups = MASE.task_groups.model_copy(update={"stand_under": ""})
    changed = {
        "forward_plan": MASE.forward_plan.model_copy(update={"times": 0}),
        "risks": Risks(clause="own"),
        "challenge": ChallengeTerms(clause="1"),
        "briefings": briefings,
        "task_groups": task_groups,
        "marking": "",
        "group": group,
        "members": members,
        "actions": actions,
        "concerns": Concerns(front_doors=MASE.concerns.front_doors),
        "plan": plan,
    }
    assert policy == MASE.model_copy(update=changed)


@pytest.mark.parametrize(("out", "fitted"), [("1 working day", (1, 0, 0)), ("1 week", (2, 2, 1))])
def test_lead_times_left_empty_fit_the_days_for_minutes(out: str, fitted: tuple[int, int, int]) -> None:
    names = ("record_due_after_meeting", "minutes_agreed_before_out", "minutes_draft_back_within")
    empty = {f"lead_times.{name}": None for name in names}
    policy = policy_in(filled(FILLED["mase"], {"deadlines.minutes_out": out, **empty}))
    assert tuple(getattr(policy.lead_times, name) for name in names) == fitted


def test_numbers_may_be_written_in_words_as_terms_of_reference_do() -> None:
    policy = policy_in(filled(FILLED["mase"], {
        "deadlines.agenda_agreed": "fourteen days",
        "deadlines.minutes_out": "Twenty-one days",
        "attendance.meetings": "ten",
    }))  # fmt: skip
    limits = policy.deadlines
    assert (limits.agenda_agreed.days, limits.minutes_out.days, policy.attendance.meetings) == (14, 21, 10)


def test_actions_need_no_clause() -> None:
    row = rows(FILLED["mase"])["actions.digest_day"].row
    assert policy_in(filled(FILLED["mase"], {}, {(WAYS_OF_WORKING, f"D{row}"): ""})).actions.clause == "own"


def test_nothing_is_said_to_be_allowed_in_the_words_of_a_file() -> None:
    assert not [path for path, question in QUESTIONS.items() if "table" in question.allowed]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    names = {("Seats", "A2"): "=Probation", ("Seats", "B3"): "@CRC", ("Standing items", "A2"): "- cases"}
    policy = policy_in(filled(FILLED["mase"], {"group.unit_phone": "+44 3000 000000"}, names))
    assert (policy.seats[0].name, policy.seats[1].short_name) == ("=Probation", "@CRC")
    again = policy_in(write_policy(policy))
    assert again == policy
    assert again.group.unit_phone == "+44 3000 000000"


WRONG_ANSWERS: dict[str, dict[str, tuple[object, str]]] = {
    "of all kinds": {
        "group.code": ("K", "found “K”; allowed: 2 to 16 capital letters and digits"),
        "group.name": (dt.date(2027, 3, 2), "allowed: text; the cell holds a date or a time"),
        "group.go_live": ("soon", "found “soon”; allowed: a date such as 12/1/27"),
        "meetings.rule.kind": ("weekly", "found “weekly”; allowed: monthly, every so many weeks or on the"),
        "meetings.start": ("25:00", "found “25:00”; allowed: a time such as 9:30am"),
        "meetings.minutes": (5, "found “5”; allowed: a whole number of minutes from 15 to 480"),
        "deadlines.papers_out": ("soon", "allowed: a number of days such as 14, two weeks, 5 working days"),
        "quorum.share": (0.667, "found “0.667”; allowed: a share such as 75%, 2/3 or two thirds"),
        "lead_times.chase_after": (2.5, "found “2.5”; allowed: a whole number of days from 0 to 90"),
        "actions.chair_at_days_overdue": ("five weeks", "allowed: a whole number of days from 0 to 90"),
        "actions.digest_day": ("Sunday", "allowed: Monday, Tuesday, Wednesday, Thursday or Friday"),
    },
    "missing": {
        "group.go_live": (None, "nothing found; allowed: a date such as 12/1/27"),
        "meetings.rule.kind": (None, "nothing found; allowed: monthly, every so many weeks or on"),
        "quorum.share": (None, "nothing found; allowed: a share, a number, or seats that must be there"),
    },
    "not with each other": {
        "meetings.rule.week": (None, "nothing found; allowed: first, second, third, fourth or last"),
        "meetings.rule.weeks": (6, "found “6”; allowed: nothing, when “How are meetings planned?” is"),
        "quorum.share": ("120%", "found “120%”; allowed: a share such as"),
        "working_time.send_until": ("8am", "found “8am”; allowed: a time after “Letters go from”, 08:30:00"),
    },
    "more than there are": {
        "quorum.number": (13, "found “13”; allowed: at most the number of seats, 12"),
    },
}


@pytest.mark.parametrize("wrong", WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_each_wrong_answer_is_named_with_its_cell_and_what_is_allowed_and_no_other(
    wrong: dict[str, tuple[object, str]],
) -> None:
    told = faults(filled(FILLED["mase"], {path: value for path, (value, _) in wrong.items()}))
    allowed = {cell_of(path): words for path, (_, words) in wrong.items()}
    assert sorted(fault.partition(": ")[0] for fault in told) == sorted(allowed)
    assert [fault for fault in told if allowed[fault.partition(": ")[0]] not in fault] == []


def cell_of(path: str) -> str:
    place = rows(FILLED["mase"])[path]
    return f"{place.sheet}, cell C{place.row}"


def test_papers_that_go_out_before_the_agenda_is_agreed_are_named_at_the_agenda() -> None:
    (fault,) = faults(filled(FILLED["mase"], {"deadlines.papers_out": "3 weeks"}))
    assert fault.startswith(f"{cell_of('deadlines.agenda_agreed')}: ")
    assert "allowed: at least as early as “Agenda and papers go out at" in fault


@pytest.mark.parametrize(
    "wrong",
    [
        {
            ("Seats", "A5"): ("", "Seats, cell A5: nothing found; allowed: text on one line"),
            ("Seats", "B3"): ("NPS", "allowed: a name that no other seat has"),
            ("Seats", "D2"): ("perhaps", "Seats, cell D2: found “perhaps”; allowed: yes, no, “2 of”"),
            ("Standing items", "B2"): ("chat", "allowed: decision, discussion or information, or nothing."),
            ("Standing items", "C2"): (3, "Standing items, cell C2: found “3”; allowed: 1 or 2."),
            ("Standing items", "E2"): ("", "nothing found; allowed: one of the short names of the sheet"),
            ("Purposes", "A3"): ("cases", "Purposes, cell A3: found “cases”; allowed: a name, each once."),
            ("Boards", "A2"): ("club", "Boards, cell A2: found “club”; allowed: board or partnership."),
            ("Dates", "A2"): ("meeting", "allowed: nothing, since a meeting is one day."),
            ("Forward plan", "A2"): (
                "theme",
                "cell A2: found “theme”; allowed: in depth, once",
            ),
            ("Forward plan", "D3"): ("Fire", 'Forward plan, cell D3: found “Fire”; allowed: "chair"'),
            ("Terms", "D9"): ("", "Terms, cell D9: nothing found; allowed: the clause of the terms of refer"),
        },
        {
            ("Standing items", "E2"): ("crime", "found “crime”; allowed: cases, intelligence, workforce"),
            ("Dates", "C2"): (
                "1/12/26",
                "Dates, cell B2: found “28 December 2026”; allowed: the first day, then",
            ),
        },
    ],
    ids=["wrong alone", "wrong beside other cells"],
)
def test_wrong_cells_of_tables_are_named(wrong: dict[tuple[str, str], tuple[object, str]]) -> None:
    told = "\n".join(faults(filled(FILLED["mase"], {}, {cell: value for cell, (value, _) in wrong.items()})))
    assert [words for _, words in wrong.values() if words not in told] == []


def test_meetings_on_listed_days_want_days_and_nothing_else() -> None:
    found = "\n".join(
        faults(filled(FILLED["mase"], {"meetings.rule.kind": "on the days of the sheet Dates"}))
    )
    assert "Terms, cell C9: found “on the days of the sheet Dates”; allowed: at least one meeting" in found
    assert "Terms, cell C10: found “second”; allowed: nothing, when “How are meetings planned?”" in found


def test_every_wrong_cell_is_told_of_at_once() -> None:
    found = faults(filled(FILLED["mase"], {"group.go_live": "soon", "attendance.own": "most"}))
    assert [fault.partition(":")[0] for fault in found] == [
        cell_of("group.go_live"),
        cell_of("attendance.own"),
    ]


def test_an_empty_workbook_says_what_has_to_be_answered() -> None:
    found = faults(write_policy())
    assert "Seats, cell A2: nothing found; allowed: at least one seat." in found
    assert len(found) == 18


def test_a_lost_sheet_a_lost_row_and_a_formula_are_told_of() -> None:
    book = load_workbook(io.BytesIO(FILLED["mase"]))
    del book["Boards"]
    book[TERMS].delete_rows(3)
    book["Seats"]["A4"] = "=A3"
    out = io.BytesIO()
    book.save(out)
    found = faults(out.getvalue())
    assert "Seats, cell A4: a formula. Type the value itself." in found
    assert any(fault.startswith("terms.xlsx has no sheet “Boards”") for fault in found)
    assert "The row “The group’s full name” (group.name) is missing; put it back." in found


def test_a_workbook_from_before_a_question_is_read_with_its_default() -> None:
    book = load_workbook(io.BytesIO(FILLED["mase"]))
    place = rows(FILLED["mase"])["working_time.country"]
    book[place.sheet].delete_rows(place.row)
    out = io.BytesIO()
    book.save(out)
    assert policy_in(out.getvalue()) == MASE


def test_every_setting_of_a_policy_can_be_said_in_the_workbook() -> None:
    def paths(value: Any, path: str = "") -> set[str]:
        if hasattr(type(value), "model_fields") and "clear_days" not in type(value).model_fields:
            inside = type(value).model_fields
            return {
                one for name in inside for one in paths(getattr(value, name), f"{path}.{name}".strip("."))
            }
        return {path}

    in_tables = {"meetings.rule.dates", "working_time.closures", "working_time.extra_holidays",
                 "quorum.must_include", "quorum.some_of", "quorum.not_counted",
                 "seats", "standing_items", "objectives", "boards", "bodies",
                 "partnerships", "words", "defaults",
                 "forward_plan.themes", "forward_plan.yearly", "forward_plan.outside",
                 "concerns.front_doors", "reminders", "votes_on"}  # fmt: skip
    asked = {*QUESTIONS, *(question.clause for question in QUESTIONS.values()), *in_tables}
    assert paths(MASE) | paths(SECOND) <= asked


def test_the_answers_have_drop_downs_and_the_rest_is_locked() -> None:
    sheet = load_workbook(io.BytesIO(write_policy()))[TERMS]
    row = rows(write_policy())["meetings.rule.week"].row
    lists = [one for one in sheet.data_validations.dataValidation if f"C{row}" in one.sqref]
    assert [one.formula1 for one in lists] == ['"first,second,third,fourth,last"']
    assert sheet.protection.sheet
    assert [sheet.cell(row, column).protection.locked for column in range(1, 9)] == [
        True, True, False, True, True, True, True, True,
    ]  # fmt: skip
