"""What a reply says of each action."""

from __future__ import annotations

import pytest

from forum.inbox.own_words import lines_of
from forum.inbox.reading.actions import read_actions
from forum.inbox.sayings import ActionReported
from forum.questions.words import Reply, Word
from tests.english import day

TODAY = day("Mon 18 Jan 2027")
REFERENCES = ("MASE/2027-01/03", "MASE/2027-01/12")


def of_each(body: str) -> dict[str, Reply]:
    found = read_actions(tuple(lines_of(body)), REFERENCES, TODAY, alone=True)
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
        ("12 DONE\n03 not done", {"12": Reply(Word.DONE), "03": Reply(Word.OTHER, "not done")}),
        ("03 DONE, 12 people came", {"03": Reply(Word.DONE, "12 people came")}),
        ("03 and 12 DONE", {}),
        ("DONE", {}),
        ("12 Feb", {}),
    ],
)
def test_a_digest_is_answered_action_by_action(body: str, expected: dict[str, Reply]) -> None:
    assert of_each(body) == expected


def test_with_one_action_asked_about_no_reference_is_needed() -> None:
    found = read_actions(tuple(lines_of("Done, thanks")), REFERENCES[:1], TODAY, alone=False)
    assert found.reported == (ActionReported(REFERENCES[0], Reply(Word.DONE, "thanks")),)


def test_what_is_said_of_no_action_is_not_lost() -> None:
    body = "I am away until Monday.\n03 DONE"
    found = read_actions(tuple(lines_of(body)), REFERENCES, TODAY, alone=False)
    assert found.rest == ("I am away until Monday.",)
    assert found.reported == (ActionReported(REFERENCES[0], Reply(Word.DONE)),)
