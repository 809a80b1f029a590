"""Who may say what by mail."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from forum.inbox.mailbox_items import FileKind
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    Apologies,
    ByPhone,
    Coming,
    Correction,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ForTheUnit,
    ItemProposed,
    NoItems,
    PaperSent,
    Saying,
    Undo,
)
from forum.inbox.who_may_say import (
    ACTS,
    Evidence,
    Ruling,
    Sender,
    Standing,
    asked_now,
    deputies_asked,
    is_hearsay,
    may_answer,
    may_say,
    sender_of,
    sender_to_unit,
)
from forum.members.membership import Membership, Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel, Question
from forum.questions.words import Act, Reply, Word
from forum.terms.parts.members import Chairs
from tests.english import day
from tests.forum.group import a_cover, a_person, an_appointment, an_id, seats

TODAY = day("Mon 18 Jan 2027")
PASS, FAIL, NONE = Evidence.PASS, Evidence.FAIL, Evidence.NONE
ACCEPTED, TO_CONFIRM, NOT_THEIRS = Ruling.ACCEPTED, Ruling.TO_CONFIRM, Ruling.NOT_THEIRS
ASKED, COVER, DEPUTY_CHAIR = Standing.ASKED, Standing.COVER, Standing.DEPUTY_CHAIR
UNIT, PA, ELSE, NOBODY = Standing.UNIT, Standing.PA, Standing.SOMEBODY_ELSE, Standing.NOBODY

# For each act: the ruling on each sender whose domain is proved, in the order of the standings.
PROVED = {
    #                     asked  cover  deputy unit   PA     else   several nobody
    Act.THANK:           "yes    yes    yes    yes    yes    yes    yes     yes",
    Act.COME:            "yes    yes    no     yes    yes    no     no      unknown",
    Act.NAME_DEPUTY:     "yes    yes    no     yes    yes    no     no      unknown",
    Act.PROPOSE:         "yes    yes    no     yes    no     no     no      unknown",
    Act.ASK_RESEARCH:    "yes    yes    no     yes    no     no     no      unknown",
    Act.REPORT:          "yes    yes    no     yes    no     no     no      unknown",
    Act.REPORT_IN_WORDS: "yes    yes    no     yes    no     no     no      unknown",
    Act.TAKE_ON:         "yes    yes    no     yes    no     no     no      unknown",
    Act.CONFIRM_DETAILS: "yes    no     no     yes    no     no     no      unknown",
    Act.CORRECT:         "yes    yes    no     yes    no     no     no      unknown",
    Act.UNDO:            "yes    yes    yes    yes    no     no     no      unknown",
    Act.DECIDE:          "yes    yes    yes    no     no     no     no      unknown",
    Act.RELEASE:         "yes    yes    no     yes    no     no     no      unknown",
    Act.FILE:            "yes    yes    no     yes    no     no     no      unknown",
    Act.RECORD:          "yes    yes    no     yes    no     no     no      unknown",
    Act.PASS_ON:         "yes    yes    no     yes    no     no     no      unknown",
    Act.ACKNOWLEDGE:     "yes    yes    no     yes    yes    no     no      unknown",
    Act.SPEAK_FOR_BOARD: "yes    yes    no     yes    no     no     no      unknown",
    Act.WRITE:           "yes    yes    yes    yes    yes    yes    no      unknown",
    Act.RAISE:           "yes    yes    yes    yes    yes    yes    yes     yes",
}  # fmt: skip
RULINGS = {"yes": ACCEPTED, "no": NOT_THEIRS, "unknown": Ruling.UNKNOWN}
TAKEN_UNPROVED = {Act.THANK, Act.COME, Act.REPORT, Act.CONFIRM_DETAILS, Act.ACKNOWLEDGE, Act.WRITE, Act.RAISE}


def rulings(act: Act, evidence: Evidence) -> dict[Standing, Ruling]:
    """The ruling on the act by whoever writes, upon the evidence of who that is."""
    return {who: may_say(act, who, evidence).ruling for who in Standing}


def if_proved(act: Act) -> dict[Standing, Ruling]:
    return dict(zip(Standing, [RULINGS[ruling] for ruling in PROVED[act].split()], strict=True))


@pytest.mark.parametrize("act", PROVED)
def test_who_may_say_what(act: Act) -> None:
    assert rulings(act, PASS) == if_proved(act)


@pytest.mark.parametrize("act", PROVED)
def test_unproved_mail_is_taken_for_what_is_harmless_and_put_to_the_unit_for_the_rest(act: Act) -> None:
    instead_of_yes = ACCEPTED if act in TAKEN_UNPROVED else TO_CONFIRM
    assert rulings(act, NONE) == {
        who: instead_of_yes if ruling is ACCEPTED else ruling for who, ruling in if_proved(act).items()
    }


@pytest.mark.parametrize("act", Act)
def test_mail_that_fails_the_check_is_quarantined_whoever_it_seems_to_be(act: Act) -> None:
    assert set(rulings(act, FAIL).values()) == {Ruling.QUARANTINED}


@pytest.mark.parametrize("act", Act)
def test_the_unit_is_told_how_it_records_what_is_not_taken_unproved(act: Act) -> None:
    assert ACTS[act].is_harmless == (act in TAKEN_UNPROVED)
    assert ACTS[act].unit_does.endswith(".") != ACTS[act].is_harmless


def test_every_ruling_gives_its_reason_in_a_sentence() -> None:
    for act in Act:
        for who in Standing:
            for evidence in Evidence:
                assert may_say(act, who, evidence).reason.endswith(".")


QUESTION = UUID(int=1)
PHONE = ByPhone(TODAY, chair=True)


@pytest.mark.parametrize(
    ("saying", "act"),
    [
        (Apologies(), Act.COME),
        (DeputyNamed("Team Manager"), Act.NAME_DEPUTY),
        (ItemProposed("Obstacles"), Act.PROPOSE),
        (NoItems(), Act.THANK),
        (ActionReported("MASE/2027-01/03", Reply(Word.DONE)), Act.REPORT),
        (ActionReported("MASE/2027-01/03", Reply(Word.DONE, "See www.evil.example")), Act.REPORT_IN_WORDS),
        (ActionReported("MASE/2027-01/03", Reply(Word.HELP)), Act.REPORT),
        (ActionReported("MASE/2027-01/03", Reply(Word.OTHER, "Under way")), Act.REPORT_IN_WORDS),
        (ActionReported("MASE/2027-01/03", Reply(Word.DONE), PHONE), Act.PASS_ON),
        (Answered(QUESTION, QuestionKind.TAKE_ON_ACTION, Reply(Word.ACCEPT)), Act.TAKE_ON),
        (Answered(QUESTION, QuestionKind.TAKE_ON_ACTION, Reply(Word.HAND_TO, "Kent Police")), Act.TAKE_ON),
        (Coming(), Act.COME),
        (Answered(QUESTION, QuestionKind.NAME_DEPUTY, Reply(Word.NONE)), Act.COME),
        (DetailsCorrected("", (("phone", "1"),)), Act.CORRECT_DETAILS),
        (Correction("Page 2"), Act.CORRECT),
        (DetailsRight(), Act.CONFIRM_DETAILS),
        (Undo(), Act.UNDO),
        (PaperSent(QUESTION, "1"), Act.FILE),
        (FileSent(FileKind.RECORD, "1"), Act.RECORD),
        (FileSent(FileKind.PACK, "1"), Act.RELEASE),
        (FileSent(FileKind.MEMBERS, "1"), Act.FILE),
        (ForTheUnit("Which room?"), Act.WRITE),
        (Answered(QUESTION, QuestionKind.AGREE_AGENDA, Reply(Word.AGREE)), Act.DECIDE),
        (Answered(QUESTION, QuestionKind.AGREE_AGENDA, Reply(Word.AGREE), PHONE), Act.PASS_ON),
        (Answered(QUESTION, QuestionKind.RELEASE_PACK, Reply(Word.RELEASE)), Act.RELEASE),
        (Answered(QUESTION, QuestionKind.PROVIDE_PAPER, Reply(Word.VERBAL)), Act.FILE),
    ],
)
def test_what_is_done_by_saying_it(saying: Saying, act: Act) -> None:
    assert saying.act is act


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_of_question_has_its_act(kind: QuestionKind) -> None:
    assert isinstance(Answered(QUESTION, kind, Reply(Word.OTHER)).act, Act)


GROUP = Membership(
    seats=seats("CCGs"),
    people=tuple(
        a_person(name)
        for name in ("Nurse", "Stand-in", "Chair", "Deputy chair", "Officer", "Temp", "Somebody")
    ),
    appointments=(
        an_appointment("Nurse", Role.CORE, "CCGs"),
        an_appointment("Chair", Role.CHAIR),
        an_appointment("Deputy chair", Role.DEPUTY_CHAIR),
        an_appointment("Officer", Role.UNIT),
    ),
    covers=(
        a_cover("Nurse", "Stand-in", "Mon 18 Jan 2027", "Fri 22 Jan 2027"),
        a_cover("Officer", "Temp", "Mon 18 Jan 2027", "Fri 22 Jan 2027"),
    ),
)


@pytest.mark.parametrize(
    ("senders", "asked", "on", "who"),
    [
        (["Nurse"], "Nurse", "Mon 18 Jan 2027", ASKED),
        (["Stand-in"], "Nurse", "Mon 18 Jan 2027", COVER),
        (["Stand-in"], "Nurse", "Mon 25 Jan 2027", ELSE),
        (["Officer"], "Nurse", "Mon 18 Jan 2027", UNIT),
        (["Temp"], "Nurse", "Mon 18 Jan 2027", UNIT),
        (["Temp"], "Nurse", "Mon 25 Jan 2027", ELSE),
        (["Chair"], "Nurse", "Mon 18 Jan 2027", ELSE),
        (["Deputy chair"], "Chair", "Mon 18 Jan 2027", ELSE),
        (["Somebody", "Nurse"], "Nurse", "Mon 18 Jan 2027", ASKED),
        ([], "Nurse", "Mon 18 Jan 2027", NOBODY),
    ],
)
def test_how_a_sender_stands_to_the_person_asked(
    senders: list[str], asked: str, on: str, who: Standing
) -> None:
    assert sender_of([an_id(name) for name in senders], [an_id(asked)], GROUP, day(on)).standing is who


def test_the_deputy_chair_stands_in_once_asked_as_well() -> None:
    deputy, asked = an_id("Deputy chair"), [an_id("Chair")]
    assert sender_of([deputy], asked, GROUP, TODAY, deputies=[deputy]) == Sender(DEPUTY_CHAIR, deputy)


def test_a_pa_stands_in_for_whom_they_work_for_alone() -> None:
    nurse = an_id("Nurse")
    assert sender_of([], [nurse], GROUP, TODAY, pas_of=[nurse]) == Sender(PA, nurse)
    assert sender_of([], [an_id("Chair")], GROUP, TODAY, pas_of=[nurse]).standing is ELSE


def test_of_two_who_share_an_address_the_one_who_stands_closer_wrote() -> None:
    somebody, cover = an_id("Somebody"), an_id("Stand-in")
    assert sender_of([somebody, cover], [an_id("Nurse")], GROUP, TODAY) == Sender(COVER, cover)


TERMS = Membership(
    seats=seats("CCGs"),
    people=tuple(
        a_person(name)
        for name in (
            "Nurse",
            "Stand-in",
            "Old chair",
            "Chair",
            "Deputy",
            "New deputy",
            "Old officer",
            "Officer",
        )
    ),
    appointments=(
        an_appointment("Nurse", Role.CORE, "CCGs", last="Wed 20 Jan 2027"),
        an_appointment("Old chair", Role.CHAIR, last="Fri 15 Jan 2027"),
        an_appointment("Chair", Role.CHAIR, first="Sat 16 Jan 2027"),
        an_appointment("Deputy", Role.DEPUTY_CHAIR, last="Fri 22 Jan 2027"),
        an_appointment("New deputy", Role.DEPUTY_CHAIR, first="Sat 23 Jan 2027"),
        an_appointment("Old officer", Role.UNIT, last="Fri 15 Jan 2027"),
        an_appointment("Officer", Role.UNIT, first="Mon 11 Jan 2027"),
    ),
    covers=(a_cover("Old chair", "Stand-in", "Mon 11 Jan 2027", "Wed 13 Jan 2027"),),
)
AGENDA, PACK, PAPER = QuestionKind.AGREE_AGENDA, QuestionKind.RELEASE_PACK, QuestionKind.PROVIDE_PAPER


def a_question(kind: QuestionKind, of: str, escalated_to: str = "") -> Question:
    opened, due = day("Tue 12 Jan 2027"), day("Tue 26 Jan 2027")
    question = Question(QUESTION, kind, an_id("meeting"), None, an_id(of), opened, due)
    if not escalated_to:
        return question
    return replace(question, escalated=day("Wed 13 Jan 2027"), escalated_to=an_id(escalated_to))


@pytest.mark.parametrize(
    ("kind", "of", "on", "asked"),
    [
        (AGENDA, "Old chair", "Fri 15 Jan 2027", ["Old chair"]),
        (AGENDA, "Old chair", "Sat 16 Jan 2027", ["Chair"]),
        (AGENDA, "Stand-in", "Wed 13 Jan 2027", ["Old chair"]),
        (AGENDA, "Stand-in", "Thu 14 Jan 2027", ["Old chair"]),  # who is back
        (PACK, "Old officer", "Fri 15 Jan 2027", ["Old officer", "Officer"]),
        (PACK, "Old officer", "Mon 18 Jan 2027", ["Officer"]),
        (PAPER, "Nurse", "Wed 20 Jan 2027", ["Nurse"]),
        (PAPER, "Nurse", "Thu 21 Jan 2027", []),
        (
            PAPER,
            "Stand-in",
            "Thu 21 Jan 2027",
            ["Stand-in"],
        ),  # never of the group, such as an owner
    ],
)
def test_who_is_asked_a_question_by_then(kind: QuestionKind, of: str, on: str, asked: list[str]) -> None:
    found = asked_now(a_question(kind, of), TERMS, day(on), Chairs())
    assert list(found) == [an_id(name) for name in asked]


@pytest.mark.parametrize(
    ("escalated_to", "on", "answers"),
    [
        ("", "Mon 18 Jan 2027", []),
        ("Deputy", "Fri 22 Jan 2027", ["Deputy"]),
        ("Deputy", "Sat 23 Jan 2027", ["New deputy"]),
        ("Stand-in", "Mon 18 Jan 2027", []),  # who covered for the Chair: the deputy chair was not asked
    ],
)
def test_who_answers_as_the_deputy_chair(escalated_to: str, on: str, answers: list[str]) -> None:
    found = deputies_asked(a_question(AGENDA, "Old chair", escalated_to), TERMS, day(on))
    assert {*found} == {an_id(name) for name in answers}


def test_the_unit_puts_on_record_what_others_answered_and_nobody_else_does() -> None:
    assert may_answer(AGENDA, UNIT)
    assert may_answer(PAPER, COVER)
    assert not may_answer(AGENDA, ELSE)
    assert not may_answer(PACK, DEPUTY_CHAIR)


def test_the_unit_passes_on_the_chair_s_word_only_as_it_was_told() -> None:
    assert is_hearsay(AGENDA, UNIT, Channel.COMMAND)
    assert not is_hearsay(AGENDA, UNIT, Channel.PHONE)
    assert not is_hearsay(AGENDA, COVER, Channel.COMMAND)
    assert not is_hearsay(PAPER, UNIT, Channel.COMMAND)


@pytest.mark.parametrize(
    ("standing", "evidence", "ruling", "why"),
    [
        (ASKED, FAIL, Ruling.QUARANTINED, "The sender’s mail system says that this is not from them."),
        (NOBODY, PASS, Ruling.UNKNOWN, "The address is nobody’s on the register."),
        (
            Standing.SEVERAL,
            PASS,
            NOT_THEIRS,
            "It may be from or for several people: ask who is meant.",
        ),
        (ELSE, PASS, NOT_THEIRS, ACTS[Act.DECIDE].why),
        (
            ASKED,
            NONE,
            TO_CONFIRM,
            "Nothing proves that it is from them: ring them on the number in the register, and record what "
            "they say.",
        ),
        (ASKED, PASS, ACCEPTED, ACTS[Act.DECIDE].why),
    ],
)
def test_a_ruling_says_why(standing: Standing, evidence: Evidence, ruling: Ruling, why: str) -> None:
    found = may_say(Act.DECIDE, standing, evidence)
    assert (found.ruling, found.reason) == (ruling, why)


def test_to_the_unit_any_officer_answers() -> None:
    officers = (an_appointment("Al", Role.UNIT), an_appointment("Bo", Role.UNIT))
    members = Membership(
        seats=seats("Police"),
        people=tuple(map(a_person, ("Al", "Bo", "Cy"))),
        appointments=(*officers, an_appointment("Cy", Role.CO_OPTED)),
        covers=(),
    )
    assert sender_to_unit([an_id("Bo")], members, TODAY) == Sender(ASKED, an_id("Bo"))
    assert sender_to_unit([an_id("Cy")], members, TODAY) == Sender(ELSE, an_id("Cy"))
    assert sender_to_unit([], members, TODAY, [an_id("Al")]) == Sender(PA, an_id("Al"))
    assert sender_to_unit([], members, TODAY) == Sender(NOBODY, None)
