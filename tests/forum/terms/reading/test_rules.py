from __future__ import annotations

import pytest

from forum.terms.reading.answers import read_terms, reminders_of
from forum.terms.reading.clauses import Clause, Line, clauses_of
from forum.terms.reading.rules import Reading, readings_of
from forum.terms.reading.sections import group_name

SURE = """
Papers will be circulated five clear working days before each meeting and minutes within a fortnight of it. | papers 5 clear working days; minutes 14 days
At least ten (10) working days before the meeting, the Chair will agree the agenda with the Clerk. | agenda 10 working days
The agenda is agreed by the Chair ten working days before, papers are sent out a week before, and minutes within two weeks. | agenda 10 working days; papers 7 days; minutes 14 days
The draft minutes will be sent to the Chair within five working days and circulated to members within 15 working days of the meeting. | draft 5 working days; minutes 15 working days
Papers should be with members five working days before the meeting; minutes should follow within ten working days. | papers 5 working days; minutes 10 working days
Governors will receive the agenda and papers at least seven clear days before the meeting. | papers 7 clear days
Actions are issued to members within a week of each meeting. | log 7 days
The quorum is one third of the members, subject to a minimum of three. | share 1/3; number 3
The quorum shall be a quarter of the members or three, whichever is the greater. | share 25%; number 3
More than half of the voting members must be present for the meeting to be quorate. | share more than half
The Chair will deem the meeting not quorate if less than two thirds of the Core Membership is present. | share 2/3
The quorum shall be four members, at least one of whom must be a nurse. | number 4; not kept
The quorum for the meeting will be 4 including at least 2 statutory partners. | number 4; not kept
The quorum is 6 (six) members. | number 6
Meetings are quorate if at least two fifths of the membership is present. | share 40%
The Panel shall consist of at most 11 members and have a quorum of one third of them. | share 1/3
Each time the member asks the Chair for agreement to the deputy. | deputies_need the Chair's leave
Decisions are taken by a simple majority of those present and voting. | majority 1/2
In the event of a tie the Chair has a second or casting vote. | chair_casts yes
There shall be at least four ordinary meetings in each municipal year. | at_least 4; often 4 times a year
Members who miss three consecutive meetings without apologies will be written to. | absent_in_a_row 3; absence no apologies
A member who misses three consecutive meetings is asked to step down. | absent_in_a_row 3
The Chair is elected for a term of two years. | chair_months 24
The Chair will be elected by the members at the first meeting of each year. | chair_months 12
Members are appointed for four years. | member_months 48
The quorum is half of the members currently in post. | vacant left out; share 50%
No substitutes are permitted. | deputies none
Governors cannot send a deputy or a substitute. | deputies none
Members who cannot attend should send a named deputy. | deputies 100%
Deputies may represent core members but at no more than 25% of meetings. | deputies 25%
Members should attend at least three quarters of meetings in any year. | own 75%
Meetings are held on the second Tuesday of each month, except August, at 10.00am in the Town Hall and last two hours. | rule second Tuesday of each month, not in August; start 10am; minutes 120; place the Town Hall
Meetings shall be quarterly on the first Monday of March, June, September and December at 7pm, via Microsoft Teams. | rule first Monday of March, June, September and December; start 7pm; place Online
The Board meets every six weeks. | often every 6 weeks
The Panel reports to the Overview and Scrutiny Committee twice a year. | boards Overview and Scrutiny Committee
Administrative support will be provided by Democratic Services. | unit_name Democratic Services
"""  # noqa: E501  (a line is a row)
ASKED = """
At least three other meetings are held each year. | at_least 3; often 3 times a year
Papers will normally be circulated five working days before the meeting. | papers 5 working days
Papers go out a week before the meeting, except in an emergency. | papers 7 days
Council must give at least 3 clear days notice. | papers 3 clear days
The clerk circulates the draft minutes to governors within fifteen school days. | minutes 15 working days
The quorum is a third of the members or three. | share 1/3; number 3
Four of the six districts must be there for the meeting to be quorate. | number 4
With the agreement of the Chair, a member may send a deputy. | deputies 100%
A deputy may attend no more than twice a year. | deputies 100%
A deputy should be nominated only in exceptional circumstances. | deputies 100%; deputies_are only in exceptional circumstances
The Chair agrees the agenda about four weeks before each meeting. | agenda 28 days
The committee meets on the second Monday of each month at 7.30 in the schoolroom. | rule second Monday of each month; start 7:30am
The July meeting is in the afternoon; the others begin at 6.00pm. | start 6pm
CHAIR: There is no deputy. | deputies none
Amendment requires notice on the agenda and a simple majority. | majority 1/2
(The Chair may turn it into a meeting of the full Council on 3 clear days notice.) | papers 3 clear days
Agenda deadline: 10 working days before the meeting. | papers 10 working days
The Chair is consulted on the agenda fifteen working days before the meeting. | agenda 15 working days
Papers of the sub-committee are sent to members three days before. | papers 3 days
Minutes: A decision sheet is issued two working days after the meeting. | minutes 2 working days
At a reconvened meeting the members present, not being fewer than four, are a quorum. | number 4
Minutes are sent out within ten working days of a meeting with partners abroad. | minutes 10 working days
A member may send a deputy who has been trained. | deputies 100%
"""  # noqa: E501  (a line is a row)
NOTHING = """
Members send items for the agenda to the secretary at least three weeks before the meeting.
Agenda items are to be sent to the Partnership Officer three weeks before the meeting.
Papers not received five working days before the meeting will not be considered.
Members must submit papers to the secretariat ten working days before the meeting.
The Deputy Chair will chair if the Chair is absent.
If the meeting is without a quorum for half an hour, whether at the start or later, it ends.
Deputies do not count towards the quorum.
If 2 members sign a requisition, the Chairman must convene a meeting within 7 days.
Minutes will be published on the website within 4 weeks of being approved.
Members will have 5 working days to comment on the minutes.
Quorum and voting: Two-thirds of members present must agree for a decision to be taken.
The figures of the month before the meeting are sent to the analyst by the tenth.
The minutes of the last meeting are confirmed at the next.
A substitution counts where the Clerk is told of it by 12 noon on the working day before the meeting.
Members should attend at least two meetings a year in person (that is, not by substitute).
The Chair and vice-chair are elected at the first meeting and after that agreed each year by full council.
"""


