"""What a reply says of each action."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.mail_text.own_words import lines_of
from forum.inbox.reading.actions.reports import read_actions
from forum.inbox.sayings import ActionReported
from forum.questions.words import Reply, Word
from tests.english import day

TODAY = day("Mon 18 Jan 2027")
REFERENCES = ("MASE/2027-01/03", "MASE/2027-01/12")


TITLES = ("Write to the providers of transport", "Draft the leaflet for parents")
DIGEST = AnsweredLetter("actions", actions=REFERENCES, titles=TITLES)
OF_LEAFLET = AnsweredLetter("actions", actions=REFERENCES[1:], titles=TITLES[1:])


def of_each(body: str, letter: AnsweredLetter = DIGEST) -> dict[str, Reply]:
    found = read_actions(tuple(lines_of(body)), letter, TODAY, alone=True)
    return {one.reference[-2:]: one.reply for one in found.reported}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("MASE/2027-01/03 DONE", {"03": Reply(Word.DONE)}),
        ("03: done\n12: HELP", {"03": Reply(Word.DONE), "12": Reply(Word.HELP)}),
        ("Action 3 - done", {"03": Reply(Word.DONE)}),
        (
            "03 12/2/27 waiting for data\n12 DONE",
            {
                "03": Reply(Word.NEW_DATE, "waiting for data", day("Fri 12 Feb 2027")),
                "12": Reply(Word.DONE),
            },
        ),
        (
            "> MASE/2027-01/03 Write to the providers\nDONE\n> MASE/2027-01/12 Draft the leaflet\n12 Feb\n",
            {"03": Reply(Word.DONE), "12": Reply(Word.NEW_DATE, "", day("Fri 12 Feb 2027"))},
        ),
        ("03: DONE. 12: DONE", {"03": Reply(Word.DONE), "12": Reply(Word.DONE)}),
        ("03 DONE, 12 HELP no venue", {"03": Reply(Word.DONE), "12": Reply(Word.HELP, "no venue")}),
        (
            "MASE/2027-01/03 done; MASE/2027-01/12 12 February, venues late",
            {
                "03": Reply(Word.DONE),
                "12": Reply(Word.NEW_DATE, "venues late", day("Fri 12 Feb 2027")),
            },
        ),
        ("12 DONE\n03 not done", {"12": Reply(Word.DONE)}),
        ("03 DONE, 12 people came", {"03": Reply(Word.DONE, "12 people came")}),
        (
            "Done for 03; 12 by 12 Feb",
            {"12": Reply(Word.NEW_DATE, date=day("Fri 12 Feb 2027"))},
        ),
        ("03 and 12 DONE", {"03": Reply(Word.DONE), "12": Reply(Word.DONE)}),
        ("DONE", {}),
        ("12 Feb", {}),
    ],
)
def test_a_digest_is_answered_action_by_action(body: str, expected: dict[str, Reply]) -> None:
    assert of_each(body) == expected


def test_with_one_action_asked_about_no_reference_is_needed() -> None:
    letter = AnsweredLetter("minutes", actions=REFERENCES[:1])
    found = read_actions(tuple(lines_of("Done, thanks")), letter, TODAY, alone=False)
    assert found.reported == (ActionReported(REFERENCES[0], Reply(Word.DONE, "thanks")),)


@pytest.mark.parametrize("line", ["07: all finished", "action 7 done", "KSCB/2026-11/07 DONE", "07 sent out"])
def test_what_is_said_of_an_action_of_another_letter_is_not_taken_for_the_only_one(line: str) -> None:
    letter = AnsweredLetter("actions", actions=REFERENCES[:1])
    found = read_actions(tuple(lines_of(line)), letter, TODAY, alone=True)
    assert (found.reported, found.rest) == ((), (line,))


def test_what_is_said_of_no_action_is_not_lost() -> None:
    body = "I am away until Monday.\n03 DONE"
    found = read_actions(tuple(lines_of(body)), DIGEST, TODAY, alone=False)
    assert found.rest == ("I am away until Monday.",)
    assert found.reported == (ActionReported(REFERENCES[0], Reply(Word.DONE)),)


def on_the_leaflet(body: str) -> Reply | None:
    return of_each(body, OF_LEAFLET).get("12")


@pytest.mark.parametrize(
    "body",
    [
        *(
            "Done",
            "all done and circulated",
            "This is complete",
            "it's done",
            "its all done now",
            "sorted",
            "Yes, done",
        ),
        *(
            *("We did this last week",),
            "Done & dusted, thanks for chasing",
            "finished & sent out to all",
            "completed this morning",
            "I've done this",
            "We have now completed the action",
        ),
        *(
            "Please mark this as closed",
            "done 14/1",
            "done on 14 January",
            "Completed last week",
            "Done as well now",
        ),
        *(
            "Just to confirm this is done",
            "Done - copies went to all schools",
            "done ✅",
            "Done, report attached",
        ),
        *(
            "Leaflet done",
            "The leaflet is finished",
            "leaflet for parents: done",
            "The copies went on Friday, done",
        ),
        *(
            "Action 12 done",
            "Done at the last meeting",
            "Done.\nThe copies went on Friday.",
            "12 - done 11/01/27",
        ),
    ],
)
def test_done_is_understood_as_people_say_it(body: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is not None
    assert reply.word is Word.DONE


@pytest.mark.parametrize(
    "body",
    [
        *(
            "Done?",
            "Can this be closed?",
            "Is it done",
            "is this finished",
            "Not done",
            "Nearly done",
            "Done in draft",
            "Done by 12 March",
        ),
        *(
            "Completed by 12 March",
            "Done on 12 March",
            "Done for Maidstone, the others are outstanding",
            "Half done",
        ),
        *(
            "Done for Maidstone",
            "Done - Maidstone only",
            "Done apart from the proofs",
            "Done, I think",
            "To be done",
        ),
        *(
            "Done once the Chair signs it",
            "Done when it is printed",
            "Should be done",
            "Will be done",
            "Consider it done",
        ),
        *(
            "Done - 3 of 5 districts",
            "Done 80%",
            "Done. Can you send me the minutes",
            "Done - it'll go out soon",
        ),
        *(
            "Done with emails",
            "Done our side",
            "Done nothing on this",
            "Can you mark this as done",
            "Leaflet not done",
        ),
        *(
            "The leaflet isn't done",
            "Done\nexcept Medway",
            "I was done in by the flu",
            "When is it done?",
            "Been done?",
        ),
        *("Not finshed", "nearly finshed", "Finishes Friday", "Unfinished", "dont", "Competed", "auctioned"),
        *(
            "If done I will say",
            "Draft done",
            "First draft done",
            "Done so far as we can",
            "Doesn't need to be done",
        ),
    ],
)
def test_done_is_not_taken_from_what_is_not_plainly_done(body: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is None or reply.word is not Word.DONE


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("end of feb, waiting for the printers", "Fri 26 Feb 2027"),
        ("Will need til end of Feb - comms", "Fri 26 Feb 2027"),
        ("w/c 8 Feb as comms are behind", "Fri 12 Feb 2027"),
        ("12th Feb because of sickness", "Fri 12 Feb 2027"),
        ("Feb 12th please", "Fri 12 Feb 2027"),
        ("12/2", "Fri 12 Feb 2027"),
        ("Friday", "Fri 22 Jan 2027"),
        ("by close of play Friday", "Fri 22 Jan 2027"),
        ("a week on Friday, designer off", "Fri 29 Jan 2027"),
        ("in a fortnight", "Mon 1 Feb 2027"),
        ("Can I have until 12 February? The proofs were wrong.", "Fri 12 Feb 2027"),
        ("The proofs were wrong, 12 Feb please", "Fri 12 Feb 2027"),
        ("Printers closed so it will be 12 Feb", "Fri 12 Feb 2027"),
        ("Not finished. New date 12 Feb", "Fri 12 Feb 2027"),
        ("I will have it done by 12 Feb", "Fri 12 Feb 2027"),
        ("On track for 12 Feb", "Fri 12 Feb 2027"),
        ("the leaflet will be 12 Feb", "Fri 12 Feb 2027"),
        ("12 Feb at the latest. Sorry for the delay", "Fri 12 Feb 2027"),
        ("Give me until the 12th please", "Fri 12 Feb 2027"),
        ("It'll be done by 12 Feb", "Fri 12 Feb 2027"),
        ("Will complete by 12 Feb", "Fri 12 Feb 2027"),
        ("can this be moved to 12 Feb?", "Fri 12 Feb 2027"),
        ("Our team will finish by 12 Feb", "Fri 12 Feb 2027"),
        ("Jo Field will do it by 12 Feb", "Fri 12 Feb 2027"),
    ],
)
def test_a_new_date_is_understood_as_people_write_it(body: str, date: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is not None
    assert (reply.word, reply.date) == (Word.NEW_DATE, day(date))


@pytest.mark.parametrize(
    "body",
    [
        *(
            "end of Feb-early March",
            "next Friday",
            "next week",
            "another fortnight",
            "12 Feb?",
            "is 12 Feb ok",
            "12 Feb or 19 Feb",
            "12 or 19 Feb",
        ),
        *(
            "12 Feb if the printers deliver",
            "12 Feb, if we can",
            "12 Feb once proofs are back",
            "not before 12 Feb",
        ),
        *(
            "after 12 Feb",
            "12 Feb is too early",
            "12 Feb - not possible",
            "12 Feb, but the rest later",
            "mid-February",
        ),
        *(
            "early March",
            "after half term",
            "by the spring",
            "7 may attend",
            "4 junior staff trained",
            "12 Jan",
        ),
        *(
            "Thursday 12 February",
            "31 Feb",
            "3 marketing leads",
            "10 separate venues",
            "soon",
            "12 Feb to 19 Feb",
        ),
        *(
            "12 Feb was the launch",
            "We met on 12 Feb",
            "The board is on 9 Feb, 12 Feb is half term",
            "as soon as I can",
        ),
        *(
            "12 Feb, maybe",
            "Hopefully 12 Feb",
            "12 Feb - will need help",
            "12 people came",
            "2 of 12 are done",
        ),
    ],
)
def test_no_day_is_recorded_that_is_not_plain(body: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is None or reply.word is not Word.NEW_DATE


@pytest.mark.parametrize(
    "body",
    [
        *(
            *(
                "HELP",
                "HELP the lead is off",
                "Could do with some help",
                "Please can somebody help me with this",
            ),
            "help please",
            "Need help with this",
            "Stuck - legal won't approve the wording",
            "we're stuck with this",
        ),
        *(
            "HELP we can't get the data",
            "Not done, HELP",
            "I can't do this without the data, can somebody chase it?",
        ),
        *(
            "We cannot finish it without a budget",
            "Blocked: no access",
            "12 help, no venue",
            "leaflet: help please",
        ),
    ],
)
def test_help_is_heard(body: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is not None
    assert reply.word is Word.HELP


@pytest.mark.parametrize(
    "body",
    [
        "No help needed",
        "Help is on its way",
        "help no longer needed",
        "Helped Medway with theirs",
        "stuck to the plan",
    ],
)
def test_help_that_is_not_asked_for_is_not_heard(body: str) -> None:
    reply = on_the_leaflet(body)
    assert reply is None or reply.word is not Word.HELP


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("03 and 12 done", {"03": Word.DONE, "12": Word.DONE}),
        ("03 & 12: done", {"03": Word.DONE, "12": Word.DONE}),
        ("MASE/2027-01/03 and MASE/2027-01/12 done", {"03": Word.DONE, "12": Word.DONE}),
        ("03 done, 12 help - no venue", {"03": Word.DONE, "12": Word.HELP}),
        ("03 done 12 end of feb", {}),
        ("03 done but 12 by 12 Feb, printers", {"03": Word.DONE, "12": Word.NEW_DATE}),
        ("03 done 01/01/27\n12 done 15/01/27", {"03": Word.DONE, "12": Word.DONE}),
        ("Leaflet: done\nProviders: 12 Feb", {"03": Word.NEW_DATE, "12": Word.DONE}),
        ("• 03 complete\n• 12 help", {"03": Word.DONE, "12": Word.HELP}),
        ("Both done", {"03": Word.DONE, "12": Word.DONE}),
        ("all by 12 Feb", {"03": Word.NEW_DATE, "12": Word.NEW_DATE}),
        ("All three done", {}),
        ("03 to 12 done", {}),
        ("neither 03 nor 12 is done", {}),
        ("03 or 12 done", {}),
        ("All but 12 done", {}),
        ("03 done 12 done", {}),
        ("03 done, not 12", {}),
        ("All done apart from 12", {"03": Word.DONE}),
        ("12 help, rest done", {"12": Word.HELP, "03": Word.DONE}),
        ("03 is done, the other by 12 Feb", {"03": Word.DONE, "12": Word.NEW_DATE}),
        ("03 not done, 12 done", {"12": Word.DONE}),
        ("03, 12 - 12 Feb", {"03": Word.NEW_DATE, "12": Word.NEW_DATE}),
        ("03 and 04 done", {}),
        ("12 done. Rest not.", {}),
        ("First one done, the other by 12 Feb", {}),
        ("Leaflet and providers", {}),
    ],
)
def test_several_actions_are_reported_in_one_go(body: str, expected: dict[str, Word]) -> None:
    assert {number: reply.word for number, reply in of_each(body).items()} == expected


def test_a_line_on_one_action_is_no_remark_on_the_one_above_it() -> None:
    body = "03 done\n012 26 Feb, she starts on the 15th"
    found = read_actions(tuple(lines_of(body)), DIGEST, TODAY, alone=True)
    assert [(report.reference[-2:], report.reply) for report in found.reported] == [("03", Reply(Word.DONE))]
    assert [part.text for part in found.not_understood] == ["26 Feb, she starts on the 15th"]
