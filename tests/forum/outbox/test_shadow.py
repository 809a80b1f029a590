from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest

from forum.outbox.shadow import (
    OTHER,
    Comparison,
    OurLetter,
    UnitMail,
    compare,
    letters_by_words,
    sending_day,
    shadow_tallies,
)
from tests.english import day
from tests.forum.policies import MASE_DAYS

POLICE, NURSE = uuid4(), uuid4()
FIRST, LAST = day("Mon 1 Feb 2027"), day("Sun 28 Feb 2027")


def ours(letter: str, on: str, person: UUID = POLICE) -> OurLetter:
    return OurLetter(uuid4(), letter, person, day(on))


def theirs(mail: int, on: str, *letters: str, person: UUID = POLICE) -> UnitMail:
    return UnitMail(mail, person, day(on), letters)


def compared(letters: list[OurLetter], mails: list[UnitMail]) -> Comparison:
    return compare(letters, mails, FIRST, LAST)


@pytest.mark.parametrize(
    ("subject", "files", "letter"),
    [
        ("MASE - agenda and papers for 9 February", [], "papers"),
        ("RE: [EXTERNAL] MASE", ["MASE_minutes_12 January.docx"], "minutes"),
        ("MASE Group: meeting on 9 Feb CANCELLED", [], "cancelled"),
        ("MASE: change of date", [], "moved"),
        ("Late paper for item 7", ["item 7.pdf"], "supplement"),
        ("Can you send a deputy?", [], "deputy_wanted"),
        ("Your actions from MASE", [], "after_meeting"),
    ],
)
def test_what_a_mail_stands_for_is_read_from_its_subject_and_files(
    subject: str, files: list[str], letter: str
) -> None:
    assert letters_by_words(subject, files)[0] == letter


@pytest.mark.parametrize("subject", ["", "Car park is closed on Friday", "Newspapers", "Attendant"])
def test_what_speaks_of_nothing_we_send_stands_for_nothing(subject: str) -> None:
    assert letters_by_words(subject, ["map.png"]) == ()


def test_a_letter_and_a_mail_to_the_same_person_a_few_days_apart_are_the_same() -> None:
    early, late = ours("papers", "Mon 1 Feb 2027"), ours("minutes", "Mon 22 Feb 2027", NURSE)
    found = compared(
        [early, late],
        [theirs(0, "Wed 3 Feb 2027", "papers"), theirs(1, "Fri 19 Feb 2027", "minutes", person=NURSE)],
    )
    assert [(pair.ours, pair.days_later) for pair in found.both] == [(early, 2), (late, -3)]
    assert (found.only_ours, found.only_theirs) == ((), ())


def test_another_person_another_kind_or_weeks_between_are_not_the_same() -> None:
    letters = [ours("papers", "Mon 1 Feb 2027")]
    mails = [
        theirs(0, "Mon 1 Feb 2027", "papers", person=NURSE),
        theirs(1, "Mon 1 Feb 2027", "minutes"),
        theirs(2, "Tue 9 Feb 2027", "papers"),
    ]
    found = compared(letters, mails)
    assert (found.both, found.only_ours, found.only_theirs) == ((), tuple(letters), tuple(mails))


def test_the_nearest_go_together_and_each_mail_is_used_once() -> None:
    first, second = ours("actions", "Mon 1 Feb 2027"), ours("actions", "Mon 8 Feb 2027")
    near, again = theirs(0, "Mon 8 Feb 2027", "actions"), theirs(1, "Tue 9 Feb 2027", "actions")
    found = compared([first, second], [near, again])
    assert [(pair.ours, pair.theirs) for pair in found.both] == [(second, near)]
    assert (found.only_ours, found.only_theirs) == ((first,), (again,))


def test_one_mail_may_do_the_work_of_several_letters() -> None:
    letters = [ours("papers", "Tue 2 Feb 2027"), ours("minutes", "Tue 2 Feb 2027")]
    found = compared(letters, [theirs(0, "Tue 2 Feb 2027", "minutes", "papers")])
    assert len(found.both) == 2
    assert found.only_theirs == ()


def test_a_counterpart_just_outside_the_days_counts_and_what_is_alone_there_does_not() -> None:
    inside, outside = ours("papers", "Mon 1 Feb 2027"), ours("minutes", "Fri 29 Jan 2027")
    found = compared(
        [inside, outside],
        [theirs(0, "Fri 29 Jan 2027", "papers"), theirs(1, "Mon 1 Mar 2027", "moved")],
    )
    assert [pair.days_later for pair in found.both] == [-3]
    assert (found.only_ours, found.only_theirs) == ((), ())


def test_both_days_themselves_are_compared() -> None:
    found = compared([ours("papers", "Sun 28 Feb 2027")], [theirs(0, "Mon 1 Feb 2027", "minutes")])
    assert (len(found.only_ours), len(found.only_theirs)) == (1, 1)


def test_they_are_counted_by_letter_with_what_is_none_of_ours_last() -> None:
    found = compared(
        [ours("papers", f"{date} 2027") for date in ("Tue 2 Feb", "Wed 10 Feb", "Thu 18 Feb", "Fri 26 Feb")]
        + [ours("actions", "Mon 1 Feb 2027")],
        [theirs(mail, f"{date} 2027", "papers") for mail, date in enumerate(("Tue 2 Feb", "Thu 11 Feb"))]
        + [theirs(2, "Wed 17 Feb 2027", "papers"), theirs(3, "Sat 27 Feb 2027", "papers")]
        + [theirs(4, "Tue 2 Feb 2027")],
    )
    counted = {
        tally.letter: (tally.same_day, tally.unit_earlier, tally.unit_later, tally.both)
        for tally in shadow_tallies(found)
    }
    assert counted == {"actions": (0, 0, 0, 0), "papers": (1, 1, 2, 4), OTHER: (0, 0, 0, 0)}
    assert [(tally.letter, tally.only_ours, tally.only_theirs) for tally in shadow_tallies(found)] == [
        ("actions", 1, 0),
        ("papers", 0, 0),
        (OTHER, 0, 1),
    ]


def test_of_two_letters_as_near_to_a_mail_the_earlier_is_the_one_it_stands_for() -> None:
    before, after = ours("actions", "Mon 1 Feb 2027"), ours("actions", "Fri 5 Feb 2027")
    found = compared([after, before], [theirs(0, "Wed 3 Feb 2027", "actions")])
    assert [pair.ours for pair in found.both] == [before]


@pytest.mark.parametrize(
    ("queued", "goes"),
    [
        ("2027-02-05 07:00", "Fri 5 Feb 2027"),
        ("2027-02-05 16:30", "Fri 5 Feb 2027"),
        ("2027-02-05 16:45", "Mon 8 Feb 2027"),
        ("2027-02-06 09:00", "Mon 8 Feb 2027"),
    ],
)
def test_a_letter_goes_while_people_are_written_to(queued: str, goes: str) -> None:
    assert sending_day(dt.datetime.fromisoformat(queued), dt.time(16, 30), MASE_DAYS) == day(goes)