def _read(sentence: str) -> tuple[str, bool]:
    """What a sentence sets, in a line, and whether all of it is sure."""
    clause = clauses_of([Line(sentence)])
    readings = [reading for each in clause for reading in readings_of(each)]
    said = "; ".join(_in_short(reading) for reading in readings)
    return said, not any(reading.doubt for reading in readings)


def _in_short(reading: Reading) -> str:
    """ "papers 5 working days" for what sets when papers are out; "not kept" for a part that sets nothing."""
    name = reading.path.rpartition(".")[2]
    short = name.partition("_")[0] if reading.path.startswith("deadlines") else name
    return f"{short} {reading.answer}" if short else "not kept"


def _rows(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" | ")) for line in table.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("sentence", "said"), _rows(SURE))
def test_a_duty_is_read_with_its_days_and_numbers(sentence: str, said: str) -> None:
    assert _read(sentence) == (said, True)


@pytest.mark.parametrize(("sentence", "said"), _rows(ASKED))
def test_what_is_not_sure_is_asked(sentence: str, said: str) -> None:
    assert _read(sentence) == (said, False)


@pytest.mark.parametrize("sentence", NOTHING.strip().splitlines())
def test_a_duty_that_no_rule_keeps_sets_nothing(sentence: str) -> None:
    assert _read(sentence)[0] == ""


def test_of_sundays_and_other_members_and_another_meeting_nothing_is_read_as_sure() -> None:
    lines = """Notice
5.1 Three clear days before a meeting the Clerk shall send a signed summons to members. Sundays and bank holidays are not counted.
5.2 The quorum is six. If there is no quorum within 20 minutes of the start nothing is decided.
5.3 Executive members may send a deputy. Partner Members may send a named deputy.
5.4 The Panel is quorate when Police and Health are there and at least two other members.
THE GENERAL MEETING
6.1 The quorum is fifteen members."""  # noqa: E501
    terms = read_terms([Line(text) for text in lines.splitlines()])
    assert [(reading.path, reading.answer, bool(reading.doubt)) for reading in terms.readings] == [
        ("deadlines.papers_out", "3 statutory clear days", False),
        ("quorum.number", "6", False),
        ("attendance.deputies", "100%", True),
    ]


