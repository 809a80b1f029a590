"""Coming, deputies and actions in whole sentences with reasons and asides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from benchmarks.understanding.letters import DEPUTIES, LETTERS, WRITERS
from benchmarks.understanding.outcomes import NOTHING_RECORDED, of_sayings, outcomes_of
from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read

TODAY = dt.date(2027, 1, 27)


def read_of(by: str, letter: str, text: str) -> tuple[set[str], set[str]]:
    """What is recorded of a member's reply, and what is proposed."""
    answered = LETTERS[letter]
    if letter in ("invitation", "papers"):
        answered = replace(answered, deputies=DEPUTIES.get(by, ()))
    reading = read(answered, ReceivedReply(on=TODAY, text=text, writer=WRITERS[by], asked=WRITERS[by]))
    recorded = outcomes_of(reading, answered) - NOTHING_RECORDED
    return set(recorded), set(of_sayings(reading.proposed, answered))


@pytest.mark.parametrize(
    ("by", "letter", "text", "meant"),
    [
        ("karen", "invitation", "Regret I am unable to attend on 9 February", {"not coming"}),
        ("sarah", "invitation", "Not able to attend, sorry, we have the ward opening that day",
         {"not coming"}),
        ("fiona", "papers", "Sorry to do this so late in the day, I won't be there on the 9th",
         {"not coming"}),
        ("paul", "papers", "I can't come now, Emma isn't free either, so nobody from us this time.",
         {"not coming"}),
        ("sarah", "invitation", "Confirmed for the 9th", {"coming"}),
        ("sarah", "papers", "I'll be a bit late, about 10.15", {"coming"}),
        ("sarah", "moved", "That's better for me, I can come now", {"coming"}),
        ("sarah", "moved", "Thursday is my non-working day so apologies", {"not coming"}),
        ("sarah", "papers", "Covid again, so not coming. Sorry all", {"not coming"}),
        ("sarah", "invitation", "Can't do it - Beth will come", {"deputy:Beth Lloyd"}),
        ("ruth", "deputy.two", "It will be Sam this time", {"deputy:Sam Carter"}),
        ("ruth", "deputy.two", "I've asked Sam and he can make it", {"deputy:Sam Carter"}),
        ("ruth", "deputy.two", "Both are on leave so nobody", {"no deputy"}),
        ("ruth", "deputy.two", "Neither can come, sorry", {"no deputy"}),
        ("paul", "papers", "No longer able to come I'm sorry to say. No one to stand in.", {"not coming"}),
        ("karen", "papers", "Read them. I'll be there 10 sharp", {"coming"}),
        ("gareth", "papers", "Thanks, papers read, I'll see you all on Tuesday", {"coming"}),
        ("helen", "papers",
         "Would you let the Chair know that I'll be joining online rather than in the room",
         {"coming"}),
        ("aisha", "invitation", "Yes happy to attend, I'll come by train so may be a touch late", {"coming"}),
        ("anil", "invitation", "I will join by Teams from the surgery", {"coming"}),
        ("colin", "invitation", "I had to cancel my leave so I can make it, see you there", {"coming"}),
        ("gareth", "invitation", "Gareth will attend. Kind regards, Megan (PA)", {"coming"}),
        ("karen", "invitation", "Det Supt Whitlock sends her apologies.\nLisa Dunn\nPA to Det Supt Whitlock",
         {"not coming"}),
        ("karen", "papers", "Karen has asked me to send her apologies. Tom Harding will come on her behalf.",
         {"deputy:Tom Harding"}),
        ("anil", "papers", "Dr Mehta will be there on the 9th\nMoira\n(Dr Mehta's secretary)", {"coming"}),
        ("gareth", "invitation", "On behalf of Gareth, accepted with thanks.", {"coming"}),
        ("ruth", "deputy.two", "Ruth has asked me to say none, unfortunately.", {"no deputy"}),
        ("ruth", "deputy.two", "Sam Carter will be deputising for Ruth\nKim Oakes\nEA to Ruth Adeyemi",
         {"deputy:Sam Carter"}),
        ("colin", "actions.one", "Colin says this one is done.", {"done:04"}),
        ("gareth", "author.one", "Gareth will give a verbal update on this item.", {"verbal:6"}),
        ("karen", "details", "Hi, Karen's details are all correct.", {"details ok"}),
        ("sarah", "after.items",
         "From Sarah:\nITEM: Health checks, for decision, 15 minutes, with a paper",
         {"item:health checks;purpose=decision;minutes=15;paper=yes"}),
        ("karen", "papers", "Apologies, gold command that day. Tom Harding attending for me.",
         {"deputy:Tom Harding"}),
        ("sarah", "papers", "Apologies, interviews at the school all day", {"not coming"}),
        ("sarah", "invitation", "I'm at the national conference on the 9th so I can't attend.",
         {"not coming"}),
        ("sarah", "papers", "Sorry, in hospital for a small op, so I won't be with you on Tuesday",
         {"not coming"}),
        ("sarah", "papers", "I can't come, poorly toddler", {"not coming"}),
        ("sarah", "invitation", "Happy to accept, it's in the diary. Nice to have one at Room 2 again!",
         {"coming"}),
        ("sarah", "papers", "Yes all fine for Tuesday, I am coming. Will bring biscuits.", {"coming"}),
        ("sarah", "papers", "Something's come up and I can't come after all. I know it's short notice.",
         {"not coming"}),
        ("karen", "details", "I have checked this and everything is as it should be, thank you.",
         {"details ok"}),
        ("helen", "actions.three", "All three are finished. Took a while but we got there in the end!",
         {"done:02", "done:03", "done:05"}),
        ("colin", "escalation",
         "This was completed last Thursday. Gareth holds the evidence if you want to see it.", {"done:01"}),
        ("colin", "actions.one", "You'll have it on the 12th, Canterbury were slow.", {"date:04:2027-02-12"}),
        ("colin", "actions.one",
         "Sorry, it's been one of those weeks. Please extend to the end of March as the designer has left.",
         {"date:04:2027-03-31"}),
        ("karen", "invitation", "Can't do the 9th. Gold command that week. DCI Harding in my place",
         {"deputy:Tom Harding"}),
        ("karen", "invitation", "I have to decline. My deputy will be Tom Harding.", {"deputy:Tom Harding"}),
        ("ruth", "invitation", "Jo Field will go in my place as I'm away at the SEND conference",
         {"deputy:Jo Field"}),
        ("karen", "papers",
         "Karen has been called away. Tom Harding is coming instead, please send him the papers.",
         {"deputy:Tom Harding"}),
        ("ruth", "deputy.two", "Sam is free so he's coming for me, thank you", {"deputy:Sam Carter"}),
        ("ruth", "deputy.two", "Jo Field please, I've spoken to her this morning", {"deputy:Jo Field"}),
        ("ruth", "deputy.two", "Neither Jo nor Sam is free I'm afraid, so none", {"no deputy"}),
        ("ruth", "deputy.two", "No one from CRC can come, sorry", {"no deputy"}),
        ("paul", "deputy.none",
         "Sue Kendall, Team Manager at our Chatham office, sue@rehabilitation.example, will be there for me",
         {"deputy:Sue Kendall"}),
        ("colin", "actions.one", "can you put me down for Friday 19th Feb, got covid in the team",
         {"date:04:2027-02-19"}),
        ("colin", "actions.one",
         "It won't be ready until the end of March I'm afraid, the contract is out to tender",
         {"date:04:2027-03-31"}),
        ("colin", "actions.one", "Won't make it. 1 March, the team need to clear the numbers",
         {"date:04:2027-03-01"}),
        ("colin", "actions.one",
         "Good afternoon, I'm pleased to say the leaflet is now complete and printed.",
         {"done:04"}),
        ("helen", "actions.three", "03 done. 02 and 05 both by 26 February, I have two vacancies",
         {"done:03", "date:02:2027-02-26", "date:05:2027-02-26"}),
        ("colin", "actions.one", "Finished yesterday and sent to comms", {"done:04"}),
        ("colin", "actions.one", "Job done", {"done:04"}),
        ("colin", "actions.one", "I'd like to change the date to 12 March", {"date:04:2027-03-12"}),
        ("colin", "actions.one", "New deadline of 12 March please as we've lost our comms officer",
         {"date:04:2027-03-12"}),
        ("colin", "escalation", "I've spoken to Helen and it will be done by the end of February",
         {"date:01:2027-02-26"}),
        ("helen", "actions.three", "Everything's done except 05 which will be 12 March",
         {"done:02", "done:03", "date:05:2027-03-12"}),
        ("colin", "after.action", "Action done. I have no items for the agenda", {"done:04"}),
        ("gareth", "author.one", "No paper, I'll talk to it on the day", {"verbal:6"}),
        ("gareth", "author.one", "Verbal update only please, sorry", {"verbal:6"}),
        ("gareth", "author.one", "Can I withdraw this item please", {"withdraw:6"}),
        ("gareth", "author.two", "I'll talk to item 6 and withdraw item 8", {"verbal:6", "withdraw:8"}),
        ("gareth", "author.two", "6 WITHDRAW, 8 VERBAL", {"withdraw:6", "verbal:8"}),
        ("gareth", "author.two", "Items 6 and 8 verbal please", {"verbal:6", "verbal:8"}),
        ("helen", "after.items", "ITEM: Bail conditions, for discussion, 15 minutes, I'll do a paper",
         {"item:bail conditions;purpose=discussion;minutes=15;paper=yes"}),
        ("helen", "after.items", "ITEM: Bail conditions. Discussion, 15 minutes, there'll be a short paper",
         {"item:bail conditions;purpose=discussion;minutes=15;paper=yes"}),
        ("gareth", "author.two", "Verbal for item 8. Item 6 will be with you tomorrow.", {"verbal:8"}),
        ("gareth", "author.two", "6: VERBAL; 8: WITHDRAW", {"verbal:6", "withdraw:8"}),
        ("wendy", "pack", "Please restrict 6 to the core group", {"readers:6=core"}),
        ("wendy", "members_check", "Go ahead", {"1:apply"}),
        ("owen", "induction", "Happy to take both on", {"1:accept", "2:accept"}),
        ("karen", "details", "Those are right, thanks", {"details ok"}),
        ("sarah", "after.items", "Item please: Strategy refresh - for decision - 30 mins - paper yes",
         {"item:strategy refresh;purpose=decision;minutes=30;paper=yes"}),
        ("sarah", "after.items", "ITEM Private fostering, discussion, 10 minutes",
         {"item:private fostering;purpose=discussion;minutes=10;paper=no"}),
        ("sarah", "minutes", "All correct from my point of view", set()),
        ("colin", "minutes.action", "12 March for the leaflet please, comms moved their slot",
         {"date:04:2027-03-12"}),
        ("colin", "minutes.action",
         "Minutes are fine. Please move my action to 26 February, proofreader is off",
         {"date:04:2027-02-26"}),
    ],
)  # fmt: skip
def test_own_affairs_in_a_whole_sentence_are_recorded(
    by: str, letter: str, text: str, meant: set[str]
) -> None:
    assert read_of(by, letter, text)[0] == meant


