"""What no step sees to comes on the unit's desk on its day, and a term of office before it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.terms.parts.deadlines import Limit
from forum.terms.parts.duties import Reminder
from forum.terms.parts.members import Chairs, TermsOfOffice
from tests.forum.policies import MASE
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.secretariat import CHAIR, Forum

REMINDERS = (
    Reminder(what="Post the notice", before_meeting=Limit(clear_days=5, clause="9.1"), clause="9.1"),
    Reminder(what="Send the register of interests round", months=("February",), clause="9.2"),
    Reminder(
        what="Advertise the annual meeting",
        before_meeting=Limit(days=7, clause="4"),
        months=("March",),
        clause="4",
    ),
)


@pytest.fixture
def with_rules(forum: Forum) -> Forum:
    rules = {
        "reminders": REMINDERS,
        "terms_of_office": TermsOfOffice(chair_months=7, chair_most=1, clause="3"),
        "chairs": Chairs(order=("Kent Police", "Kent and Medway", "KCHFT"), clause="3"),
        "seats": (MASE.seats[0].model_copy(update={"term_months": 7}), *MASE.seats[1:]),
    }
    policy = forum.office.policies["MASE"].model_copy(update=rules)
    forum.office = replace(forum.office, policies={"MASE": policy})
    return forum


@pytest.mark.parametrize(
    ("on", "comes"),
    [
        ("Mon 4 Jan 2027", ()),
        ("Tue 5 Jan 2027", ("Post the notice (clause 9.1).",)),
        ("Fri 29 Jan 2027", ("Post the notice (clause 9.1).",
                             "Send the register of interests round (clause 9.2).")),
        ("Mon 1 Mar 2027", ("Post the notice (clause 9.1).",
                            "Send the register of interests round (clause 9.2).",
                            "Advertise the annual meeting (clause 4).")),
        ("Tue 2 Mar 2027", ("Post the notice (clause 9.1).", "Advertise the annual meeting (clause 4).")),
    ],
)  # fmt: skip
def test_a_rule_that_nothing_else_keeps_is_told_from_the_day_before_for_twenty_working_days(
    with_rules: Forum, on: str, comes: tuple[str, ...]
) -> None:
    with_rules.on(on)
    letter = desk_today(with_rules)
    every = [reminder.what for reminder in REMINDERS]
    assert [what for what in every if what in letter] == [words.split(" (")[0] for words in comes]
    assert all(words in letter for words in comes)


def test_a_chairs_term_is_told_in_time_for_the_agenda_two_meetings_before_and_on_its_last_day(
    with_rules: Forum,
) -> None:
    told = (
        "term as Chair ends on 31 March 2027, and may not have another in a row; "
        "it passes to KCHFT (clause 3)."
    )
    days = {}
    for on in ("Fri 15 Jan 2027", "Mon 18 Jan 2027", "Tue 19 Jan 2027", "Wed 20 Jan 2027", "Wed 31 Mar 2027"):
        with_rules.on(on)
        letter = desk_today(with_rules)
        days[on] = told in letter
        assert letter.count("term as core member ends on 31 March 2027") == days[on]  # of one seat
    assert [on for on, is_told in days.items() if is_told] == [
        "Mon 18 Jan 2027",
        "Tue 19 Jan 2027",
        "Wed 31 Mar 2027",
    ]


def test_a_chair_whom_the_terms_rule_out_is_on_the_desk_while_they_are_chair(forum: Forum) -> None:
    def with_rule(**rule: object) -> Forum:
        policy = forum.office.policies["MASE"].model_copy(update={"chairs": Chairs(clause="3", **rule)})
        forum.office = replace(forum.office, policies={"MASE": policy})
        return forum

    forum.on("Tue 5 Jan 2027")
    chair = next(one for one in forum.members().people if one.name == CHAIR)
    told = f"The Chair comes from {chair.organisation}, which the terms rule out (clause 3)."
    assert told not in desk_today(with_rule(not_from=("Nobody’s",), differ=True))
    forum.on("Wed 6 Jan 2027")
    letter = desk_today(with_rule(not_from=(chair.organisation,), deputy_from=("KCHFT", "Medway Council")))
    assert told in letter
    assert (
        "The deputy chair comes from none of KCHFT or Medway Council, as the terms ask (clause 3)." in letter
    )
