"""The letters about questions, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.parts import Ask, DraftAgenda, DraftItem, PaperAhead, Quote
from forum.letters.questions import ChairLetter, Desk, DeskAnswer, DeskComing, DeskGap, DeskTask, DeskWait
from forum.questions.kinds import QuestionKind
from samples.letters.shared import CHAIR, COMMON, HELD, MARKING, NEXT, TO_UNIT, UNIT

DRAFT = DraftAgenda(
    items=(
        DraftItem(number="1", title="Welcome and apologies", purpose="information", minutes=5),
        DraftItem(number="2", title="Declarations of interest", purpose="information", minutes=5),
        DraftItem(number="3", title="Minutes of the last meeting", purpose="decision", minutes=5),
        DraftItem(number="4", title="Action log", purpose="decision", minutes=10),
        DraftItem(
            number="5",
            title="CSE action plan: progress and actions to discharge",
            purpose="decision",
            minutes=15,
        ),
        DraftItem(
            number="6",
            title="Return interviews: how quickly they are offered",
            purpose="decision",
            minutes=15,
            is_new=True,
            proposed_by="Designated Nurse",
            late_on=dt.date(2027, 1, 21),
            paper="to follow",
        ),
        DraftItem(number="7", title="Obstacles in service provision", purpose="discussion", minutes=10),
        DraftItem(
            number="8", title="Training and awareness of the workforce", purpose="information", minutes=5
        ),
        DraftItem(number="9", title="Community engagement and prevention", purpose="information", minutes=5),
        DraftItem(
            number="10", title="Items to and from boards and partnerships", purpose="information", minutes=5
        ),
        DraftItem(
            number="11",
            title="Case management and coordination across agencies",
            purpose="discussion",
            minutes=15,
            part=2,
        ),
        DraftItem(
            number="12",
            title="Intelligence and patterns across the county",
            purpose="discussion",
            minutes=10,
            part=2,
        ),
    ),
    planned=105,
    minutes=120,
    changes="Since the last draft, new: 6.",
    papers_ahead=(
        PaperAhead(
            meeting=dt.date(2027, 3, 9), title="Review of the terms of reference", author="Business Unit"
        ),
        PaperAhead(
            meeting=dt.date(2027, 4, 13),
            title="In depth: Communities are aware and help to prevent",
            author="District Councils",
        ),
    ),
)

LETTERS = (
    ChairLetter(
        **COMMON,
        addressee="Independent Chair",
        marking=MARKING,
        why=CHAIR,
        asks=(
            Ask(kind=QuestionKind.AGREE_AGENDA, due=dt.date(2027, 1, 25), meeting=NEXT.date, draft=DRAFT),
            Ask(kind=QuestionKind.AGREE_MINUTES, due=dt.date(2027, 1, 25), meeting=HELD.date),
        ),
        notes=(
            "Training Lead, who reads part 2, is written to at training.lead@forum.example from 14 "
            "January 2027.",
        ),
    ),
    Desk(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        day=dt.date(2027, 1, 14),
        needs=(
            DeskTask(
                group="MASE",
                what="The record of 12 January is not in yet.",
                how="Reply to the letter of 11 January with the record workbook.",
                by=dt.date(2027, 1, 14),
            ),
            DeskTask(
                group="MASE",
                what="Ring Training Lead, 03000 000003, and ask them to report on action MASE/2026-11/02.",
                how="We have written and had no answer. Reply with what was said, such as MASE/2026-11/02 "
                "DONE, phone, 14 January. If nobody answers: RUNG Training Lead, NO ANSWER.",
                by=dt.date(2027, 1, 15),
                since=dt.date(2027, 1, 4),
            ),
            DeskTask(
                group="MASE",
                what="Ring Head of Safeguarding, 03000 000004: help wanted on action MASE/2026-11/03, One "
                "referral form.",
                how="They write: “Two boroughs have not answered”. Reply HELPED MASE/2026-11/03 and what was "
                "done; until then it waits here.",
                by=dt.date(2027, 1, 15),
            ),
            DeskTask(
                group="MASE",
                what="The Designated Nurse asks us to ring them on 03000 000119 from now on.",
                how="Ring them on 03000 000002, the number in the register and no other, to make sure. Then "
                "reply APPLY Designated Nurse, or NO Designated Nurse.",
                by=dt.date(2027, 1, 15),
                answers=(
                    DeskAnswer(about="Q4M2XA", words=("APPLY Designated Nurse", "NO Designated Nurse")),
                ),
            ),
            DeskTask(
                group="MASE",
                what="Accept or decline a request for research, R/2027/02: How have other boards trained "
                "hotel staff?",
                how="Asked by Training Lead, for whether to fund training, by Tue 13 Apr. Asked before: "
                "R/2026/03, “What works to train the night staff of hotels?” (used, and the group: two "
                "sessions were paid for). Reply ACCEPT R/2027/02 with its size (S, M or L), who does it if "
                "not you, the check it needs (sharing agreement or DPIA) and a day: ACCEPT R/2027/02 M, Sam "
                "Hill, DPIA, by 12 March. Or reply DECLINE R/2027/02 and why, and tell who asked.",
                by=dt.date(2027, 1, 19),
            ),
            DeskTask(
                group="MASE",
                what="Designated Nurse (CCGs), 03000 000002, wrote at 4:12pm on 13 January 2027, in answer "
                "to our letter (MASE: your 2 actions; items for 9 Feb by Tue 19 Jan).",
                quote=Quote(
                    lines=(
                        "Could somebody ring me before the meeting?",
                        "I am not sure that this action is still ours.",
                    )
                ),
                how="It answers nothing that we asked, and we have asked them what they mean. Once it is "
                "dealt with, reply ASIDE 4e5f6a7b and what was done.",
                by=dt.date(2027, 1, 14),
                since=dt.date(2027, 1, 13),
            ),
            DeskTask(
                group="MASE",
                what="A letter (papers) to Kent Police is held since Wed 13 Jan.",
                how="The address is no longer on the register. Once that is corrected, reply RELEASE "
                "0a1b2c3d; or CANCEL 0a1b2c3d, and it never goes.",
                by=dt.date(2027, 1, 15),
            ),
        ),
        waiting=(
            DeskWait(
                group="MASE",
                what="Agenda for 9 February",
                whom="Independent Chair",
                since=dt.date(2027, 1, 13),
                due=dt.date(2027, 1, 26),
            ),
        ),
        coming=(
            DeskComing(group="MASE", what="Minutes draft back from you", day=dt.date(2027, 1, 19)),
            DeskComing(group="MASE", what="Items for 9 February close", day=dt.date(2027, 1, 20)),
        ),
        bundle=(
            DeskGap(
                group="MASE",
                what="Their files would lack two things",
                which=(
                    "Minutes of MASE/2026-12: not out, due on 22 December 2026",
                    "Answer of the MSCB Board, 2 December 2026: the board has not said",
                ),
            ),
        ),
        gaps=(
            DeskGap(group="MASE", what="Vacant seats", which=("Kent and Medway CAMHS",)),
            DeskGap(group="MASE", what="Seats without a deputy", which=("CRC", "District Councils")),
        ),
    ),
)
