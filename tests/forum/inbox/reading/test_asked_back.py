"""What somebody is asked whose reply was not understood: why, the words that answer, and what they wrote."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import FileReceived, ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import Answered
from forum.questions.words import Reply, Word
from tests.forum.inbox.reading.letters import LETTERS, TODAY

AGREE_BOTH = "Reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change."
WHICH_DRAFT = "Begin a line with AGENDA: or with MINUTES: and say what to change."
ALLOW = "Reply ALLOW or NO."
SECOND_LINE = "In a line that begins with 2, reply DISCHARGE or RETURN."
AGREE = "Reply AGREE AGENDA, or tell us what to change."
EACH_LINE = (
    "Answer each question in a separate line, its number first: 1 ALLOW or NO; 2 DISCHARGE or "
    "RETURN; 3 AGREE AGENDA."
)
WITHOUT_FILE = "Reply again without the file, or tell us what to change."
A_DAY = "Reply MASE/2027-01/03 with a day to come, such as 12 February, and why."
ONE_ACTION = "Reply MASE/2027-01/03 with DONE, or a new date such as 12 February and why, or HELP."
ACTIONS = (
    "Begin a line with the number of the action, 02 or 03; after it say DONE, or a new date such as "
    "12 February and why, or HELP."
)
AN_ITEM = (
    "Begin a line with ITEM: and its title; say whether it is for decision, discussion or "
    "information, how many minutes it needs, and whether there will be a paper."
)
COMING = (
    "Reply APOLOGIES if you can’t come, or DEPUTY: and the name, job title and email address of "
    "whoever comes in your place."
)
A_DEPUTY = "Reply with your deputy’s name, job title and email address, or with NONE if nobody can come."
A_PAPER = "Reply with your paper attached, or with VERBAL or WITHDRAW."
PAPERS = (
    "Name each file after its item, such as “item 6”; for a paper that will not come, reply with the "
    "item number and VERBAL or WITHDRAW, such as 6 VERBAL."
)
A_RECORD = "Reply with the record workbook attached, as you had it from us, and no other file of its sort."
MINUTES = (
    "Reply with the draft of the minutes attached, as you had it from us, and no other file of its sort."
)
RELEASE = "Reply RELEASE."
CHANGES = (
    "Reply with a line for each change, such as ORDER 5 4 6, DROP 7, KEEP 7, PAPER 5 CORE, PAPER 5 "
    "ALL, PAPER 5 PART 2 or PAPER 5 SEATS and their names; or send the workbook back filled in."
)
A_PACK = (
    "Reply with the workbook of the papers attached, as you had it from us, and no other file of its sort."
)
BY_PHONE = (
    "Say what was answered, by whom, how and when: AGENDA AGREED BY CHAIR, phone, 21 January; or "
    "begin with the reference: MASE/2027-01/03 DONE, phone, 21 January."
)
SERVICE_DESK = "Ask the deputy chair to reply to our letter."
A_NAME = "Write the name as our letter has it: SIGNED Jo Field, 12 January."
THE_WORD_AND_NAME = "Reply with the word and what it is about: SIGNED and the name."
APPLY = "Reply APPLY or NO."
CONDITION = "SIGNED Interim Lead\nAGENDA AGREED BY CHAIR, phone, 15 January\nas long as item 7 comes off"
HAND_OVER = "Begin with the action’s number, then ACCEPT, or TO and the name of whoever should have it."


@pytest.mark.parametrize(
    ("letter", "text", "files", "asked"),
    [
        (
            "chair: agenda, minutes",
            "AGREE BOTH\n\nThanks\nbut item 5 should come first",
            (),
            [
                (
                    "Your reply has more in it than the word, and nothing is agreed with a condition.",
                    AGREE_BOTH,
                    "AGREE BOTH\nbut item 5 should come first",
                )
            ],
        ),
        (
            "chair: agenda, minutes",
            "AGREE",
            (),
            [("It is not plain which of the questions your answer is for.", AGREE_BOTH, "AGREE")],
        ),
        (
            "chair: agenda, minutes",
            "Please take out item 3.\nAnd item 4.",
            (),
            [
                (
                    "It is not plain whether the change is wanted in the agenda or in the minutes.",
                    WHICH_DRAFT,
                    "Please take out item 3.\nAnd item 4.",
                )
            ],
        ),
        (
            "chair: agenda, minutes",
            "Will read\nthese tonight",
            (),
            [
                (
                    "Sorry, we could not tell what you decided.",
                    AGREE_BOTH,
                    "Will read\nthese tonight",
                )
            ],
        ),
        (
            "chair: late paper",
            "ALLOW if it comes by Thursday",
            (),
            [
                (
                    "Your reply has more in it than the word, and nothing is agreed with a condition.",
                    ALLOW,
                    "ALLOW if it comes by Thursday",
                )
            ],
        ),
        (
            "chair: late paper, discharge, agenda",
            "2 NO",
            (),
            [
                (
                    "Your answer on action MASE/2026-11/02 was not clear to us, sorry.",
                    SECOND_LINE,
                    "NO",
                )
            ],
        ),
        (
            "chair: late paper, discharge, agenda",
            "1 ALLOW\n2 DISCHARGE, or not\n3 perhaps",
            (),
            [
                (
                    "Your answer on action MASE/2026-11/02 has more in it than the word; nothing is "
                    "agreed with a condition.",
                    SECOND_LINE,
                    "DISCHARGE, or not",
                ),
                (
                    "Your answer on the agenda for 9 February was not clear to us, sorry.",
                    AGREE,
                    "perhaps",
                ),
            ],
        ),
        (
            "chair: late paper, discharge, agenda",
            "4 AGREE\n5 AGREE",
            (),
            [("Sorry, we could not tell what you decided.", EACH_LINE, "4 AGREE\n5 AGREE")],
        ),
        (
            "chair: late paper, discharge, agenda",
            "What of\nthe rest?\n1 NO",
            (),
            [("Part of your reply has no number.", EACH_LINE, "What of\nthe rest?")],
        ),
        (
            "chair: agenda",
            "AGREE",
            ("agenda with my changes.docx",),
            [
                (
                    "There is a file with your reply, which may hold changes; nothing is agreed with a "
                    "condition.",
                    WITHOUT_FILE,
                    "",
                )
            ],
        ),
        (
            "actions: one",
            "31/2/27",
            (),
            [
                (
                    "The new date for action MASE/2027-01/03 has gone by, or is not in the calendar.",
                    A_DAY,
                    "31/2/27",
                )
            ],
        ),
        (
            "actions: one",
            "DONE\nHELP",
            (),
            [("What you say of action MASE/2027-01/03 can be read in two ways.", ONE_ACTION, "DONE\nHELP")],
        ),
        (
            "actions: two",
            "DONE\nor not",
            (),
            [("It is not plain of which action you speak.", ACTIONS, "DONE\nor not")],
        ),
        (
            "actions: one to do",
            "We are still\nworking on it",
            (),
            [
                (
                    "It is not plain of which action you speak, or what you say of it.",
                    ACTIONS,
                    "We are still\nworking on it",
                )
            ],
        ),
        (
            "actions: two",
            "I'll look at these next week",
            (),
            [
                (
                    "It is not plain of which action you speak, or what you say of it.",
                    ACTIONS,
                    "I'll look at these next week",
                )
            ],
        ),
        ("after the meeting", "Done", (), [("It is not plain of which action you speak.", ACTIONS, "Done")]),
        (
            "after the meeting",
            "Could somebody ring me?",
            (),
            [
                (
                    "It is not plain whether you propose an item.",
                    f"{AN_ITEM} {ACTIONS}",
                    "Could somebody ring me?",
                )
            ],
        ),
        (
            "after the meeting, no actions",
            "Thanks all, a useful meeting\nIndeed",
            (),
            [
                (
                    "It is not plain whether you propose an item.",
                    AN_ITEM,
                    "Thanks all, a useful meeting\nIndeed",
                )
            ],
        ),
        (
            "after the meeting, no actions",
            "ITEM: Housing, for decision\nfor information",
            (),
            [
                (
                    "It is not plain what the item is for, or how long it needs.",
                    AN_ITEM,
                    "Housing, for decision\nfor information",
                )
            ],
        ),
        (
            "after the meeting, no actions",
            "ITEM: Housing, half an hour, 20 minutes",
            (),
            [
                (
                    "It is not plain what the item is for, or how long it needs.",
                    AN_ITEM,
                    "Housing, half an hour, 20 minutes",
                )
            ],
        ),
        (
            "after the meeting, no actions",
            "ITEM: Housing, 121 minutes",
            (),
            [
                (
                    "It is not plain what the item is for, or how long it needs.",
                    AN_ITEM,
                    "Housing, 121 minutes",
                )
            ],
        ),
        (
            "after the meeting, no actions",
            "ITEM:\nfor decision",
            (),
            [("The item has no title, or a very long one.", AN_ITEM, "\nfor decision")],
        ),
        (
            "after the meeting, no actions",
            "ITEM: Housing?",
            (),
            [("The title is a question: say what it is about, in a few words.", AN_ITEM, "Housing?")],
        ),
        (
            "papers",
            "I might not be able to come\nor I might",
            (),
            [
                (
                    "It is not plain whether you come.",
                    COMING,
                    "I might not be able to come\nor I might",
                )
            ],
        ),
        (
            "papers",
            "My manager can't attend",
            (),
            [("It is not plain whether you come.", COMING, "My manager can't attend")],
        ),
        (
            "papers",
            "My deputy will attend",
            (),
            [("It is not plain who comes in your place.", COMING, "My deputy will attend")],
        ),
        (
            "papers",
            "Deputy: Team Manager\nDeputy: Service Manager",
            (),
            [
                (
                    "It is not plain whether you come.",
                    COMING,
                    "Deputy: Team Manager\nDeputy: Service Manager",
                )
            ],
        ),
        (
            "deputy wanted",
            "I'll ask\naround",
            (),
            [("It is not plain who comes in your place.", A_DEPUTY, "I'll ask\naround")],
        ),
        (
            "deputy wanted",
            "I can come if the train runs",
            (),
            [
                (
                    "It is not plain whether you come, or who comes in your place.",
                    COMING,
                    "I can come if the train runs",
                )
            ],
        ),
        (
            "paper: 6",
            "Verbal, or a paper\nif I get to it",
            (),
            [
                (
                    "Your reply has neither a paper nor one of the words.",
                    A_PAPER,
                    "Verbal, or a paper\nif I get to it",
                )
            ],
        ),
        (
            "paper: 6",
            "Please see attached",
            (),
            [
                (
                    "There was no file with your reply, and a link can’t be filed.",
                    A_PAPER,
                    "Please see attached",
                )
            ],
        ),
        (
            "paper: 6",
            "VERBAL\nWITHDRAW",
            (),
            [("You say two things of the paper for item 6.", A_PAPER, "WITHDRAW")],
        ),
        (
            "paper: 6",
            "",
            ("winmail.dat",),
            [("Your paper came as “winmail.dat”, which only some mail systems can open.", A_PAPER, "")],
        ),
        (
            "paper: 6",
            "",
            ("a.docx", "b.docx"),
            [("It is not plain for which item your 2 files are meant.", A_PAPER, "")],
        ),
        (
            "paper: 6",
            "VERBAL",
            ("a.docx",),
            [("There is a file, and yet you say that no paper comes.", A_PAPER, "")],
        ),
        (
            "paper: 6",
            "A draft, final to follow",
            ("a.docx",),
            [("Your paper seems not to be final.", A_PAPER, "A draft, final to follow")],
        ),
        (
            "paper: 6, 9",
            "VERBAL",
            (),
            [("You were asked for 2 papers, and it is not plain of which you say VERBAL.", PAPERS, "VERBAL")],
        ),
        (
            "paper: 6, 9",
            "6 VERBAL\n6 WITHDRAW",
            (),
            [("You say two things of the paper for item 6.", PAPERS, "6 WITHDRAW")],
        ),
        (
            "paper: 6, 9",
            "6 VERBAL\nI wonder\nabout 9",
            (),
            [("Sorry, part of your reply was not clear to us.", PAPERS, "I wonder\nabout 9")],
        ),
        (
            "paper: 6, 9",
            "",
            ("calendar.pdf",),
            [("It is not plain for which item your file is meant.", PAPERS, "")],
        ),
        (
            "paper: 6, 9",
            "Item 9 will not come, here is the other one",
            ("calendar.pdf",),
            [
                (
                    "It is not plain for which item your file is meant.",
                    PAPERS,
                    "Item 9 will not come, here is the other one",
                )
            ],
        ),
        (
            "paper: 9, March",
            "VERBAL",
            (),
            [
                (
                    "You were asked for 2 papers, and it is not plain of which you say VERBAL.",
                    "Name each file after the number or the title of its item; for a paper that will not "
                    "come, reply with that number or title and VERBAL or WITHDRAW.",
                    "VERBAL",
                )
            ],
        ),
        (
            "record",
            "Here",
            ("record.docx",),
            [("The file that came with your reply is not the record workbook.", A_RECORD, "Here")],
        ),
        (
            "record",
            "Please see attached\nThanks",
            (),
            [("There was no record workbook with your reply.", A_RECORD, "Please see attached")],
        ),
        ("record", "", ("a.xlsx", "b.xlsx"), [("More than one file could be it.", A_RECORD, "")]),
        (
            "draft minutes",
            "Attached\nthanks",
            (),
            [("There was no draft of the minutes with your reply.", MINUTES, "Attached")],
        ),
        (
            "draft minutes",
            "Both",
            ("a.docx", "b.docx", "c.docx"),
            [("More than one file could be it.", MINUTES, "Both")],
        ),
        (
            "pack",
            "RELEASE when the police\npaper is in",
            (),
            [
                (
                    "There is more beside RELEASE, and nothing leaves on a condition.",
                    RELEASE,
                    "RELEASE when the police\npaper is in",
                )
            ],
        ),
        ("pack", "ok", (), [("Nothing leaves until you reply RELEASE.", RELEASE, "ok")]),
        (
            "pack",
            "DROP 7\nas I said",
            (),
            [("Sorry, part of your reply was not clear to us.", CHANGES, "as I said")],
        ),
        ("pack", "", ("a.xlsx", "b.xlsx"), [("More than one file could be it.", A_PACK, "")]),
        (
            "desk",
            "AGENDA AGREED BY CHAIR",
            (),
            [("It is not plain how and when the Chair said so.", BY_PHONE, "AGENDA AGREED BY CHAIR")],
        ),
        (
            "desk",
            "AGREED BY CHAIR, phone, 19 January",
            (),
            [
                (
                    "It is not plain on which day that was said, or it is a day to come.",
                    BY_PHONE,
                    "AGREED BY CHAIR, phone, 19 January",
                )
            ],
        ),
        (
            "desk",
            "AGENDA AGREED BY DEPUTY CHAIR, phone, 15 January",
            (),
            [
                (
                    "The deputy chair’s word by phone counts only where they were asked as well.",
                    SERVICE_DESK,
                    "AGENDA AGREED BY DEPUTY CHAIR, phone, 15 January",
                )
            ],
        ),
        (
            "desk",
            "AGREED AND DISCHARGED BY CHAIR, phone, 15 January",
            (),
            [
                (
                    "It is not plain which question of the Chair’s that answers.",
                    BY_PHONE,
                    "AGREED AND DISCHARGED BY CHAIR, phone, 15 January",
                )
            ],
        ),
        (
            "desk",
            "MASE/2099-01/03 DONE, phone, 15 January",
            (),
            [
                (
                    "It is not plain which question that answers.",
                    BY_PHONE,
                    "MASE/2099-01/03 DONE, phone, 15 January",
                )
            ],
        ),
        (
            "desk: an agreement",
            "SIGNED Interim Lead\nSIGNED Alex Moor, 14 January",
            (),
            [
                (
                    "No agreement is waited for of whoever that names, or its day is to come.",
                    A_NAME,
                    "SIGNED Alex Moor, 14 January",
                )
            ],
        ),
        (
            "desk: an agreement",
            CONDITION,
            (),
            [
                (
                    "Line 3 of your reply is none of the answers, and nothing is agreed or released on a "
                    "condition.",
                    BY_PHONE,
                    CONDITION,
                )
            ],
        ),
        (
            "desk",
            "AGENDA AGREED BY CHAIR, phone, 15 January\nMASE/2026-09/01 TO Kent Police",
            (),
            [
                (
                    "It is not plain what you say of that action, or it does not wait for it.",
                    BY_PHONE,
                    "MASE/2026-09/01 TO Kent Police",
                )
            ],
        ),
        (
            "desk: agreements",
            "SIGNED",
            (),
            [("“SIGNED” can answer more than one of your tasks.", THE_WORD_AND_NAME, "SIGNED")],
        ),
        ("desk: an address", "DONE", (), [("That answers nothing that waits.", BY_PHONE, "DONE")]),
        ("invitation", "I wonder", (), [("It is not plain whether you come.", COMING, "I wonder")]),
        (
            "members",
            "Apply, but leave the nurse\nas she is",
            (),
            [("Nothing changes until you reply APPLY.", APPLY, "Apply, but leave the nurse\nas she is")],
        ),
        (
            "welcome: same numbers",
            "03 ACCEPT",
            (),
            [("It is not plain which action you mean.", HAND_OVER, "03 ACCEPT")],
        ),
        (
            "welcome: taken on",
            "03 ACCEPT",
            (),
            [("That answers nothing that waits.", HAND_OVER, "03 ACCEPT")],
        ),
        (
            "welcome",
            "to Kent Police",
            (),
            [("It is not plain which action you mean.", HAND_OVER, "to Kent Police")],
        ),
        (
            "moved",
            "Either Team Manager or Service Manager will come in my place",
            (),
            [
                (
                    "It is not plain whether you come.",
                    COMING,
                    "Either Team Manager or Service Manager will come in my place",
                )
            ],
        ),
    ],
)
def test_what_is_not_understood_is_asked_back_with_the_words_that_answer(
    letter: str, text: str, files: tuple[str, ...], asked: list[tuple[str, str, str]]
) -> None:
    came = tuple(FileReceived(id=name, name=name) for name in files)
    reading = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text, files=came))
    assert [(part.why, part.how, part.text) for part in reading.not_understood] == asked


def test_what_the_chair_wants_changed_is_kept_as_it_was_written() -> None:
    letter, text = LETTERS["chair: late paper, discharge, agenda"], "1 ALLOW\n3 Please move item 5 to the top"
    answers = read(letter, ReceivedReply(on=TODAY, text=text)).sayings
    assert [answer.reply for answer in answers if isinstance(answer, Answered)] == [
        Reply(Word.ALLOW),
        Reply(Word.OTHER, "Please move item 5 to the top"),
    ]
