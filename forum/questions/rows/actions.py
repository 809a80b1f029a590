"""The kinds of question about actions, lines of the action plan, challenge and what goes on."""

from __future__ import annotations

from forum.questions.kind import (
    LETTER_OR_NOT,
    AskedOfChair,
    AskedOfPerson,
    AskedOfUnit,
    ChairList,
    Chase,
    LetterForChair,
    QuestionKind,
    Reference,
)
from forum.questions.words import Act, Said, Word

ROWS = {
    QuestionKind.UPDATE_ACTION: AskedOfPerson(
        letter="actions",
        act=Act.REPORT,
        phrase="report on an action",
        matter="action {reference}",
        how="DONE, or a new date such as 12 February and why, or HELP",
        by_command="DONE, a new date and why, HELP, or how it is going",
        answers={
            Word.DONE: "{what} is reported done.",
            Word.NEW_DATE: "{what} is now due on {day}.",
            Word.HELP: "{what} needs help: the Business Unit takes it up.",
            Word.OTHER: "{what} has your update and stays open: reply DONE once it is done.",
        },
        for_a_hand=(Word.HELP,),
        buttons=(Word.DONE, Word.HELP),
        reference=Reference.ACTION,
        by_phone="DONE",
    ),
    QuestionKind.DISCHARGE_ACTION: AskedOfChair(
        phrase="discharge an action",
        matter="action {reference}",
        how="DISCHARGE or RETURN",
        answers={
            Word.DISCHARGE: "{what} is discharged.",
            Word.RETURN: "{what} stays open and goes back to its owner.",
        },
        buttons=(Word.DISCHARGE, Word.RETURN),
        reference=Reference.ACTION,
        by_phone="DISCHARGED",
        rides_along=True,
        alone_from=8,  # the meeting, on whose day it is due, discharges as well; then the minutes go
        in_list=ChairList.DISCHARGES,
        said={
            **dict.fromkeys(
                (Said.YES, Said.ASSENT, Said.AGREE, Said.DISCHARGE, Said.DISCHARGE_ALL), Word.DISCHARGE
            ),
            Said.RETURN: Word.RETURN,
        },
        takes_remark=(Word.RETURN,),
    ),
    QuestionKind.ESCALATE_ACTION: LetterForChair(
        phrase="allow a letter to an organisation about an action",
        matter="action {reference}",
        answers={
            Word.SEND: "{what}: the owner’s organisation is written to.",
            Word.NO: "{what}: the owner’s organisation is not written to.",
        },
        reference=Reference.ACTION,
        by_phone="SEND",
        said={**LETTER_OR_NOT, Said.WRITE: Word.SEND},
    ),
    QuestionKind.HELP_WITH_ACTION: AskedOfUnit(
        phrase="help with an action",
        matter="the help with action {reference}",
        how="HELPED, the action’s reference and what was done",
        by_command="HELPED and what was done",
        answers={Word.HELPED: "{what} is on record: {text}."},
        reference=Reference.ACTION,
        unit_does="Reply HELPED {about} and what was done; until then it waits here.",
    ),
    QuestionKind.HEAR_OF_HELP_WANTED: AskedOfChair(
        phrase="hear of the help wanted on an action",
        matter="the help wanted on action {reference}",
        how="SEEN",
        answers={
            Word.SEEN: "{what} is known to you; the Business Unit goes on looking for it.",
            Word.OTHER: "{what}: what you say is with the Business Unit, which acts on it.",
        },
        buttons=(Word.SEEN,),
        reference=Reference.ACTION,
        by_phone="SEEN",
        for_a_hand=(Word.SEEN, Word.OTHER),
        invites_words=True,
        rides_along=True,
        chase=Chase.NONE,
        said={Said.SEEN: Word.SEEN},
    ),
    QuestionKind.TAKE_ON_ACTION: AskedOfPerson(
        letter="induction",
        act=Act.TAKE_ON,
        phrase="take on an action",
        matter="action {reference}",
        how="ACCEPT, or TO and the name of whoever should have it",
        by_command="ACCEPT, or TO and whose it is from now on",
        answers={
            Word.ACCEPT: "{what} is {yours} from today.",
            Word.HAND_TO: "{what} goes to {text}.",
            Word.OTHER: "{what} goes to {text}.",
        },
        beside_matter=(Word.ACCEPT,),
        reference=Reference.ACTION,
        by_phone="ACCEPT",
        chase=Chase.RING,
    ),
    QuestionKind.HAND_OVER_ACTION: AskedOfUnit(
        phrase="find a new owner for an action",
        matter="action {reference}",
        how="with the action’s reference, TO and the name of whoever takes it on",
        by_command="TO and whose it is from now on",
        answers={Word.HAND_TO: "{what} goes to {text}.", Word.OTHER: "{what} goes to {text}."},
        reference=Reference.ACTION,
        unit_does="Its owner has left. Reply with its reference, TO and the name of whoever takes it on. A "
        "successor in the seat is offered it by their first letter.",
    ),
    QuestionKind.UPDATE_LINE: AskedOfPerson(
        letter="actions",
        act=Act.REPORT,
        phrase="say how a line of the action plan stands",
        matter="line {reference} of the action plan",
        how="GREEN, AMBER or RED and how it stands, or DONE and what shows it",
        answers={
            Word.GREEN: "{what} has your update: green.",
            Word.AMBER: "{what} has your update: amber.",
            Word.RED: "{what} has your update: red.",
            Word.DONE: "{what} is put to the group to be discharged.",
        },
        buttons=(Word.GREEN, Word.AMBER, Word.RED),
        reference=Reference.LINE,
        by_phone="AMBER",
        before_meeting=True,
    ),
    QuestionKind.ANSWER_CHALLENGE: AskedOfUnit(
        act=Act.RECORD,
        phrase="have a challenge answered",
        matter="a challenge",
        by_command="the sheet Challenge of the record workbook",
        unit_does="Ask them. Then reply CHALLENGE {about}: and what they answered; without an answer by that "
        "day it goes a stage up.",
    ),
    QuestionKind.SETTLE_MATTER: AskedOfChair(
        phrase="say what is to be done about what goes on",
        matter="what goes on with {reference}",
        how="SEEN",
        answers={
            Word.SEEN: "{what} is known to you; we ask again while it does.",
            Word.OTHER: "{what}: what you say is with the Business Unit, which acts on it.",
        },
        buttons=(Word.SEEN,),
        reference=Reference.MATTER,
        by_phone="SEEN",
        for_a_hand=(Word.OTHER,),
        invites_words=True,
        rides_along=True,
        alone_from=-5,
        escalates="chase_after",
        said={Said.SEEN: Word.SEEN},
    ),
}
