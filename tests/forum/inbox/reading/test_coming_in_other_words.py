"""Coming, apologies and deputies in many other words, written before the rules were looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from benchmarks.understanding.letters import LETTERS
from benchmarks.understanding.outcomes import NOTHING_RECORDED, of_sayings, outcomes_of
from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read

A_WEEK_BEFORE = dt.date(2027, 2, 2)


def read_as(letter: str, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is recorded of a reply, and what is proposed."""
    deputies = () if letter == "deputy.none" else ("Jo Field", "Sam Carter")
    answered = replace(LETTERS[letter], deputies=deputies)
    reading = read(answered, ReceivedReply(on=A_WEEK_BEFORE, text=text))
    return outcomes_of(reading, answered) - NOTHING_RECORDED, of_sayings(reading.proposed, answered)


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "Will be there, thanks"),
        ("invitation", "Count me in 👍"),
        ("invitation", "Yep that works, see you on the 9th"),
        (
            "invitation",
            "Hi Wendy\n\nJust to confirm I'm able to attend on the 9th.\n\nHope you had a good weekend",
        ),
        ("invitation", "all good for the 9th"),
        ("invitation", "Aye I'll be there, ta"),
        ("invitation", "Happy to attend in person. Thank you for organising"),
        ("invitation", "Confirming my attendance please"),
        ("invitation", "I shall be attending, many thanks"),
        ("invitation", "Yes I can do this one"),
        ("invitation", "That's in my diary, see you all then!"),
        ("invitation", "I'm free so will come along"),
        ("invitation", "Attending - thanks Wendy"),
        ("invitation", "Wil be thre"),
        ("invitation", "Looking forward to it, I'll be joining on Teams"),
        ("invitation", "Thanks for the invite. I will attend this."),
        ("invitation", "Hello both, hope you're keeping warm. Yes for me."),
        ("invitation", "Please put me down as attending"),
        ("invitation", "You can mark me as present"),
        ("invitation", "I'll make it"),
        ("invitation", "I can definitely make that."),
        ("invitation", "Diary's clear, I'll be there in person"),
        ("invitation", "I'll dial in on the day, cheers"),
        ("invitation", "Morning, no problem, I'll be at the meeting"),
        ("invitation", "I am pleased to accept"),
        ("invitation", "Accepted with thanks"),
        ("invitation", "I will join you online as I'm working from home that day"),
        ("papers", "Got the papers thank you. I'll be there"),
        ("papers", "Received with thanks, will attend"),
        ("papers", "Brilliant thanks - yes I'm coming"),
        ("papers", "Thank you Wendy, all read, I'll be attending"),
        ("papers", "Many thanks for sending these through. I will be joining remotely."),
        ("papers", "Yes still coming"),
        ("papers", "I'm still good for Tuesday"),
        ("papers", "Ta, will see you all at 10"),
        ("papers", "I can confirm I will be at the meeting"),
        ("papers", "Present!"),
        ("papers", "In person for me please"),
        ("moved", "New date works for me"),
        ("moved", "That's fine, I'll be there on the 11th"),
        ("moved", "Thanks for letting me know. I can make the new date"),
        ("moved", "11th is good with me"),
        ("deputy.two", "Actually I can make it after all"),
        ("deputy.two", "No need, I'm coming myself now"),
        ("deputy.none", "My leave's been cancelled so I will be there"),
    ],
)
def test_who_comes_is_recorded(letter: str, text: str) -> None:
    assert read_as(letter, text)[0] == {"coming"}


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "Sorry can't make this one"),
        ("invitation", "Apologies, I'm on leave that week"),
        ("invitation", "Apols from me please"),
        ("invitation", "Unfortunately I've a clash so won't be there"),
        ("invitation", "Really sorry, I'm double booked - please give my apologies"),
        ("invitation", "I'm afraid I will not be able to join"),
        ("invitation", "I'm away on the 9th, sorry"),
        ("invitation", "Not able to attend, in court all day"),
        ("invitation", "Please note my apologies. Kind wishes to all"),
        ("invitation", "Can't do the 9th I'm afraid"),
        ("invitation", "Afternoon Wendy, won't be able to get to this one, apologies!"),
        ("invitation", "I have to send my apologies due to a prior commitment."),
        ("invitation", "Out of the country that week so apologies from me"),
        ("invitation", "No can do, annual leave"),
        ("invitation", "I'm going to have to miss this one, sorry all"),
        ("invitation", "Count me out this time"),
        ("invitation", "Cannae make it, sorry hen"),
        ("invitation", "Apologies for absence please, childcare issues"),
        ("invitation", "Im not avaliable that day sorry"),
        ("invitation", "Thanks for the invitation but I'm unable to come. Hope it goes well"),
        ("invitation", "I'll have to give it a miss, got training that day"),
        ("invitation", "I won't be in attendance."),
        ("invitation", "Declining as I'm at a tribunal"),
        ("invitation", "Regretfully I can't be with you on the 9th"),
        ("invitation", "Sorry for the late reply. I can't come."),
        ("invitation", "Unable to make it - hospital appointment"),
        ("papers", "Sorry, something's come up and I can't come on Tuesday"),
        ("papers", "Really sorry but I'm poorly and won't make it"),
        ("papers", "Last minute apologies from me, got called to an urgent strategy meeting"),
        ("papers", "Thanks for the papers. Unfortunately I can no longer attend"),
        ("papers", "I need to pull out I'm afraid"),
        ("papers", "Please pass on my apologies to Margaret"),
        ("papers", "My apologies for the 9th, I've tested positive for covid"),
        ("papers", "Gutted but I can't be there"),
        ("papers", "I'm now unable to attend, sorry for the short notice"),
        ("moved", "I can't do the 11th unfortunately"),
        ("moved", "Sorry, can't make the new date, I'm at a conference"),
        ("moved", "The new date doesn't work for me, apologies"),
    ],
)
def test_who_stays_away_is_recorded(letter: str, text: str) -> None:
    assert read_as(letter, text)[0] == {"not coming"}


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("deputy.two", "Nobody available I'm afraid"),
        ("deputy.two", "Sorry, no one can cover"),
        ("deputy.two", "No deputy this month"),
        ("deputy.two", "I don't have anyone to send, sorry"),
        ("deputy.none", "There's no one to deputise"),
        ("deputy.none", "We won't be sending anybody this time"),
        ("deputy.none", "None available, sorry"),
        ("deputy.none", "Unfortunately we have no capacity to send a deputy"),
    ],
)
def test_that_there_is_no_deputy_is_recorded(letter: str, text: str) -> None:
    assert read_as(letter, text)[0] == {"no deputy"}