def test_what_no_rule_keeps_is_a_reminder_on_the_day_it_names() -> None:
    lines = """1 An annual report is sent to the Board by the end of June.
2 Motions shall be given to the Clerk at least seven clear days before the meeting.
3 The list of members is looked at every year.
4 Members must not speak to the press."""
    terms = read_terms([Line(text) for text in lines.splitlines()])
    reminders = reminders_of(terms.not_kept, "April")
    assert [(each.get("months"), each.get("before_meeting")) for each in reminders] == [
        (["June"], None),
        (None, {"clear_days": 7, "clause": "2"}),
        (["April"], None),
        (["April"], None),
    ]
    assert reminders[-1]["what"].endswith("nothing here sees to: clauses 4")


def test_members_who_are_more_than_a_name_have_their_seats() -> None:
    three = "(a) three Non-Executive Members, of whom one is appointed Chair"
    lines = ("Membership", "Governors", three, "(b) the Nurse")
    terms = read_terms([Line(text) for text in lines])
    assert [reading.answer for reading in terms.readings] == ["Non-Executive Member (3 seats)", "Nurse"]


def test_a_heading_without_a_style_ends_the_list_of_members() -> None:
    lines = """SECTION 2 - MEMBERS
Category Number How selected Vote
i. Head of Education
ii. Nurse Consultant
1. The solicitor advises. They are no member.
Knowledge
2. Every member knows the rules of the scheme.
SECTION 3 - MEETINGS"""
    terms = read_terms([Line(text) for text in lines.splitlines()])
    assert [reading.answer for reading in terms.readings] == ["Head of Education", "Nurse Consultant"]


def test_a_word_of_the_group_s_own_name_casts_no_doubt() -> None:
    sentence = "Papers of the Engagement Sub-Group are sent to members one week before each meeting."
    (reading,) = readings_of(Clause("4", "Papers", sentence), "Engagement Sub-Group")
    assert (reading.answer, reading.doubt) == ("7 days", "")


def test_the_name_of_a_group_is_its_title_and_not_who_adopted_its_terms() -> None:
    head = ("Riverside Open Spaces Panel", "Terms of Reference", "Adopted by the Council on 3 March 2026.")
    assert group_name([Line(text) for text in head]) == "Riverside Open Spaces Panel"


def test_no_half_of_a_sentence_that_sets_a_day_is_lost_and_no_review() -> None:
    terms = read_terms(
        [
            Line("Draft minutes are with the Chair within five working days and circulated within 3 weeks."),
            Line("To be reviewed every two years."),
        ]
    )
    assert [(reading.path, reading.answer) for reading in terms.readings] == [
        ("deadlines.draft_to_chair", "5 working days"),
        ("deadlines.minutes_out", "21 days"),
    ]
    assert [words for _, words in terms.not_kept] == [
        "To be reviewed every two years.",
    ]


def test_what_stands_below_the_title_alone_is_no_list_of_purposes_and_a_quorum_no_list_of_members() -> None:
    terms = read_terms(
        [
            Line("Hollow Planning Committee"),
            Line("Terms of Reference"),
            Line("A maximum of five members of the Council."),
            Line("The Committee shall have a quorum of one third of its members."),
            Line("Membership"),
            Line("The quorum shall consist of three members."),
        ]
    )
    assert (terms.name, [reading.path for reading in terms.readings]) == (
        "Hollow Planning Committee",
        ["quorum.share", "quorum.number"],
    )


def test_a_deputy_under_a_lettered_heading_of_the_chair_s_is_asked_about() -> None:
    lines = [Line("C. Chair", is_heading=True), Line("C1. There is no deputy.")]
    (reading,) = (reading for clause in clauses_of(lines) for reading in readings_of(clause))
    assert (reading.answer, reading.doubt) == ("none", "is it the Chair’s deputy?")
