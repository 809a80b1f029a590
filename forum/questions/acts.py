"""Acts: the deeds of answering a question, or of saying something in a mail."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """The acts that a saying or an answer does. The act settles who may say it."""

    THANK = "thank"
    COME = "say whether they come"
    NAME_DEPUTY = "name a deputy"
    PROPOSE = "propose an item"
    ASK_RESEARCH = "ask for research"
    REPORT = "report on an action"
    REPORT_IN_WORDS = "report on an action in words of one's own"
    TAKE_ON = "take on an action, or say whose it is"
    CONFIRM_DETAILS = "confirm details"
    CORRECT_DETAILS = "correct details"
    CORRECT = "correct the minutes"
    UNDO = "undo what was recorded"
    DECIDE = "agree, allow, discharge, send or rule"
    RELEASE = "release"
    FILE = "send a paper or a list of members"
    RECORD = "send the record or the minutes"
    ORDER = "have done what a command does"
    PASS_ON = "pass on what was said by phone"
    AGREE_BY_MAIL = "agree to a decision between meetings"
    ACKNOWLEDGE = "say that a report or a briefing has come"
    SPEAK_FOR_BOARD = "say what a board decided"
    WRITE = "write to the unit"
    RAISE = "raise what must reach a person"