@pytest.mark.parametrize(
    ("letter", "text", "meant"),
    [
        ("invitation", "Jo Field will come in my place", "deputy:Jo Field"),
        ("invitation", "I can't make it but Sam Carter will attend for me", "deputy:Sam Carter"),
        ("invitation", "Jo will be covering for me on the 9th", "deputy:Jo Field"),
        ("invitation", "Apologies, I'm on leave. Jo Field will deputise.", "deputy:Jo Field"),
        ("invitation", "Can't do this one sorry, sending Jo instead", "deputy:Jo Field"),
        ("invitation", "Jo Field is coming instead of me, thanks", "deputy:Jo Field"),
        ("invitation", "Jo will represent us this month", "deputy:Jo Field"),
        ("invitation", "Sam will be there on my behalf", "deputy:Sam Carter"),
        ("invitation", "My deputy Jo Field will be attending as I'm in court", "deputy:Jo Field"),
        ("invitation", "I'm away so Jo is going to step in for me", "deputy:Jo Field"),
        ("papers", "Jo Field is attending for me next week", "deputy:Jo Field"),
        ("papers", "Sorry I'm off sick, Jo Field is standing in", "deputy:Jo Field"),
        ("papers", "Thanks for the papers. Jo Field will be attending in my stead.", "deputy:Jo Field"),
        ("papers", "Jo is deputising", "deputy:Jo Field"),
        ("deputy.two", "Jo Field please", "deputy:Jo Field"),
        ("deputy.two", "It'll be Sam Carter", "deputy:Sam Carter"),
        ("deputy.two", "Jo can do it", "deputy:Jo Field"),
        ("deputy.two", "Hi, Sam's going for me. Thanks", "deputy:Sam Carter"),
        ("deputy.two", "Jo Field has agreed to attend on my behalf", "deputy:Jo Field"),
        ("deputy.two", "Sam Carter will be my deputy this time", "deputy:Sam Carter"),
        ("deputy.two", "Go with Jo Field", "deputy:Jo Field"),
    ],
)
def test_a_deputy_is_recorded(letter: str, text: str, meant: str) -> None:
    assert read_as(letter, text)[0] == {meant}


