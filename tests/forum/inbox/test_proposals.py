"""What is proposed where a reply was not understood; nothing of it is recorded before its writer's YES."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.likely.propose import read_with_likely
from tasks.duties.inbox.answered_letter import likely_words
from tests.forum.inbox.reading.letters import LETTERS, TODAY
from tests.forum.inbox.reading.what_people_write import (
    AGENDA_AGREED,
    DISCHARGED,
    MINUTES_AGREED,
)


def proposed(letter: str, text: str) -> list[str]:
    """What is proposed for a reply of which nothing is recorded, a sentence each."""
    reading = read_with_likely(LETTERS[letter], ReceivedReply(on=TODAY, text=text), likely_words())
    assert not reading.sayings
    assert reading.not_understood or not reading.proposed
    return [saying.in_words(LETTERS[letter]) for saying in reading.proposed]


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("chair: agenda", "Okay from me", AGENDA_AGREED),
        ("chair: discharge", "Discharge. Helen has done well to get that finished.", DISCHARGED),
        ("chair: minutes", "No comments from me.", MINUTES_AGREED),
        ("chair: agenda", "Fine by me, the whole of it", AGENDA_AGREED),
    ],
)
def test_what_has_one_likely_meaning_is_proposed(letter: str, text: str, says: str) -> None:
    assert proposed(letter, text) == [says]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("next Friday", "29 January"),
        ("I am hoping to get the last bits finished by Friday 29 January", "29 January"),
        ("The calendar went out to all agencies on Thursday", "DONE"),
    ],
)
def test_what_an_owner_likely_means_is_a_tap_away(text: str, word: str) -> None:
    reading = read_with_likely(LETTERS["actions: one"], ReceivedReply(on=TODAY, text=text), likely_words())
    assert reading.sayings == ()
    assert [word in choice.words for choice in reading.choices] == [True]


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "I can't make out page 3"),
        ("papers", "I can't attend to item 6 now"),
        ("after the meeting", "I can't attend, please send me the minutes"),
        ("papers", "Neither I nor the Deputy Designated Nurse can be there for me"),
        ("deputy wanted", "Either"),
        ("chair: agenda", "As below"),
        ("chair: agenda", "Let me check with Karen first"),
        ("chair: late paper", "No, don't hold it back"),
        ("chair: agenda", "ok?"),
        ("chair: agenda", "ok if you are"),
        ("chair: agenda", "not ok"),
        ("chair: agenda", "I don't disagree with it at all, ring me"),
        ("chair: agenda", "Agreed, subject to the usual"),
        ("chair: agenda", "Agree with Karen that it is long"),
        ("chair: agenda", "Agreed by the group"),
        ("chair: agenda", "All agree agenda items are late"),
        ("chair: agenda", "The January agenda was good to go"),
        ("chair: agenda", "Karen says she is happy with this"),
        ("chair: late paper", "Allow me to think about it"),
        ("chair: discharge", "Has Helen discharged it herself"),
        ("chair: discharge", "I return to work on Monday"),
        ("chair: agenda", "Yes. No. Hmm"),
        ("chair: late paper, discharge, agenda", "OK"),
        ("chair: notice", "ok"),
        ("desk", "Rang the Chair twice, no answer"),
        ("desk", "She will ring back, sure to agree the agenda"),
        ("desk", "The Chair says she will have agreed the agenda soon"),
        ("desk", "Helen says item 6 is either verbal or withdrawn"),
        ("desk", "Told me it is not done"),
        ("desk", "The room is booked, spoke to the caretaker"),
        ("chair: notice", "👍"),
        ("pack", "ok"),
        ("actions: one", "The calendar went out, but Medway is missing"),
        ("actions: one", "Has the calendar gone out?"),
        ("actions: one", "It has not been sent"),
        ("actions: one", "Draft sent to the training lead"),
        ("actions: one", "To be sent next week or the week after"),
        ("actions: one", "By next Friday or the end of February"),
        ("actions: one", "next Friday if the printers deliver"),
        ("actions: one", "In progress"),
        ("actions: one", "Will let you know by Friday"),
        ("actions: one", "We will have a draft by Friday"),
        ("actions: one", "The first one is done"),
        ("chair: agenda", "Agree to differ"),
        ("chair: agenda", "Agree agenda and release the pack"),
        ("chair: agenda", "Hardly agreed"),
        ("chair: agenda", "agree most of it"),
        ("chair: agenda", "agenda to be agreed"),
        ("actions: one", "hardly done"),
    ],
)
def test_nothing_is_proposed_beside_a_question_a_condition_or_a_denial(letter: str, text: str) -> None:
    assert proposed(letter, text) == []


GREEN = "Line {} of the action plan has your update: green."


@pytest.mark.parametrize(
    ("letter", "text", "recorded", "likely"),
    [
        ("actions: two lines", "Both lines are green and running on time. 03 done",
         ["Action MASE/2027-01/03 is reported done."], [GREEN.format("P2.3"), GREEN.format("P3.1")]),
    ],
)  # fmt: skip
def test_what_each_part_likely_means_is_proposed_beside_what_is_recorded(
    letter: str, text: str, recorded: list[str], likely: list[str]
) -> None:
    reading = read_with_likely(LETTERS[letter], ReceivedReply(on=TODAY, text=text), likely_words())
    assert [saying.in_words(LETTERS[letter]) for saying in reading.sayings] == recorded
    assert [saying.in_words(LETTERS[letter]) for saying in reading.proposed] == likely


@pytest.mark.parametrize(
    ("letter", "text", "meant"),
    [
        ("chair: agenda", "The second item needs fifteen minutes", "is not agreed yet"),
        ("chair: agenda", "Please, the title of item 4 in full", "is not agreed yet"),
        ("chair: minutes", "Fine except Jo was there for the first hour", "are not agreed yet"),
    ],
)
def test_a_change_that_is_nearly_plain_is_proposed(letter: str, text: str, meant: str) -> None:
    (says,) = proposed(letter, text)
    assert meant in says


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("chair: agenda", "Not agreeing it while I am on leave"),
        ("chair: agenda", "The projector needs a new bulb"),
        ("chair: agenda", "Could go either way on item 5, will look tonight"),
        ("actions: two", "01 we hope to be done by Friday\n03 done?"),
        ("paper: 6", "Not verbal"),
        ("details", "Yes, once they have settled my job title"),
        ("minutes", "Beth said there is something wrong in the minutes, or might be"),
    ],
)
def test_no_change_and_no_report_is_proposed_of_what_is_open(letter: str, text: str) -> None:
    assert proposed(letter, text) == []


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("after the meeting, no actions", "What did we discuss last time?"),
        ("after the meeting, no actions", "We can't discuss the new pathway"),
        ("after the meeting, no actions", "If there is time we could discuss the new pathway"),
    ],
)
def test_no_item_and_no_correction_is_proposed_of_what_asks_or_denies(letter: str, text: str) -> None:
    assert proposed(letter, text) == []


@pytest.mark.parametrize(
    "qualified",
    [
        "can we",
        "Please, is this",
        "thanks, and what about this",
        "but",
        "isn't",
        "cant",
        "never",
        "once it is",
        "maybe",
        "subject to that",
        "ok\ndoes it",
        "who",
    ],
)
def test_a_likely_word_with_more_beside_it_is_not_proposed(qualified: str) -> None:
    assert proposed("chair: agenda", f"OK. {qualified}") == []
