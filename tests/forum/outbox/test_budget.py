from __future__ import annotations

from uuid import UUID

from forum.outbox.budget import Kind, LetterSent, Reader, tallies, totals
from tests.english import day
from tests.forum.policies import MASE


def letter(
    name: str,
    date: str,
    reader: Reader = Reader.MEMBER,
    person: int = 1,
    group: str = "MASE",
    attachments: bool = False,
) -> LetterSent:
    return LetterSent(group, UUID(int=person), reader, name, day(date), attachments)


def test_a_member_s_letters_and_digests_are_counted_apart_by_month() -> None:
    found = tallies(
        [
            letter("after_meeting", "Fri 15 Jan 2027"),
            letter("actions", "Mon 18 Jan 2027"),
            letter("minutes", "Tue 26 Jan 2027"),
            letter("papers", "Tue 2 Feb 2027"),
            letter("papers", "Tue 2 Feb 2027", person=2),
        ],
        MASE.budget,
    )
    january, february = day("Fri 1 Jan 2027"), day("Mon 1 Feb 2027")
    assert [(t.person_id.int, t.month, t.kind, t.sent, t.allowed) for t in found] == [
        (1, january, Kind.DIGEST, 1, 2),
        (1, january, Kind.LETTER, 2, 3),
        (1, february, Kind.LETTER, 1, 3),
        (2, february, Kind.LETTER, 1, 3),
    ]


def test_the_fourth_letter_to_a_member_is_over_the_budget() -> None:
    three = [letter("papers", f"{date} 2027") for date in ("Mon 4 Jan", "Tue 5 Jan", "Wed 6 Jan")]
    (within,) = tallies(three, MASE.budget)
    (above,) = tallies([*three, letter("minutes", "Thu 7 Jan 2027")], MASE.budget)
    assert (within.over, above.over) == (False, True)


def test_requests_for_a_paper_and_letters_out_of_the_ordinary_are_counted_apart() -> None:
    found = tallies(
        [
            letter("papers", "Tue 5 Jan 2027"),
            letter("paper_author", "Wed 6 Jan 2027"),
            letter("supplement", "Thu 7 Jan 2027"),
            letter("moved", "Fri 8 Jan 2027"),
        ],
        MASE.budget,
    )
    assert {t.kind: (t.sent, t.allowed) for t in found} == {
        Kind.LETTER: (1, 3),
        Kind.PAPER_ASKED: (1, 2),
        Kind.EXCEPTIONAL: (2, 2),
    }


def test_the_chair_has_room_for_six() -> None:
    letters = [letter("chair", f"{date} 2027", Reader.CHAIR) for date in ("Mon 4 Jan", "Tue 5 Jan")]
    (tally,) = tallies(letters, MASE.budget)
    assert (tally.sent, tally.allowed) == (2, 6)


def test_the_desk_letter_is_not_counted_nor_is_one_without_a_file_to_work_on() -> None:
    desk = letter("desk", "Mon 4 Jan 2027", Reader.UNIT, attachments=True)
    pack_as_before = letter("pack_check", "Mon 4 Jan 2027", Reader.UNIT)
    assert not tallies([desk, pack_as_before], MASE.budget)


def test_letters_that_confirm_what_somebody_wrote_are_not_counted() -> None:
    confirmations = ("recorded", "not_understood", "undone")
    assert not tallies([letter(name, "Mon 4 Jan 2027") for name in confirmations], MASE.budget)


def test_the_unit_s_letters_to_work_on_are_counted_for_each_group() -> None:
    found = tallies(
        [
            letter("record_workbook", "Mon 11 Jan 2027", Reader.UNIT, attachments=True),
            letter("minutes_draft", "Thu 14 Jan 2027", Reader.UNIT, attachments=True),
            letter("record_workbook", "Wed 13 Jan 2027", Reader.UNIT, group="HAP", attachments=True),
        ],
        MASE.budget,
    )
    assert [(t.group, t.kind, t.sent, t.allowed) for t in found] == [
        ("HAP", Kind.WITH_ATTACHMENTS, 1, 3),
        ("MASE", Kind.WITH_ATTACHMENTS, 2, 3),
    ]


def test_minutes_to_put_right_are_out_of_the_ordinary_for_the_unit() -> None:
    (tally,) = tallies(
        [letter("minutes_again", "Fri 15 Jan 2027", Reader.UNIT, attachments=True)], MASE.budget
    )
    assert (tally.kind, tally.sent, tally.allowed) == (Kind.EXCEPTIONAL, 1, 2)


def test_letters_about_a_boards_report_are_counted_by_themselves() -> None:
    letters = [
        letter("report_draft", "Mon 25 Jan 2027", reader=Reader.UNIT, attachments=True),
        letter("board_report", "Mon 15 Feb 2027"),
        letter("board_outcome", "Tue 2 Feb 2027"),
    ]
    assert {(tally.kind, tally.sent, tally.allowed) for tally in tallies(letters, MASE.budget)} == {
        (Kind.REPORT, 1, 4),
        (Kind.REPORT, 2, 4),
    }


def test_of_all_kinds_together_a_member_gets_no_more_than_six_letters_a_month() -> None:
    kinds = ("papers", "minutes", "actions", "paper_author", "details", "supplement", "recorded")
    six = [letter(name, "Mon 4 Jan 2027") for name in kinds]
    (within,) = totals(six, MASE.budget)
    (above,) = totals([*six, letter("after_meeting", "Fri 15 Jan 2027")], MASE.budget)
    assert [(each.kind, each.sent, each.allowed, each.over) for each in (within, above)] == [
        (Kind.ALL, 6, 6, False),
        (Kind.ALL, 7, 6, True),
    ]
    (of_unit,) = totals([letter("desk", "Mon 4 Jan 2027", Reader.UNIT)], MASE.budget)
    assert (of_unit.sent, of_unit.allowed) == (1, 14)