@pytest.mark.parametrize(
    ("by", "letter", "text"),
    [
        ("sarah", "papers", "I'll be there. Nice to be asked for once, not"),
        ("sarah", "invitation", "Good to see the 9th works if Helen is back"),
        ("karen", "details", "I have checked this and it is not as it should be"),
        ("colin", "actions.one", "Done, took a while but half of it is left"),
        ("colin", "actions.one", "It is done if you need it done"),
        ("colin", "actions.one", "You'll have a draft on the 12th"),
        ("colin", "actions.one", "Not this one. 26 Feb is for the other"),
        ("colin", "actions.one", "I can't do 12 Feb. 26 Feb, maybe"),
        ("sarah", "papers", "Can't attend. Scrap that"),
        ("sarah", "papers", "I can't make it. Strike that"),
        ("sarah", "papers", "I can't come. Only joking"),
        ("sarah", "papers", "I can't come. In my dreams"),
        ("sarah", "papers", "I can't come. Oh hang on"),
        ("sarah", "papers", "Apologies, court on Tuesday. Court's cancelled."),
        ("sarah", "papers", "Apologies, Helen is in court"),
        ("sarah", "papers", "Apologies, stuck in a meeting, I'll read these tonight"),
        ("sarah", "papers", "Apologies, in clinic all day so only just reading this"),
        ("sarah", "papers", "Apologies, hospital discharge figures are wrong"),
        ("sarah", "papers", "Apologies, just back from leave"),
        ("karen", "invitation", "Gold command that day so I'm coming"),
        ("ruth", "invitation", "Ruth has left, I'm standing in for her now"),
        ("ruth", "invitation", "I don't know whether Ruth will attend"),
        ("ruth", "invitation", "Ruth would like to attend, is there parking?"),
        ("ruth", "invitation", "Ruth's manager will attend"),
        ("ruth", "invitation", "Ruth Kelly will attend"),
        ("ruth", "invitation", "Ruth has asked me to decline until she has seen the agenda"),
        ("colin", "actions.one", "Colin says this is nearly done"),
        ("colin", "actions.one", "Colin is away until 12 March"),
        ("colin", "actions.one", "Colin's is done, mine is not"),
        ("gareth", "author.one", "Gareth asked if he could give a verbal update"),
        ("ruth", "deputy.two", "Sam will be Ruth's deputy if Jo can't"),
        ("chair", "chair.agenda", "Margaret says she agrees the agenda"),
        ("karen", "invitation", "Would DCI Harding do in my place"),
        ("karen", "invitation", "DS Harding-Jones in my place"),
        ("karen", "invitation", "My deputy will be Tom Harding if he is free"),
        ("karen", "invitation", "My deputy is Tom Harding and I am coming too"),
        ("ruth", "deputy.two", "Sam is free so he's coming with me"),
        ("ruth", "deputy.two", "Sam is free but he's not coming for me"),
        ("ruth", "deputy.two", "If Sam is free he's coming for me"),
        ("ruth", "deputy.two", "Jo Field please, I've asked her"),
        ("ruth", "deputy.two", "Jo Field please, once I've spoken to her"),
        ("ruth", "deputy.two", "Neither Jo nor Sam is free but Emma is"),
        ("ruth", "deputy.two", "No one from here can come but Jo"),
        ("paul", "papers", "I had to move my clinic so I may make it"),
        ("ruth", "deputy.two", "I've asked Sam and he can't make it"),
        ("ruth", "deputy.two", "I've spoken to Jo and she has a question"),
        ("ruth", "deputy.two", "It will be Sam or Jo"),
        ("ruth", "deputy.two", "It will be Sam's decision"),
        ("sarah", "invitation", "Confirmed for the 16th"),
        ("sarah", "invitation", "Can't do it justice in 10 minutes"),
        ("sarah", "papers", "I won't be in Room 2 on Tuesday"),
        ("paul", "papers", "Emma isn't free"),
        ("paul", "papers", "Can you let me know that I'm coming"),
        ("paul", "papers", "Let the group know I won't be there on the 16th"),
        ("paul", "papers", "I've been called away but will be back for the 9th"),
        ("gareth", "invitation", "Will Gareth attend? Megan (PA)"),
        ("colin", "actions.one", "can you put Karen down for 19 Feb"),
        ("colin", "actions.one", "It won't be ready before the end of March"),
        ("colin", "actions.one", "It won't be ready until 5 March at the earliest"),
        ("colin", "actions.one", "Won't make it 1 March"),
        ("helen", "actions.three", "both by 26 February"),
        ("helen", "actions.three", "All done except 03 and 05"),
        ("helen", "actions.three", "All done except 03, 12"),
        ("helen", "actions.three", "Pathway done, calendar done, mapping by 12 March"),
        ("colin", "actions.one", "Finished yesterday and sent to be printed"),
        ("colin", "actions.one", "Done and sent to half the schools"),
        ("colin", "actions.one", "Job done by 12 March"),
        ("colin", "actions.one", "The date of 12 March is wrong"),
        ("gareth", "author.one", "No paper, I'll talk to Helen"),
        ("gareth", "author.one", "Can we drop the item to part 2"),
        ("wendy", "members_check", "Go ahead once Karen is fixed"),
        ("karen", "details", "I'm now on leave"),
        ("sarah", "after.items", "I have no item for the agenda but may by Friday"),
        ("helen", "actions.three", "5 March for 02, or 12 March"),
        ("helen", "actions.three", "5 March for 02 and 03"),
    ],
)
def test_what_asks_doubts_or_is_of_another_is_not_recorded(by: str, letter: str, text: str) -> None:
    assert read_of(by, letter, text)[0] == set()


@pytest.mark.parametrize(
    "text", ["12 March for the leaflet should be 12 February", "9 February for the leaflet launch is wrong"]
)
def test_a_day_in_the_minutes_that_is_wrong_is_a_correction(text: str) -> None:
    assert read_of("colin", "minutes.action", text)[0] == {"correction"}


def test_the_first_two_and_the_last_are_proposed_since_the_order_may_be_another_by_now() -> None:
    recorded, proposed = read_of("helen", "actions.three", "First two done. Last one 12 March.")
    assert (recorded, proposed) == (set(), {"done:02", "done:03", "date:05:2027-03-12"})
