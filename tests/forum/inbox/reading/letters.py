"""Letters as replies answer them, and what is understood of a reply, in words."""

from __future__ import annotations

from uuid import UUID, uuid5

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, FileReceived, ReceivedReply
from forum.inbox.reading.reply import read
from forum.questions.kinds import QuestionKind
from tests.english import day

TODAY = day("Mon 18 Jan 2027")
HELD, NEXT = day("Tue 12 Jan 2027"), day("Tue 9 Feb 2027")
OLDER, NEWER = "MASE/2026-11/02", "MASE/2027-01/03"
OF_THE_MEETING_HELD = (
    QuestionKind.AGREE_MINUTES,
    QuestionKind.RULE_ON_QUORUM,
    QuestionKind.RELEASE_UNAGREED_MINUTES,
)
DEPUTIES = ("Deputy Designated Nurse", "Head of Safeguarding")


def asked(kind: QuestionKind, reference: str = "", *, is_open: bool = True) -> AskedQuestion:
    meeting = HELD if kind in OF_THE_MEETING_HELD else NEXT
    return AskedQuestion(uuid5(UUID(int=0), f"{kind} {reference}"), kind, reference, meeting, is_open)


AGENDA, MINUTES = asked(QuestionKind.AGREE_AGENDA), asked(QuestionKind.AGREE_MINUTES)
LATE = asked(QuestionKind.ALLOW_LATE_PAPER, "7")
NOTICE_OF_MEETING = asked(QuestionKind.WAIVE_NOTICE)
DISCHARGE = asked(QuestionKind.DISCHARGE_ACTION, OLDER)
SECOND_DISCHARGE = asked(QuestionKind.DISCHARGE_ACTION, NEWER)
NOTICE = asked(QuestionKind.SEND_ATTENDANCE_NOTICE, "Designated Nurse")
SECOND_NOTICE = asked(QuestionKind.SEND_ATTENDANCE_NOTICE, "Community Director")
QUORUM = asked(QuestionKind.RULE_ON_QUORUM)
ESCALATE = asked(QuestionKind.ESCALATE_ACTION, OLDER)
PAPER_6, PAPER_9 = asked(QuestionKind.PROVIDE_PAPER, "6"), asked(QuestionKind.PROVIDE_PAPER, "9")
PAPER_OF_MARCH, PAPER_OF_APRIL = (
    AskedQuestion(uuid5(UUID(int=0), title), QuestionKind.PROVIDE_PAPER, meeting=day(meeting), title=title)
    for title, meeting in (
        ("In depth: staff, and what stands in their way", "Tue 9 Mar 2027"),
        ("Review of the terms of reference", "Tue 13 Apr 2027"),
    )
)
UPDATE = asked(QuestionKind.UPDATE_ACTION, NEWER)
PACK, AMEND = asked(QuestionKind.RELEASE_PACK), asked(QuestionKind.AMEND_AGENDA)
UNAGREED = asked(QuestionKind.RELEASE_UNAGREED_MINUTES)
SIGNED_BY_LEAD = asked(QuestionKind.RECORD_AGREEMENT, "Interim Lead")
NEW_ADDRESS = asked(QuestionKind.CHANGE_ADDRESS, "Designated Nurse")
ORPHAN = asked(QuestionKind.HAND_OVER_ACTION, NEWER)
OFFERED = asked(QuestionKind.TAKE_ON_ACTION, NEWER)
ALSO_OFFERED = asked(QuestionKind.TAKE_ON_ACTION, OLDER)
SIGNED_BY_LEAD_OF_HEALTH = asked(QuestionKind.RECORD_AGREEMENT, "Interim Lead, Community Health")

