"""Coming, apologies and deputies: what is recorded at once, what is proposed, and what is asked back."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import Apologies, Coming, DeputyNamed, ForTheUnit, Reading, Saying
from tests.english import day
from tests.forum.inbox.reading.letters import NEXT

DEPUTIES = ("Jo Field", "Sam Carter")
JO, SAM = DeputyNamed("Jo Field"), DeputyNamed("Sam Carter")


def reading(text: str, letter: str = "invitation", deputies: tuple[str, ...] = DEPUTIES) -> Reading:
    answered = AnsweredLetter(letter, meeting=NEXT, deputies=deputies)
    return read(answered, ReceivedReply(on=day("Tue 2 Feb 2027"), text=text))


@pytest.mark.parametrize("letter", ["invitation", "papers"])
@pytest.mark.parametrize(
    "text",
    [
        "I shall be there",
        "We will attend",
        "Yes, I can make it on Tuesday",
        "Happy to join on 9 February",
        "Attending",
        "I'm able to attend, thank you",
        "I’ll dial in",
        "Count me in 👍\n\nAisha",
        "Attending remotely not in person\nHead of Service",
        "Will join via Teams, thanks",
        "I can't be there in person but I will join online",
        "No apologies from me, I will be attending",
        "No longer need a deputy, I am able to attend",
        "Jo was due to attend but I'm free now, so I'll come myself",
        "Sam can no longer attend in my place so I will be there",
        "Apologies for the delay. I can attend on the 9th.",
        "Confirming my attendance. Looking forward to seeing everyone.",
        "Will be twenty minutes late",
        "Sorry, running late, will join at 10.15",
    ],
)
def test_who_says_that_they_come_comes(text: str, letter: str) -> None:
    assert reading(text, letter).sayings == (Coming(),)


@pytest.mark.parametrize(
    "text", ["Yes", "That day works for me", "Accepted with thanks", "I can", "Fine by me"]
)
def test_yes_to_an_invitation_is_coming(text: str) -> None:
    assert reading(text).sayings == (Coming(),)


@pytest.mark.parametrize(
    "text",
    [
        "I have to leave at 11",
        "Will attend, leaving early",
    ],
)
def test_who_comes_for_a_part_comes_and_the_unit_reads_how_long(text: str) -> None:
    assert reading(text).sayings == (Coming(), ForTheUnit(text))


@pytest.mark.parametrize("letter", ["invitation", "papers"])
@pytest.mark.parametrize(
    "text",
    [
        "My apologies",
        "apologies\nDet Supt Whitlock",
        "Many apologies, I have a diary clash",
        "Apologies for this meeting please",
        "Sorry, I won't be able to make the 9th",
        "Can't make it this time, sorry - on annual leave",
        "I'm afraid I cannot attend on Tuesday as I am giving evidence at Maidstone",
        "We are unable to attend due to an inspection",
        "I'd like to send my apologies for 9 February",
        "Neither Sam nor I can make it",
        "I can't come and Jo can't either",
        "Unfortunately\nI can no longer attend",
        "Declined",
    ],
)
def test_who_can_not_come_sends_apologies(text: str, letter: str) -> None:
    assert reading(text, letter).sayings == (Apologies(),)


@pytest.mark.parametrize("letter", ["invitation", "papers"])
@pytest.mark.parametrize(
    "text",
    [
        "Not coming, no deputy available",
        "Can't attend and nobody can go in my place",
        "Sorry, in court that day. Nobody to send.",
    ],
)
def test_who_can_not_come_may_have_nobody_to_send(text: str, letter: str) -> None:
    assert reading(text, letter).sayings == (Apologies(nobody=True),)


@pytest.mark.parametrize("letter", ["invitation", "papers", "deputy_wanted"])
@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("DEPUTY: Jo Field", JO),
        ("Apologies, Jo Field to attend", JO),
        ("Can't come, Sam will be there instead", SAM),
        ("My deputy Sam Carter will attend for me", SAM),
        ("Jo Field will stand in for me on 9 February", JO),
        ("I am sending Jo in my place", JO),
        ("Can't make it and will be sending Jo Field as my deputy on this occasion", JO),
        ("I can't attend, please put down Jo as my deputy", JO),
        ("Not Sam, he's on leave. Jo can cover.", JO),
        ("Unable to attend due to court; Det Supt Jo Field will deputise, thanks", JO),
        ("Sorry, I'm double booked so Sam is coming", SAM),
    ],
)
def test_a_deputy_of_the_seat_is_named_in_plain_words(text: str, deputy: Saying, letter: str) -> None:
    assert reading(text, letter).sayings == (deputy,)


@pytest.mark.parametrize("letter", ["invitation", "deputy_wanted"])
@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("Jo Field", JO),
        ("Sam please", SAM),
        ("Emma Stokes, Head of Practice", DeputyNamed("Emma Stokes", "Head of Practice")),
        ("Emma Stokes, emma@probation.example", DeputyNamed("Emma Stokes", address="emma@probation.example")),
    ],
)
def test_where_a_deputy_is_asked_for_the_name_is_enough(text: str, deputy: Saying, letter: str) -> None:
    assert reading(text, letter).sayings == (deputy,)


def test_the_only_deputy_needs_no_name() -> None:
    assert reading("My deputy will attend", deputies=DEPUTIES[:1]).sayings == (JO,)
    assert reading("My deputy will attend").sayings == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'll be there, with the figures for item 6",
        "I can't attend, please send me the minutes",
        "I will join you online as I'm working from home that day",
        "I can't attend. Please send me the minutes",
        "Happy to come. I'll send the form back later",
        "Emma Stokes will come in my place",
        "Apologies for the next meeting",
    ],
)
def test_an_answer_beside_another_matter_is_not_recorded(text: str) -> None:
    assert reading(text).sayings == ()


@pytest.mark.parametrize(
    "text",
    [
        "I will attend. Joking.",
        "I can't come. In my dreams",
        "I can come. Colin is in court.",
        "I'll be there. I have a clinic to cancel.",
        "I'll be there. Could you resend the papers?",
        "I'll be there. Tom says it is not on.",
    ],
)
def test_a_sentence_that_may_turn_the_answer_before_it_leaves_it_open(text: str) -> None:
    assert not reading(text).sayings


@pytest.mark.parametrize("letter", ["invitation", "papers", "deputy_wanted"])
@pytest.mark.parametrize(
    "text",
    [
        "I can come if the trains run",
        "Will attend, subject to my diary",
        "I'll be there\nunless court overruns",
        "Can I attend on Teams?",
        "Should I come or send Jo?",
        "Tentative",
        "I hope to be there",
        "I might not be able to attend",
        "I can't join the Teams call, link is broken",
        "I can't join, the link does not open",
        "I can't make out page 3",
        "I can't attend the sub-group, only the main meeting",
        "Apologies, I forgot to attach the paper",
        "I've asked Jo Field, waiting",
        "Jo Field has left",
        "Not Jo Field",
        "Jo can't either",
        "Jo Field might come",
        "Jo Field could attend, if needed",
        "Jo or Sam will come",
        "Jo Field and Sam Carter will attend",
        "Jo Field will attend and so will I",
        "Can Jo Field come instead?",
        "I can't come in person",
        "No apologies from me",
        "No longer need a deputy",
        "I can't come, Emma is going",
        "My manager can't attend",
        "Apologies from Karen",
        "Apologies for this",
        "I am unable to attend to this",
        "I will attend to the action on Tuesday",
        "Please add Jo Field",
        "I'm sending Jo Field the papers",
        "Jo Field will take my place on the group from April",
        "I accept the minutes",
        "Can't make the deadline",
        "We can't come to a decision",
        "I may be late with my paper",
        "I cannot miss this one",
        "Attending to this now",
        "I can't attend the whole meeting",
        "Apologies for 16 February",
        "I can't do Thursday",
        "Can't make it next week, or the week after",
        "I will attend but can't attend",
        "on leave til 4th",
    ],
)
def test_what_is_not_plain_is_never_recorded(text: str, letter: str) -> None:
    recorded = reading(text, letter).sayings
    assert not any(isinstance(saying, Coming | Apologies | DeputyNamed) for saying in recorded)
