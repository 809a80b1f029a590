"""What a new member reads of the terms: a sentence for each, whatever a board's terms ask for."""

from __future__ import annotations

import pytest

from forum.documents.members import YourPart
from forum.terms.policy import Policy, read_policy
from tests.forum.policies import MASE, MASE_FILE, SECOND

MONTHLY = 'rule = { kind = "monthly", week = "second", weekday = "Tuesday" }'
SHARE_OF_QUORUM = 'share = "2/3"'
AGENDA, PAPERS, MINUTES = (
    "agenda_agreed = { days = 14",
    "papers_out = { days = 7",
    "minutes_out = { days = 14",
)


def sentence(policy: Policy, about: str) -> str:
    terms = YourPart.of(policy, [seat.name for seat in policy.seats]).terms
    return " ".join(term.words for term in terms if term.about == about)


@pytest.mark.parametrize(
    ("own", "words_of_own"),
    [
        ("75%", "at least 75% of meetings"),
        ("5/7", "at least 5/7 of meetings"),
        ("100%", "all meetings"),
    ],
)
@pytest.mark.parametrize(
    ("deputies", "words_of_deputies"),
    [
        ("25%", "a deputy may stand in at no more than 25% of them."),
        ("1/3", "a deputy may stand in at no more than one third of them."),
        ("0%", "a deputy may not stand in."),
        (
            "100%",
            "a deputy may stand in at any of them, but doesn’t count as the member’s own attendance.",
        ),
    ],
)
def test_attendance_is_told_as_the_terms_limit_it(
    own: str, words_of_own: str, deputies: str, words_of_deputies: str
) -> None:
    text = MASE_FILE.read_text(encoding="utf-8")
    text = text.replace('own = "75%"', f'own = "{own}"')
    policy = read_policy(text.replace('deputies = "25%"', f'deputies = "{deputies}"'), "mase.toml")
    asked, allowed = sentence(policy, "Attendance").split("; ")
    assert (asked.endswith(words_of_own), allowed) == (True, words_of_deputies)


@pytest.mark.parametrize(
    ("before", "after", "about", "words"),
    [
        (MONTHLY, MONTHLY, "Meetings", "On the second Tuesday of each month, at 10am, Room 2 and online."),
        (
            MONTHLY,
            'rule = { kind = "every", weeks = 2, starting = 2027-01-12 }',
            "Meetings",
            "Every two weeks from 12 January 2027, at 10am, Room 2 and online.",
        ),
        (
            MONTHLY,
            'rule = { kind = "list", dates = [2027-01-12] }',
            "Meetings",
            "On the days agreed for the year, at 10am, Room 2 and online.",
        ),
        (
            SHARE_OF_QUORUM,
            SHARE_OF_QUORUM,
            "Quorum",
            "A meeting is quorate when these are filled: at least two thirds of the 12 seats.",
        ),
        (
            SHARE_OF_QUORUM,
            'share = "100%"',
            "Quorum",
            "A meeting is quorate when these are filled: all of the 12 seats.",
        ),
        (
            SHARE_OF_QUORUM,
            'share = "0%"\nnumber = 1',
            "Quorum",
            "A meeting is quorate when these are filled: at least 1 seat.",
        ),
        (
            SHARE_OF_QUORUM,
            'share = "3/4"\nnumber = 5\nmust_include = ["KCHFT"]',
            "Quorum",
            "A meeting is quorate when these are filled: at least three quarters of the 12 seats, at least 5 "
            "seats and KCHFT.",
        ),
        (
            SHARE_OF_QUORUM,
            'share = "1/2"\nnot_counted = ["NPS"]\nwith_chair = true',
            "Quorum",
            "A meeting is quorate when these are filled: at least half of the 11 seats, and the Chair or the "
            "deputy chair is there.",
        ),
        (
            SHARE_OF_QUORUM,
            'share = "2/5"\nvacant = "left out"\nmore = ["CAMHS"]\nthan = ["MSCB", "KSCB"]',
            "Quorum",
            "A meeting is quorate when these are filled: at least two fifths of the seats that somebody "
            "holds and more of CAMHS than of MSCB and KSCB.",
        ),
        (
            "plan_months_ahead = 4",
            "plan_months_ahead = 4\nat_least = 4",
            "Meetings",
            "On the second Tuesday of each month, at 10am, Room 2 and online; at least four meetings a year.",
        ),
        (
            'own = "75%"\ndeputies = "25%"',
            'own = "0%"\ndeputies = "100%"',
            "Attendance",
            "A deputy may stand in at any meeting.",
        ),
        (
            'whose_word = "either"',
            'not_from = ["KSCB", "MSCB"]\ndeputy_from = ["Kent Police"]\ndiffer = true\nkinds_differ = true\n'
            'order = ["KCHFT", "NPS"]',
            "Chairs",
            "Neither the Chair nor the deputy chair is from KSCB or MSCB. The deputy chair is from Kent "
            "Police. Chair and deputy chair are from different organisations. Chair and deputy chair have "
            "seats of different kinds. The Chair passes on in this order: KCHFT and NPS.",
        ),
        (
            "[attendance]",
            '[votes]\nmajority = "2/3"\n[[votes_on]]\nmatter = "The terms"\nmajority = "3/4"\n'
            'of = "all seats"\nwithout = ["CRC"]\n[attendance]',
            "Votes",
            "A decision needs at least two thirds of the votes cast. On “The terms” it needs at least three "
            "quarters of all seats. Without a vote on it: CRC.",
        ),
        (
            "[attendance]",
            '[votes]\nmajority = "1/2"\nchair_decides = true\n[attendance]',
            "Votes",
            "A decision needs more than half of the votes cast; without that the Chair decides.",
        ),
        (
            SHARE_OF_QUORUM,
            'must_include = ["KCHFT", "CAMHS"]',
            "Quorum",
            "A meeting is quorate when these are filled: KCHFT and CAMHS.",
        ),
        (
            AGENDA,
            AGENDA,
            "Agenda",
            "The Chair agrees the agenda at least 14 days before the meeting.",
        ),
        (
            AGENDA,
            "agenda_agreed = { clear_days = 10",
            "Agenda",
            "The Chair agrees the agenda at least 10 clear days before the meeting.",
        ),
        (
            PAPERS,
            "papers_out = { days = 0",
            "Papers",
            "Agenda and papers go out no later than the day of the meeting.",
        ),
        (
            PAPERS,
            "papers_out = { clear_days = 0",
            "Papers",
            "Agenda and papers go out at least 1 day before the meeting.",
        ),
        (
            PAPERS,
            "papers_out = { clear_working_days = 5",
            "Papers",
            "Agenda and papers go out at least 5 clear working days before the meeting.",
        ),
        (
            PAPERS,
            "papers_out = { statutory_clear_days = 3",
            "Papers",
            "Agenda and papers go out at least 3 statutory clear days (Sundays and holidays are not counted) "
            "before the meeting.",
        ),
        (
            MINUTES,
            "minutes_out = { clear_days = 13",
            "Minutes",
            "Minutes and action log go out within 13 clear days after the meeting.",
        ),
    ],
)
def test_each_term_is_told_as_the_policy_has_it(before: str, after: str, about: str, words: str) -> None:
    text = MASE_FILE.read_text(encoding="utf-8")
    assert before in text
    assert sentence(read_policy(text.replace(before, after), "mase.toml"), about) == words