@pytest.mark.parametrize(
    ("letter", "text", "meant"),
    [
        ("invitation", "Should be fine, I'm coming", "coming"),
        ("invitation", "Great stuff, see you there", "coming"),
        ("moved", "Apologies for the new date please", "not coming"),
    ],
)
def test_what_is_likely_waits_for_a_yes(letter: str, text: str, meant: str) -> None:
    assert read_as(letter, text) == (frozenset(), frozenset({meant}))


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "Are you able to tell me if it's on Teams"),
        ("invitation", "Is it in person or online"),
        ("invitation", "I might be able to come"),
        ("invitation", "I'll come if the train strike is called off"),
        ("invitation", "Hoping to make it but will confirm nearer the time"),
        ("invitation", "Who else is coming?"),
        ("invitation", "I can come from 11 if that's any use?"),
        ("invitation", "Probably"),
        ("invitation", "Can you remind me when it is"),
        ("invitation", "Will Margaret be there?"),
        ("invitation", "I think I can attend, just checking with my manager"),
        ("invitation", "Colin sends his apologies"),
        ("invitation", "Jo is on leave too"),
        ("invitation", "Jo can't come either"),
        ("invitation", "Jo has left the service"),
        ("invitation", "Either Jo or Sam will come"),
        ("invitation", "Would Jo be ok instead?"),
        ("invitation", "Not sure yet if Jo Field can cover"),
        ("invitation", "I'll ask Jo"),
        ("invitation", "Could we move it to the 10th"),
        ("invitation", "I can't open the link"),
        ("invitation", "I don't think I'll be able to come but will try"),
        ("invitation", "Apologies for the delay, will get back to you next week"),
        ("invitation", "Apologies for missing the last one"),
        ("invitation", "Has Ruth accepted"),
        ("invitation", "See you in March"),
        ("invitation", "I can do March but"),
        ("invitation", "Not me, forward this to Colin please"),
        ("invitation", "Unless something changes I'll be there"),
        ("invitation", "No longer in this role, please remove me"),
        ("papers", "Paper 6 is missing"),
        ("papers", "I couldn't attend the last meeting, are there notes"),
        ("papers", "Thanks, will read these at the weekend"),
        ("papers", "I can't see the appendix"),
        ("papers", "Do I need to be there for the whole thing"),
        ("papers", "Depends on the court case"),
        ("papers", "Sam Carter needs the papers as well"),
        ("papers", "Should Jo come too"),
        ("papers", "Is Jo coming"),
        ("papers", "Not received"),
        ("moved", "Can it go back to the 9th"),
        ("moved", "Why was it moved"),
        ("moved", "I could do the 9th but not sure of the 11th"),
        ("moved", "Is the time the same"),
        ("moved", "I'll have to check my diary"),
        ("moved", "Noted"),
        ("deputy.two", "Jo Field is off sick"),
        ("deputy.two", "Not Sam this time"),
        ("deputy.two", "Jo or Sam, whoever is free"),
        ("deputy.two", "I'll ask Sam and let you know"),
        ("deputy.two", "If Jo can't do it then Sam"),
        ("deputy.two", "Jo Field went last time"),
        ("deputy.two", "Has Jo replied to you"),
        ("deputy.two", "Waiting for Sam to get back to me"),
        ("deputy.two", "Does it have to be Jo"),
        ("deputy.none", "Can I send someone from another team"),
        ("deputy.none", "I'll find someone"),
        ("deputy.none", "No idea yet"),
        ("deputy.none", "Who did we send last time"),
        ("deputy.none", "Hopefully someone from my team"),
        ("invitation", "I have to leave the meeting at 10"),
        ("invitation", "Please confirm I can attend"),
        ("invitation", "I will attend but can't attend"),
        ("papers", "I can't make this week"),
        ("papers", "Please come along"),
        ("papers", "I'm not not coming"),
        ("papers", "Good for you"),
        ("papers", "I can come next month"),
    ],
)
def test_what_asks_doubts_or_speaks_of_another_records_nothing(letter: str, text: str) -> None:
    assert read_as(letter, text)[0] == frozenset()
