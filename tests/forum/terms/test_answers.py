"""The answers in a policy's workbook, as people write them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from forum.terms.parts.deadlines import Limit, in_words
from forum.terms.policy_question import A_LIMIT, MONTHS, AnswerKind, PolicyQuestion
from forum.terms.questionnaire import AnswerReader, share_in_words
from forum.text.cells import A_DATE, A_SHARE, A_TIME, Cell
from tests.english import day

TODAY = day("Mon 18 Jan 2027")
WEEKDAYS = ("Monday", "Tuesday")


def read(
    kind: AnswerKind,
    value: object,
    *,
    unit: str = "working day",
    choices: tuple[str, ...] = WEEKDAYS,
    default: str | int | None = None,
) -> tuple[object, list[str]]:
    """The setting that an answer gives, and the faults found."""
    reader = AnswerReader((), TODAY)
    question = PolicyQuestion(
        "group.code", "What?", kind, unit, choices=choices, default=default, words="" if choices else "x"
    )
    return reader.answer(Cell("Terms, cell C4", value), question), reader.faults  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "setting"),
    [
        (AnswerKind.LINE, "  A  line ", "A line"),
        (AnswerKind.CODE, "mase", "MASE"),
        (AnswerKind.DATE, "1 April", day("Thu 1 Apr 2027")),
        (AnswerKind.DATE, dt.datetime(2027, 4, 1), day("Thu 1 Apr 2027")),
        (AnswerKind.TIME, "9.30", dt.time(9, 30)),
        (AnswerKind.NUMBER, 12, 12),
        (AnswerKind.NUMBER, 12.0, 12),
        (AnswerKind.NUMBER, "twelve", 12),
        (AnswerKind.NUMBER, "5 working days", 5),
        (AnswerKind.NUMBER, "One  Working Day", 1),
        (AnswerKind.NUMBER, "5 days", 5),
        (AnswerKind.SHARE, "two thirds", "2/3"),
        (AnswerKind.SHARE, 0.75, "75%"),
        (AnswerKind.SHARE, "None", "0%"),
        (AnswerKind.LIMIT, 14, {"days": 14}),
        (AnswerKind.LIMIT, 14.0, {"days": 14}),
        (AnswerKind.LIMIT, "14 days", {"days": 14}),
        (AnswerKind.LIMIT, "14  Calendar Days", {"days": 14}),
        (AnswerKind.LIMIT, "two weeks", {"days": 14}),
        (AnswerKind.LIMIT, "1 week", {"days": 7}),
        (AnswerKind.LIMIT, "5 clear days", {"clear_days": 5}),
        (AnswerKind.LIMIT, "one clear day", {"clear_days": 1}),
        (AnswerKind.LIMIT, "5 clear", {"clear_days": 5}),
        (AnswerKind.LIMIT, "five working days", {"working_days": 5}),
        (AnswerKind.LIMIT, "5 clear working days", {"clear_working_days": 5}),
        (AnswerKind.LIMIT, "3 statutory clear days", {"statutory_clear_days": 3}),
        (AnswerKind.LIMIT, "a fortnight", {"days": 14}),
        (AnswerKind.LIMIT, "one month", {"months": 1}),
        (AnswerKind.MONTHS, "August and December", ["August", "December"]),
        (
            AnswerKind.NAMES,
            "Health & Wellbeing Board; Panels,  Kent;",
            ["Health & Wellbeing Board", "Panels, Kent"],
        ),
        (AnswerKind.MONTHS, "aug, dec;july", ["August", "December", "July"]),
        (AnswerKind.CHOICE, "tuesday", "Tuesday"),
    ],
)
def test_an_answer_is_read_as_people_write_it(kind: AnswerKind, value: object, setting: object) -> None:
    assert read(kind, value) == (setting, [])


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        (AnswerKind.DATE, "soon", A_DATE),
        (AnswerKind.TIME, "late", A_TIME),
        (AnswerKind.SHARE, "0.667", A_SHARE),
        (AnswerKind.LIMIT, "a while", A_LIMIT),
        (AnswerKind.LIMIT, "many days", A_LIMIT),
        (AnswerKind.LIMIT, 14.5, A_LIMIT),
        (AnswerKind.LIMIT, True, A_LIMIT),
        (AnswerKind.MONTHS, "August, Brumaire", MONTHS),
        (AnswerKind.MONTHS, "au", MONTHS),
        (AnswerKind.CHOICE, "Sunday", "Monday or Tuesday, or nothing"),
    ],
)
def test_an_answer_that_cannot_be_read_is_named_with_what_is_allowed(
    kind: AnswerKind, value: object, allowed: str
) -> None:
    setting, faults = read(kind, value)
    assert setting is None
    assert faults == [f"Terms, cell C4: found “{value}”; allowed: {allowed}."]


@pytest.mark.parametrize("value", ["5 weeks", "some", 4.5, True, "5 working"])
def test_a_number_is_whole_and_of_what_is_counted(value: object) -> None:
    assert read(AnswerKind.NUMBER, value, choices=()) == (
        None,
        [f"Terms, cell C4: found “{value}”; allowed: x."],
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(day("Thu 1 Apr 2027"), "1 April 2027"), (dt.time(9), "09:00:00")]
)
def test_text_that_excel_may_have_made_a_date_of_is_asked_for_again(value: object, shown: str) -> None:
    setting, faults = read(AnswerKind.LINE, value)
    assert setting == ""
    assert faults == [
        f"Terms, cell C4: found “{shown}”; allowed: text; the cell holds a date or a time. "
        "Type it again with an apostrophe before it."
    ]


@pytest.mark.parametrize(
    ("kind", "default", "setting"),
    [
        (AnswerKind.NUMBER, 5, 5),
        (AnswerKind.LIMIT, "two weeks", {"days": 14}),
        (AnswerKind.CHOICE, "Monday", "Monday"),
        (AnswerKind.CHOICE, "", None),
        (AnswerKind.NUMBER, None, None),
    ],
)
def test_an_empty_answer_means_the_default(
    kind: AnswerKind, default: str | int | None, setting: object
) -> None:
    assert read(kind, " ", default=default) == (setting, [])


@pytest.mark.parametrize(
    ("choice", "kind_of_rule"),
    [("monthly", "monthly"), ("Every so many weeks", "every"), ("on the days of the sheet Dates", "list")],
)
def test_the_rule_of_meetings_has_its_word_of_the_policy_file(choice: str, kind_of_rule: str) -> None:
    choices = ("monthly", "every so many weeks", "on the days of the sheet Dates")
    assert read(AnswerKind.CHOICE, choice, choices=choices) == (kind_of_rule, [])


def test_a_date_is_needed_where_it_is_asked_for_and_a_number_is_not() -> None:
    reader = AnswerReader((), TODAY)
    assert reader.date(Cell("Dates, cell A2", "12/1/27"), needed=True) == day("Tue 12 Jan 2027")
    assert reader.whole(Cell("Seats, cell A2", ""), "seat", "a number") is None
    assert reader.whole(Cell("Seats, cell A3", "3 seats"), "seat", "a number") == 3
    assert reader.faults == []
    assert reader.date(Cell("Dates, cell A3", ""), needed=True) is None
    assert reader.date(Cell("Dates, cell A4", "soon"), needed=True) is None
    assert reader.whole(Cell("Seats, cell A4", "x"), "seat", "a number") is None
    assert reader.faults == [
        f"Dates, cell A3: nothing found; allowed: {A_DATE}.",
        f"Dates, cell A4: found “soon”; allowed: {A_DATE}.",
        "Seats, cell A4: found “x”; allowed: a number.",
    ]


@pytest.mark.parametrize(
    ("share", "words"), [(Fraction(3, 4), "75%"), (Fraction(2, 3), "2/3"), (Fraction(1), "100%")]
)
def test_a_share_is_said_in_percent_where_it_is_a_whole_one(share: Fraction, words: str) -> None:
    assert share_in_words(share) == words


def test_a_limit_is_said_in_days() -> None:
    assert in_words(Limit(days=14, clause="6")) == "14 days"
    assert in_words(Limit(clear_working_days=5, clause="6")) == "5 clear working days"
    assert in_words(Limit(months=1, clause="6")) == "1 month"