def test_months_without_a_meeting_are_told() -> None:
    assert sentence(SECOND, "Meetings").startswith("Every six weeks from 14 January 2027, but not in August,")
    text = MASE_FILE.read_text(encoding="utf-8").replace(
        MONTHLY, MONTHLY.replace(" }", ', no_meeting_in = ["August", "December"] }')
    )
    assert sentence(read_policy(text, "mase.toml"), "Meetings").startswith(
        "On the second Tuesday of each month, but not in August or December, at 10am"
    )


def test_each_term_has_its_clause_the_purposes_are_those_of_the_policy_and_no_marking_is_on_it() -> None:
    terms = YourPart.of(MASE, [])
    clauses = {term.about: term.clause for term in terms.terms}
    assert clauses == {
        "Meetings": "5", "Quorum": "4", "Attendance": "4", "Agenda": "6", "Papers": "6", "Minutes": "6",
    }  # fmt: skip
    assert terms.purposes[:1] == (MASE.objectives["cases"],)
    assert len(terms.purposes) == len(MASE.objectives)
    assert terms.marking == ""
    assert ("CSE", "child sexual exploitation.") in terms.words


def test_a_policy_without_words_of_its_own_explains_those_that_every_board_uses() -> None:
    words = dict(YourPart.of(SECOND, ["Police", "Health"]).words)
    assert list(words) == ["Part 2", "Quorate", "Unconfirmed", "Discharged"]


def test_an_abolished_seat_is_not_among_the_seats_that_the_quorum_is_a_share_of() -> None:
    terms = YourPart.of(MASE, [seat.name for seat in MASE.seats[:9]]).terms
    assert [term.words for term in terms if term.about == "Quorum"] == [
        "A meeting is quorate when these are filled: at least two thirds of the 9 seats."
    ]


def test_votes_absence_and_terms_of_office_are_told_where_the_terms_have_them() -> None:
    rules = {
        "attendance": '''own = "75%"
absent_in_a_row = 3
absent_months = 6
absence = "not in person"
membership_ends = "on the group's word"''',
        "end": '''
[votes]
majority = "1/2"
chair_casts = true
clause = "8"

[terms_of_office]
chair_months = 24
chair_most = 2
member_months = 18
clause = "9"
''',
    }  # fmt: skip
    text = MASE_FILE.read_text(encoding="utf-8").replace('own = "75%"', rules["attendance"]) + rules["end"]
    policy = read_policy(text, "mase.toml")
    assert {about: sentence(policy, about) for about in ("Votes", "Absence", "Office")} == {
        "Votes": "A decision needs more than half of the votes cast; on a tie the Chair has a second vote.",
        "Absence": "A member absent from three meetings in a row or from all meetings of six months, even "
        "with a deputy there, is written to, and their membership may end on the group’s word.",
        "Office": "The Chair is appointed for two years, at most twice in a row; a member is appointed for "
        "18 months.",
    }