LETTERS = {
    "chair: agenda, minutes": AnsweredLetter("chair", (AGENDA, MINUTES)),
    "chair: agenda": AnsweredLetter("chair", (AGENDA,)),
    "chair: notes": AnsweredLetter("chair", notes=(1,)),
    "chair: minutes": AnsweredLetter("chair", (MINUTES,)),
    "chair: late paper": AnsweredLetter("chair", (LATE,)),
    "chair: short notice, agenda": AnsweredLetter("chair", (NOTICE_OF_MEETING, AGENDA)),
    "chair: discharge": AnsweredLetter("chair", (DISCHARGE,)),
    "chair: notice": AnsweredLetter("chair", (NOTICE,)),
    "chair: letters": AnsweredLetter("chair", (NOTICE, SECOND_NOTICE, ESCALATE)),
    "chair: agenda, letters": AnsweredLetter("chair", (AGENDA, NOTICE, SECOND_NOTICE, ESCALATE)),
    "chair: agenda, discharges": AnsweredLetter("chair", (AGENDA, DISCHARGE, SECOND_DISCHARGE)),
    "chair: escalation": AnsweredLetter("chair", (ESCALATE,)),
    "chair: discharges, escalation": AnsweredLetter("chair", (DISCHARGE, SECOND_DISCHARGE, ESCALATE)),
    "chair: quorum": AnsweredLetter("chair", (QUORUM,)),
    "chair: late paper, discharge, agenda": AnsweredLetter("chair", (LATE, DISCHARGE, AGENDA)),
    "actions: one": AnsweredLetter("actions", actions=(NEWER,)),
    "actions: two": AnsweredLetter("actions", actions=(OLDER, NEWER)),
    "actions: one to do": AnsweredLetter("actions", actions=(OLDER, NEWER), reported=(OLDER,)),
    "actions: a line": AnsweredLetter("actions", lines=("P2.3",)),
    "actions: two lines": AnsweredLetter("actions", actions=(NEWER,), lines=("P2.3", "P3.1")),
    "actions: a task group": AnsweredLetter("actions", actions=(NEWER,), lines=("MISSING",)),
    "papers, a line": AnsweredLetter("papers", meeting=NEXT, lines=("P2.3",)),
    "desk: the work": AnsweredLetter("desk", (asked(QuestionKind.REPORT_WORK, "MISSING"), UPDATE, AGENDA)),
    "desk: a line": AnsweredLetter("desk", (asked(QuestionKind.UPDATE_LINE, "P2.3"), UPDATE, AGENDA)),
    "after the meeting": AnsweredLetter("after_meeting", actions=(OLDER, NEWER), meeting=NEXT),
    "after the meeting, no actions": AnsweredLetter("after_meeting", meeting=NEXT),
    "paper: 6": AnsweredLetter("paper_author", (PAPER_6,), meeting=NEXT),
    "paper: 6, 9": AnsweredLetter("paper_author", (PAPER_6, PAPER_9), meeting=NEXT),
    "paper: 9, March": AnsweredLetter("paper_author", (PAPER_9, PAPER_OF_MARCH), meeting=NEXT),
    "paper: March, April": AnsweredLetter("paper_author", (PAPER_OF_MARCH, PAPER_OF_APRIL), meeting=NEXT),
    "papers": AnsweredLetter("papers", meeting=NEXT, deputies=DEPUTIES),
    "papers, one deputy": AnsweredLetter("papers", meeting=NEXT, deputies=DEPUTIES[1:]),
    "papers, an action": AnsweredLetter("papers", actions=(NEWER,), meeting=NEXT, deputies=DEPUTIES),
    "moved": AnsweredLetter("moved", meeting=NEXT, deputies=DEPUTIES),
    "invitation": AnsweredLetter("invitation", meeting=NEXT),
    "deputy wanted": AnsweredLetter(
        "deputy_wanted", (asked(QuestionKind.NAME_DEPUTY),), meeting=NEXT, deputies=DEPUTIES
    ),
    "minutes": AnsweredLetter("minutes", actions=(OLDER, NEWER), meeting=HELD),
    "minutes, an action": AnsweredLetter("minutes", actions=(NEWER,), meeting=HELD),
    "attendance": AnsweredLetter("attendance_notice"),
    "escalation": AnsweredLetter("escalation"),
    "pack": AnsweredLetter("pack_check", (PACK,), meeting=NEXT),
    "record": AnsweredLetter("record_workbook", (asked(QuestionKind.FILE_RECORD),), meeting=NEXT),
    "draft minutes": AnsweredLetter("minutes_draft", (asked(QuestionKind.DRAFT_MINUTES),), meeting=HELD),
    "desk": AnsweredLetter("desk", (AGENDA, LATE, DISCHARGE, UPDATE, PAPER_6, AMEND, UNAGREED)),
    "desk: minutes": AnsweredLetter("desk", (UNAGREED,)),
    "desk: pack": AnsweredLetter("desk", (PACK,)),
    "desk: a day off": AnsweredLetter("desk", (asked(QuestionKind.MEET_ON_DAY_OFF), AGENDA, LATE, AMEND)),
    "details": AnsweredLetter("details"),
    "desk: agreements": AnsweredLetter("desk", (SIGNED_BY_LEAD, SIGNED_BY_LEAD_OF_HEALTH, AGENDA)),
    "desk: an offer": AnsweredLetter("desk", (OFFERED, AGENDA)),
    "desk: an orphan": AnsweredLetter("desk", (ORPHAN, AGENDA)),
    "desk: an address": AnsweredLetter("desk", (NEW_ADDRESS, SIGNED_BY_LEAD, AGENDA)),
    "welcome": AnsweredLetter("induction", (OFFERED, ALSO_OFFERED)),
    "welcome: same numbers": AnsweredLetter(
        "induction", (OFFERED, asked(QuestionKind.TAKE_ON_ACTION, "MASE/2026-11/03"))
    ),
    "welcome: one action": AnsweredLetter("induction", (OFFERED,)),
    "welcome: taken on": AnsweredLetter(
        "induction", (asked(QuestionKind.TAKE_ON_ACTION, NEWER, is_open=False),)
    ),
    "members": AnsweredLetter("members_check", (asked(QuestionKind.APPLY_MEMBERS),)),
    "desk: an agreement": AnsweredLetter("desk", (SIGNED_BY_LEAD, AGENDA)),
}


def understood(letter: str, text: str, *files: str, vote: str = "") -> list[str]:
    """What is understood of a reply, a sentence each; what is not, with why, after a question mark.

    ``files`` are the names of the files that came with it.
    """
    received = ReceivedReply(
        on=TODAY,
        text=text,
        vote=vote,
        files=tuple(FileReceived(id=name, name=name) for name in files),
    )
    reading = read(LETTERS[letter], received)
    return [
        *(saying.in_words(LETTERS[letter]) for saying in reading.sayings),
        *(f"? {one.why}" for one in reading.not_understood),
    ]
