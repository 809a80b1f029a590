"""The script of the rehearsal: the events of each month that differ from an ordinary one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from forum.boards.report import Box
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word


@dataclass(frozen=True)
class Scene:
    """The month of one meeting. ``chair`` says how the Chair answers the draft agenda."""

    chair: Literal["agrees", "amends", "is silent"] = "agrees"
    late_paper: bool = False
    walk_in: bool = False
    inquorate: bool = False
    leaver_and_mover: bool = False


SCENES = (
    Scene(late_paper=True, walk_in=True),
    Scene(chair="amends", inquorate=True, leaver_and_mover=True),
    Scene(chair="is silent"),
)
OFF_AFTER_MEETING = 2  # the service is off after the second meeting,
OFF_FROM, OFF_FOR = 5, 3  # from the fifth working day on, for three

# Seats by their place in the terms, counted from 0. A Chair who fills one comes to each meeting.
OF_CHAIR = -1
POOR_ATTENDER = 1
REMOTE = 9
DEPUTISED = 3
WALK_IN = 11
LEAVER = 8
MOVER = 10
ABSENT_WHEN_INQUORATE = (1, 2, 6, 7, 11)
HISTORY = {POOR_ATTENDER: "PAXP"}  # at the meetings held before the rehearsal begins

REPORT = {  # what the unit writes in a report to a board
    Box.ASKS: "note the progress of the action plan",
    Box.IN_BRIEF: "The group has met as planned. Its actions are on course.",
    Box.CONFIDENCE: "Reasonable: two actions wait for staff.",
    Box.DIFFERENCE: "No measure can be given yet: the first are taken in the summer.",
}
OUTCOME = "1 noted\nASK: a page on training before the summer"

REPLIES: Mapping[QuestionKind, Reply] = {
    QuestionKind.AMEND_AGENDA: Reply(Word.DONE),
    QuestionKind.AGREE_MINUTES: Reply(Word.AGREE_MINUTES),
    QuestionKind.AGREE_REPORT: Reply(Word.AGREE_REPORT),
    QuestionKind.ACKNOWLEDGE_REPORT: Reply(Word.RECEIVED),
    QuestionKind.RELEASE_UNAGREED_REPORT: Reply(Word.RELEASE),
    QuestionKind.ALLOW_LATE_PAPER: Reply(Word.ALLOW),
    QuestionKind.LET_READ_PART_TWO: Reply(Word.ALLOW),
    QuestionKind.DISCHARGE_ACTION: Reply(Word.DISCHARGE),
    QuestionKind.ESCALATE_ACTION: Reply(Word.SEND),
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: Reply(Word.SEND),
    QuestionKind.SETTLE_MATTER: Reply(Word.SEEN),
    QuestionKind.RULE_ON_QUORUM: Reply(Word.NOT_QUORATE),
    QuestionKind.RELEASE_UNAGREED_MINUTES: Reply(Word.RELEASE),
    QuestionKind.FILL_PART_TWO: Reply(Word.DONE),
    QuestionKind.NAME_DEPUTY: Reply(Word.NONE),
    QuestionKind.RECORD_AGREEMENT: Reply(Word.SIGNED),
    QuestionKind.TAKE_ON_ACTION: Reply(Word.ACCEPT),
}

SILENT_OWNER, BUSY_OWNER, DILIGENT_OWNER = 5, 0, 4
OWNERS = ((SILENT_OWNER, 7), (BUSY_OWNER, 14), (DILIGENT_OWNER, 10))  # each with the days for a task
OUTSIDE_OWNER = (
    "Youth Service Manager",
    "youth.service.manager@youth.example",
    "Draft the leaflet for parents",
)


def scene(number: int) -> Scene:
    """The scene of the first, second ... meeting; after the script has ended, an ordinary month."""
    return SCENES[number - 1] if number <= len(SCENES) else Scene()
