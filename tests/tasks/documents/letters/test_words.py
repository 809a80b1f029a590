"""What each letter says: its subject and its first sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from config.settings import ROOT
from forum.agenda import ItemLine
from forum.letters.actions import ActionDigest, AfterMeeting, Escalation, EscalationAhead
from forum.letters.attendance import (
    AttendanceNotice,
    AttendanceOfOrganisation,
    AttendanceReview,
    QuorumForecast,
)
from forum.letters.base import Letter
from forum.letters.inbox import NotUnderstood, Recorded, Undone
from forum.letters.meetings import Cancelled, DeputyWanted, Invitation, Moved
from forum.letters.minutes import LastMinutes, Minutes, MinutesAgain, MinutesDraft
from forum.letters.papers import CoveredAuthor, PackCheck, PaperAuthor, Papers, PapersWanted, Supplement
from forum.letters.partnerships import Briefing
from forum.letters.parts import Ask, ResearchToReport, Unclear
from forum.letters.questions import ChairLetter, Desk
from forum.questions.kinds import QuestionKind
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tests.english import day
from tests.letter_pages import Page, numbers, visible

TEMPLATES = ROOT / "templates" / "email"
MARK = "OFFICIAL-SENSITIVE"

PROPOSAL = Unclear(
    why="We take this as:",
    points=("The agenda for 9 February is agreed.",),
    how="Reply YES by Monday 25 January and it is recorded; nothing is until then.",
    is_proposal=True,
)


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(TEMPLATES)


ITEM = ItemLine(number="6", title="Training", purpose="information", paper="attached")
(WANTED,) = sample_of(PaperAuthor).meetings
AHEAD = replace(WANTED.items[0], number="")
NEW = replace(ITEM, paper="new")
LATE = Ask(
    kind=QuestionKind.ALLOW_LATE_PAPER,
    due=day("Thu 4 Feb 2027"),
    meeting=day("Tue 9 Feb 2027"),
    reference="7",
    title="Obstacles",
    person="Training Lead",
)
DISCHARGE = Ask(
    kind=QuestionKind.DISCHARGE_ACTION,
    due=day("Mon 25 Jan 2027"),
    reference="MASE/2026-11/02",
    title="One referral form",
    person="Designated Nurse",
)
TO_CHAIR = replace(sample_of(ChairLetter), notes=())
AGENDA, MINUTES = TO_CHAIR.asks
QUORUM = Ask(
    kind=QuestionKind.RULE_ON_QUORUM,
    due=day("Thu 14 Jan 2027"),
    meeting=day("Tue 12 Jan 2027"),
    facts="7 of the 8 seats needed were filled: not quorate unless the Chair rules otherwise (clause 4).",
)


def author_of(*meetings: PapersWanted) -> PaperAuthor:
    return replace(sample_of(PaperAuthor), meetings=meetings)


def after(**changes: Any) -> AfterMeeting:
    return replace(sample_of(AfterMeeting), **{"lines": (), "lines_by": None, **changes})


TAKEN = sample_of(AfterMeeting).taken
OLDER = sample_of(AfterMeeting).still_open
NO_NEXT = {"next_date": None, "items_by": None}
DONE = replace(OLDER[0], days_overdue=0, reported_done=day("Tue 12 Jan 2027"), waits_for="the Chair")
WITH_LINES = sample_of(ActionDigest)
RESEARCH = ResearchToReport(
    reference="R/2027/01",
    question="What works to train the night staff of hotels?",
    due=day("Fri 19 Feb 2027"),
)
DIGEST = replace(WITH_LINES, lines=())
PAPERS = sample_of(Papers)
PACK = sample_of(PackCheck)
ALL_IN = tuple(replace(paper, paper="attached") for paper in PACK.papers)

READS: list[tuple[Letter, str, str]] = [
    (
        sample_of(DeputyWanted),
        "MASE 9 Feb: who will deputise for you? Please reply by Fri 5 Feb",
        "Please reply by 5 February with your deputy’s name, or with NONE if nobody can come for you.",
    ),
    (
        replace(sample_of(DeputyWanted), covered="Designated Nurse"),
        "MASE 9 Feb: who will deputise for CCGs? Please reply by Fri 5 Feb",
        "Please reply by 5 February with the deputy’s name, or with NONE if nobody can come for Designated "
        "Nurse.",
    ),
    (
        sample_of(Invitation),
        "MASE Group, Tue 9 Feb, 10am, Room 2 and online",
        "Please accept, or decline and name your deputy.",
    ),
    (
        replace(sample_of(Invitation), takes_deputies=False),
        "MASE Group, Tue 9 Feb, 10am, Room 2 and online",
        "Please accept, or decline.",
    ),
    (
        after(still_open=()),
        "MASE: your 2 actions; items for 9 Feb by Tue 19 Jan",
        "You took two actions on 12 January, listed below; reply by 19 January to "
        "propose an item for 9 February.",
    ),
    (
        after(taken=TAKEN[:1]),
        "MASE: your 2 actions; items for 9 Feb by Tue 19 Jan",
        "You took one action on 12 January and have one still open from before, listed below; "
        "reply by 19 January to propose an item for 9 February.",
    ),
    (
        after(taken=()),
        "MASE: your action; items for 9 Feb by Tue 19 Jan",
        "You have one action still open, listed below; reply by 19 January to propose an "
        "item for 9 February.",
    ),
    (
        after(taken=(), still_open=()),
        "MASE: items for 9 Feb by Tue 19 Jan",
        "Please reply by 19 January to propose an item for 9 February.",
    ),
    (
        after(still_open=(), **NO_NEXT),
        "MASE: your 2 actions, first due Fri 29 Jan",
        "You took two actions on 12 January, listed below.",
    ),
    (
        after(taken=TAKEN[1:], still_open=(), **NO_NEXT),
        "MASE: your action, due Tue 2 Feb",
        "You took one action on 12 January, listed below.",
    ),
    (
        after(taken=TAKEN[1:], still_open=(DONE,), **NO_NEXT),
        "MASE: your action, due Tue 2 Feb",
        "You took one action on 12 January, listed below.",
    ),
    (
        after(taken=(), still_open=(), **NO_NEXT),
        "MASE: after the meeting of 12 Jan",
        "There is nothing for you to do from the meeting of 12 January.",
    ),
    (
        after(taken=TAKEN[:1], still_open=(DONE,)),
        "MASE: your action; items for 9 Feb by Tue 19 Jan",
        "You took one action on 12 January, listed below; reply by 19 January to propose an item for "
        "9 February.",
    ),
    (
        after(taken=(), still_open=(DONE,)),
        "MASE: items for 9 Feb by Tue 19 Jan",
        "Please reply by 19 January to propose an item for 9 February.",
    ),
    (
        after(taken=(), still_open=(DONE,), **NO_NEXT),
        "MASE: after the meeting of 12 Jan",
        "There is nothing for you to do from the meeting of 12 January.",
    ),
    (
        sample_of(ChairLetter),
        f"{MARK}: MASE, two things to agree by Mon 25 Jan, one to know",
        "Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA by Mon 25 Jan, or tell us what to change. "
        "One more is for you to know.",
    ),
    (
        TO_CHAIR,
        f"{MARK}: MASE, two things to agree by Mon 25 Jan",
        "Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA by Mon 25 Jan, or tell us what to change.",
    ),
    (
        replace(TO_CHAIR, asks=(AGENDA,)),
        f"{MARK}: MASE, one thing to agree by Mon 25 Jan",
        "Please reply AGREE AGENDA by Mon 25 Jan, or tell us what to change.",
    ),
    (
        replace(TO_CHAIR, asks=(MINUTES,)),
        f"{MARK}: MASE, one thing to agree by Mon 25 Jan",
        "Please reply AGREE MINUTES by Mon 25 Jan, or tell us what to change.",
    ),
    (
        replace(TO_CHAIR, asks=(LATE,), marking=""),
        "MASE, one thing to answer by Thu 4 Feb",
        "Please reply ALLOW or NO by Thu 4 Feb.",
    ),
    (
        replace(TO_CHAIR, asks=(QUORUM, DISCHARGE, AGENDA), marking=""),
        "MASE, three things to answer by Thu 14 Jan",
        "Please answer these three, each with its number.",
    ),
    (
        sample_of(PaperAuthor),
        "MASE: your paper for item 6, by noon Fri 29 Jan",
        "Please reply with your paper, or with VERBAL or WITHDRAW.",
    ),
    (
        author_of(replace(WANTED, items=(*WANTED.items, replace(WANTED.items[0], number="9")))),
        "MASE: your 2 papers for items 6 and 9, by noon Fri 29 Jan",
        "Please reply with your papers; for one that will not come, reply with its item "
        "number and VERBAL or WITHDRAW.",
    ),
    (
        author_of(replace(WANTED, items=(AHEAD,))),
        "MASE: your paper for 9 February, by noon Fri 29 Jan",
        "Please reply with your paper, or with VERBAL or WITHDRAW.",
    ),
    (
        author_of(WANTED, replace(WANTED, date=dt.date(2027, 3, 9), items=(AHEAD,))),
        "MASE: your 2 papers for 9 February and 9 March, by noon Fri 29 Jan",
        "Please reply with your papers; for one that will not come, reply with its item "
        "number or title and VERBAL or WITHDRAW.",
    ),
    (
        author_of(WANTED, replace(WANTED, date=dt.date(2027, 3, 9))),
        "MASE: your 2 papers for 9 February and 9 March, by noon Fri 29 Jan",
        "Please reply with your papers; for one that will not come, reply with its title and VERBAL or "
        "WITHDRAW.",
    ),
    (
        replace(
            sample_of(PaperAuthor),
            covered=(CoveredAuthor(item="6", date=WANTED.date, author="Training Lead"),),
        ),
        "MASE: the paper for item 6, by noon Fri 29 Jan",
        "Please reply with the paper, or with VERBAL or WITHDRAW.",
    ),
    (
        PACK,
        "MASE 9 Feb: check who gets what, reply RELEASE by 3pm Tue 2 Feb",
        "Five of six papers are in; nothing leaves until you reply RELEASE.",
    ),
    (
        replace(PACK, papers=ALL_IN),
        "MASE 9 Feb: check who gets what, reply RELEASE by 3pm Tue 2 Feb",
        "All six papers are in; nothing leaves until you reply RELEASE.",
    ),
    (
        replace(PACK, papers=ALL_IN[:2], readers=()),
        "MASE 9 Feb: check who gets what, reply RELEASE by 3pm Tue 2 Feb",
        "Both papers are in; nothing leaves until you reply RELEASE.",
    ),
    (
        replace(PACK, papers=(), readers=()),
        "MASE 9 Feb: check who gets what, reply RELEASE by 3pm Tue 2 Feb",
        "No papers are to come; nothing leaves until you reply RELEASE.",
    ),
    (
        PAPERS,
        f"{MARK}: MASE papers, Tue 9 Feb, 10am",
        "Please read items 3, 4 and 5, which need a decision; tell us today if you can’t come. "
        "Item 7 needs a decision too.",
    ),
    (
        sample_of(Supplement),
        f"{MARK}: MASE supplement 1, 9 Feb, item 7",
        "The Chair has agreed one late paper; nothing else has changed.",
    ),
    (
        replace(sample_of(Supplement), number=2, items=(NEW, replace(NEW, number="9"))),
        f"{MARK}: MASE supplement 2, 9 Feb, items 6 and 9",
        "The Chair has agreed two late papers; nothing else has changed.",
    ),
    (
        sample_of(QuorumForecast),
        "MASE 9 Feb: 6 of 8 seats confirmed",
        "There is nothing for you to do yet; two more seats are needed for a quorum.",
    ),
    (
        replace(sample_of(QuorumForecast), confirmed=7, ring=sample_of(QuorumForecast).ring[:1]),
        "MASE 9 Feb: 7 of 8 seats confirmed",
        "There is nothing for you to do yet; one more seat is needed for a quorum.",
    ),
    (
        replace(sample_of(QuorumForecast), confirmed=7, missing=("KCHFT",)),
        "MASE 9 Feb: 7 of 8 seats confirmed, but not KCHFT",
        "There is nothing for you to do yet; one more seat is needed for a quorum, and KCHFT must be there.",
    ),
    (
        replace(sample_of(QuorumForecast), confirmed=9, missing=("KCHFT", "CAMHS")),
        "MASE 9 Feb: 9 seats confirmed, but not KCHFT and CAMHS",
        "There is nothing for you to do yet; KCHFT and CAMHS must be there for a quorum.",
    ),
    (
        sample_of(Moved),
        "MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)",
        "The meeting has moved; your papers remain the same, so please answer the new invitation.",
    ),
    (
        replace(sample_of(Moved), papers_stand=False, reason=""),
        "MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)",
        "The meeting has moved; please answer the new invitation.",
    ),
    (
        sample_of(Cancelled),
        "MASE: Tue 9 Feb is cancelled; next Tue 9 Mar",
        "The meeting of Tuesday 9 February 2027 will not take place; the next one is on "
        "Tuesday 9 March 2027.",
    ),
    (
        replace(sample_of(Cancelled), next_date=None, reason="", carried=(), minutes_of=()),
        "MASE: Tue 9 Feb is cancelled",
        "The meeting of Tuesday 9 February 2027 will not take place.",
    ),
    (
        sample_of(Minutes),
        f"{MARK}: MASE minutes (unconfirmed) and actions, 12 Jan",
        "Please send corrections by Tuesday 2 February.",
    ),
    (
        replace(sample_of(Minutes), minutes="draft", next_date=None),
        f"{MARK}: MASE minutes (draft, not yet agreed by the Chair) and actions, 12 Jan",
        "Please send corrections by Tuesday 2 February.",
    ),
    (
        replace(sample_of(Minutes), minutes="to follow", actions=()),
        f"{MARK}: MASE action log, 12 Jan; minutes to follow",
        "Nothing is needed from you until the minutes come.",
    ),
    (
        replace(sample_of(Minutes), minutes="to follow"),
        f"{MARK}: MASE action log, 12 Jan; minutes to follow",
        "Please report on your actions below; corrections wait for the minutes.",
    ),
    (
        replace(sample_of(Minutes), minutes="to follow", actions=(TAKEN[0], DONE)),
        f"{MARK}: MASE action log, 12 Jan; minutes to follow",
        "Please report on your action below; corrections wait for the minutes.",
    ),
    (
        replace(sample_of(Minutes), minutes="to follow", actions=(DONE,)),
        f"{MARK}: MASE action log, 12 Jan; minutes to follow",
        "Nothing is needed from you until the minutes come.",
    ),
    (
        replace(sample_of(Minutes), action_log=False),
        f"{MARK}: MASE minutes (unconfirmed), 12 Jan",
        "Please send corrections by Tuesday 2 February.",
    ),
    (
        DIGEST,
        "MASE: 2 actions need an update by Fri 22 Jan",
        "Reply with a line for each: its number (02), then DONE, a new date and why, or HELP.",
    ),
    (
        replace(DIGEST, actions=(TAKEN[0], replace(TAKEN[0], reference="MASE/2026-12/03"))),
        "MASE: 2 actions need an update by Fri 22 Jan",
        "Reply with a line for each: its number (MASE/2027-01/03), then DONE, a new date and why, or HELP.",
    ),
    (
        replace(DIGEST, actions=TAKEN[:1]),
        "MASE: 1 action needs an update by Fri 22 Jan",
        "Reply DONE, a new date and why, or HELP.",
    ),
    (
        replace(DIGEST, actions=(*TAKEN, DONE)),
        "MASE: 2 actions need an update by Fri 22 Jan",
        "Reply with a line for each: its number (03), then DONE, a new date and why, or HELP.",
    ),
    (
        replace(DIGEST, actions=(TAKEN[0], DONE)),
        "MASE: 1 action needs an update by Fri 22 Jan",
        "Reply with the number 03, then DONE, a new date and why, or HELP.",
    ),
    (
        sample_of(Escalation),
        "MASE: the Chair asks for your help with one action, by Tue 9 Feb",
        "I am writing as Chair of the MASE Group to ask for your help with one action: could you tell me by "
        "Tuesday 9 February when it will be done, or who can take it on?",
    ),
    (
        sample_of(EscalationAhead),
        "MASE: your overdue action, please reply by Mon 1 Feb",
        "Could you tell us by Monday 1 February where you are with your overdue action? Reply DONE, a new "
        "date and why, or HELP.",
    ),
    (
        sample_of(AttendanceNotice),
        "MASE Group: a word from the Chair",
        "Thank you for what you give the MASE Group. You were able to attend eight of the last 12 meetings; "
        "could we have a quick word about what would help?",
    ),
    (
        replace(sample_of(AttendanceNotice), came=0, meetings=6, window="board year"),
        "MASE Group: a word from the Chair",
        "Thank you for what you give the MASE Group. You were able to attend none of this board year’s six "
        "meetings; could we have a quick word about what would help?",
    ),
    (
        sample_of(AttendanceOfOrganisation),
        "MASE Group: attendance, please reply to the Chair by Wed 24 Feb",
        "I am writing as Chair of the MASE Group to ask for your help: could you tell me by Wednesday 24 "
        "February what would help CCGs (Designated Nurses) to take part in its meetings?",
    ),
    (
        sample_of(AttendanceReview),
        "OFFICIAL-SENSITIVE: MASE attendance after 12 Jan, 2 seats to look at",
        "Please look at two seats first. The full table is attached.",
    ),
    (
        replace(sample_of(AttendanceReview), seats=sample_of(AttendanceReview).seats[-1:]),
        "OFFICIAL-SENSITIVE: MASE attendance after 12 Jan",
        "No attendance concerns this month. The full table is attached.",
    ),
    (
        sample_of(LastMinutes),
        "OFFICIAL-SENSITIVE: MASE minutes of 12 Jan, for you to catch up",
        "Please read the attached minutes of 12 January, the last that went out before you joined.",
    ),
    (
        WITH_LINES,
        "MASE: 2 actions and 2 plan lines need an update by Fri 22 Jan",
        "Please tell us by Friday 22 January how your actions and lines of the action plan stand.",
    ),
    (
        replace(WITH_LINES, actions=(), lines=(), research=(RESEARCH,)),
        "MASE: 1 research request needs an update by Fri 22 Jan",
        "Please tell us by Friday 22 January how the research that you took on stands.",
    ),
    (
        replace(WITH_LINES, research=(RESEARCH,)),
        "MASE: 2 actions, 2 plan lines and 1 research request need an update by Fri 22 Jan",
        "Please tell us by Friday 22 January how your actions and lines of the action plan stand.",
    ),
    (
        replace(WITH_LINES, lines=(), research=(RESEARCH,)),
        "MASE: 2 actions and 1 research request need an update by Fri 22 Jan",
        "Reply with a line for each: its number (02), then DONE, a new date and why, or HELP.",
    ),
    (
        replace(WITH_LINES, actions=()),
        "MASE: 2 plan lines need an update by Fri 22 Jan",
        "Please tell us by Friday 22 January how your lines of the action plan stand.",
    ),
    (
        replace(WITH_LINES, actions=(), lines=WITH_LINES.lines[:1]),
        "MASE: 1 plan line needs an update by Fri 22 Jan",
        "Please tell us by Friday 22 January how your line of the action plan stands.",
    ),
    (
        replace(sample_of(NotUnderstood), unclear=(PROPOSAL,)),
        "MASE: is this what you meant? Reply YES",
        "Please reply YES if this is what you meant: nothing from your reply to our letter of 18 January is "
        "recorded until then.",
    ),
    (
        replace(sample_of(Recorded), unclear=(PROPOSAL,)),
        "MASE: part of your reply is recorded, please see the rest",
        "Please reply YES if we take the rest of your reply to our letter of 18 January rightly: it is not "
        "recorded until then.",
    ),
    (
        sample_of(Recorded),
        "MASE: recorded; reply WRONG to undo",
        "Recorded from your reply to our letter of 18 January; reply WRONG to undo it.",
    ),
    (
        replace(sample_of(Recorded), passed_on=True),
        "MASE: your message is with the Business Unit",
        "The Business Unit has your reply to our letter of 18 January, and answers you: it is a message for "
        "a person to read.",
    ),
    (
        replace(sample_of(Recorded), answered=None),
        "MASE: recorded; reply WRONG to undo",
        "Recorded from your message; reply WRONG to undo it.",
    ),
    (
        replace(sample_of(Recorded), unclear=sample_of(NotUnderstood).unclear),
        "MASE: part of your reply is recorded, please see the rest",
        "Please look at what we could not read in your reply to our letter of 18 January; "
        "the rest is recorded.",
    ),
    (
        replace(sample_of(Recorded), waiting=("You propose an item for 9 February.",)),
        "MASE: part of your reply is recorded, please see the rest",
        "Part of your reply to our letter of 18 January is recorded; "
        "the Business Unit will ring you about the rest.",
    ),
    (
        replace(sample_of(Recorded), waiting=("It waits.",), unclear=sample_of(NotUnderstood).unclear),
        "MASE: part of your reply is recorded, please see the rest",
        "Please look at what we could not read in your reply to our letter of 18 January; "
        "what we could read is below.",
    ),
    (
        replace(sample_of(Recorded), lines=(), waiting=("The papers are released.",), to_unit=True),
        "MASE: your reply is not recorded, please have it recorded",
        "Nothing from your reply to our letter of 18 January is recorded yet: if it is from you, please "
        "ask those who run the service to record it.",
    ),
    (
        replace(sample_of(Recorded), lines=(), waiting=("You propose an item for 9 February.",)),
        "MASE: the Business Unit will ring you about your reply",
        "The Business Unit will ring you before it records anything from your reply to our letter of "
        "18 January.",
    ),
    (
        replace(
            sample_of(Recorded), lines=(), waiting=("It waits.",), unclear=sample_of(NotUnderstood).unclear
        ),
        "MASE: the Business Unit will ring you about your reply",
        "Please look at what we could not read in your reply to our letter of 18 January; "
        "the rest waits until the Business Unit has rung you.",
    ),
    (
        replace(sample_of(Recorded), file=True),
        "MASE: recorded",
        "Recorded from your reply to our letter of 18 January.",
    ),
    (
        sample_of(NotUnderstood),
        "MASE: we could not read your reply, please send it again",
        "Please reply again, as below: nothing from your reply to our letter of 18 January is recorded.",
    ),
    (
        replace(sample_of(NotUnderstood), answered=None),
        "MASE: we could not read your message, please send it again",
        "Please reply again, as below: nothing from your message is recorded.",
    ),
    (
        sample_of(Undone),
        "MASE: we have undone that",
        "We have undone that; please reply to our letter of 18 January with what is right.",
    ),
    (
        replace(sample_of(Undone), lines=(), too_late=sample_of(Undone).lines),
        "MASE: this could not be undone",
        "What we recorded from your reply to our letter of 18 January could not be undone.",
    ),
    (
        replace(sample_of(Undone), lines=(), stands=("The record has come for 12 January.",)),
        "MASE: please send the corrected file again",
        "Please correct the file and send it again: a file can’t be undone, and the next one replaces it.",
    ),
    (
        sample_of(MinutesDraft),
        "OFFICIAL-SENSITIVE: MASE 12 Jan: draft minutes to complete, back by Thu 21 Jan",
        "Please complete the attached draft, and reply with it by Thursday 21 January.",
    ),
    (
        replace(sample_of(MinutesAgain), because="chair"),
        "OFFICIAL-SENSITIVE: MASE 12 Jan: minutes to correct, back by Thu 21 Jan",
        "The Chair asks for changes: please make them in the attached minutes, and reply with these by "
        "Thursday 21 January.",
    ),
    (
        replace(sample_of(MinutesAgain), because="meeting"),
        "OFFICIAL-SENSITIVE: MASE 12 Jan: minutes to correct, back by Thu 21 Jan",
        "The meeting confirmed these minutes with amendments: please put them in, and reply with the minutes "
        "by Thursday 21 January.",
    ),
    (
        replace(sample_of(MinutesAgain), because="record"),
        "OFFICIAL-SENSITIVE: MASE 12 Jan: minutes to correct, back by Thu 21 Jan",
        "The record differs from these minutes: please correct them, and reply with them by "
        "Thursday 21 January.",
    ),
    (
        replace(sample_of(MinutesAgain), because="ruling"),
        "OFFICIAL-SENSITIVE: MASE 12 Jan: minutes to correct, back by Thu 21 Jan",
        "The Chair has ruled on the quorum of 12 January: please put that into the minutes, and reply with "
        "them by Thursday 21 January.",
    ),
    (
        sample_of(Desk),
        "OFFICIAL-SENSITIVE: MASE desk, Thu 14 Jan: 7 things need you",
        "Seven things need you, two of them today.",
    ),
    (
        replace(sample_of(Desk), needs=sample_of(Desk).needs[:1], waiting=(), coming=()),
        "OFFICIAL-SENSITIVE: MASE desk, Thu 14 Jan: 1 thing needs you",
        "One thing needs you today.",
    ),
]


@pytest.mark.parametrize(("letter", "subject", "first"), READS)
def test_subject_and_first_sentence_say_what_is_needed(
    printer: LetterPrinter, letter: Letter, subject: str, first: str
) -> None:
    printed = printer.print(letter)
    assert printed.subject == subject
    unmarked = printer.print(replace(letter, marking=""))
    assert [line for line in unmarked.text.split("\n") if line][1] == first
    assert Page(unmarked.html).lines[1] == first
    assert numbers(printed.text) == numbers(visible(printed.html))


def items(purpose: str, paper: str, *numbers: str) -> tuple[ItemLine, ...]:
    """Items of the agenda for a purpose, whose papers come in a way."""
    return tuple(replace(ITEM, number=number, purpose=purpose, paper=paper) for number in numbers)


TO_READ = {
    (): "Please read the agenda before the meeting; tell us today if you can’t come.",
    ("5",): "Please read item 5, which needs a decision; tell us today if you can’t come.",
    ("5", "6"): "Please read items 5 and 6, which need a decision; tell us today if you can’t come.",
}
TO_DECIDE = {
    (): "",
    ("3",): " Item 3 needs a decision{too}.",
    ("3", "4"): " Items 3 and 4 need a decision{too}.",
    ("3", "4", "7"): " Items 3, 4 and 7 need a decision{too}.",
}


@pytest.mark.parametrize("without", TO_DECIDE)
@pytest.mark.parametrize("attached", TO_READ)
def test_only_papers_that_are_attached_are_to_be_read(
    printer: LetterPrinter, attached: tuple[str, ...], without: tuple[str, ...]
) -> None:
    ways = ("", "to follow", "restricted")
    undecided = tuple(
        line for number, way in zip(without, ways, strict=False) for line in items("decision", way, number)
    )
    agenda = (*undecided, *items("decision", "attached", *attached), *items("information", "", "8"))
    said = TO_READ[attached] + TO_DECIDE[without].format(too=" too" if attached else "")
    printed = printer.print(replace(PAPERS, marking="", items=agenda))
    assert printed.text.splitlines()[2] == said
    assert Page(printed.html).lines[1] == said


def test_papers_that_are_for_no_decision_are_read_before_the_meeting(printer: LetterPrinter) -> None:
    agenda = (*items("decision", "verbal", "5"), ITEM)
    printed = printer.print(replace(PAPERS, marking="", items=agenda))
    said = (
        "Please read the papers before the meeting; tell us today if you can’t come. Item 5 needs a decision."
    )
    assert printed.text.splitlines()[2] == said
    assert Page(printed.html).lines[1] == said


def test_where_no_seat_needs_a_look_no_others_are_spoken_of(printer: LetterPrinter) -> None:
    letter = sample_of(AttendanceReview)
    assert "All other seats" in printer.print(letter).text
    well = replace(letter, seats=tuple(seat for seat in letter.seats if not seat.attention))
    printed = printer.print(well)
    assert "All seats" in printed.text
    assert "All seats" in visible(printed.html)


def test_a_briefing_names_the_partnership_as_people_do(printer: LetterPrinter) -> None:
    letter = sample_of(Briefing)
    printed = printer.print(letter)
    assert f"refers this to the {letter.body}." in printed.text
    assert f"because you carry messages between the {letter.body} and the MASE Group." in printed.text
