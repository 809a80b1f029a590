"""Minutes are unconfirmed until a meeting confirms them; what members want corrected is kept for it."""

from __future__ import annotations

import io

import docx
import pytest
from openpyxl import load_workbook

from forum.agenda import Purpose
from forum.members.membership import Role
from forum.minutes import Confirmation, MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.reasons import HoldReason
from forum.questions.words import Word
from forum.text.problem import Problem
from rehearsals.leads import RecordEntries
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.between_meetings import UrgentItem
from tasks.duties.meetings.plan_move_cancel import call_meeting, cancel_meeting
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.members.welcome import groups_to_see_to, see_to_members
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.minutes.corrections import note_correction
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.outbox.decisions import hold_everything
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.record.file_record import RECORD, file_record, prefilled_record
from tasks.register.documents import MINUTES, editions, fetch, latest_editions
from tasks.register.papers import agenda_items
from tasks.register.tables import DispatchRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.minutes.meeting import meet
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, SEATS, UNIT, Forum

pytestmark = pytest.mark.thorough

UNCONFIRMED, UNCONFIRMED_PART_TWO = (
    "MASE-2027-01 minutes UNCONFIRMED v3.docx",
    "MASE-2027-01 minutes, part 2, UNCONFIRMED v3.docx",
)
FILE = "MASE-2027-01 minutes CONFIRMED v4.docx"
VOLUNTARY = "Voluntary Sector Lead"
MARCH = "MASE/2027-03"


@stage
def out(on_record: Forum) -> Forum:
    """January's minutes went out on 19 January."""
    send_out(on_record, JANUARY, "Tue 19 Jan 2027")
    return on_record


@stage
def confirmed(out: Forum) -> Forum:
    meet(out, "Confirmed")
    return out


@stage
def deferred(out: Forum) -> Forum:
    meet(out, "Deferred")
    return out


@stage
def offered(on_record: Forum) -> Forum:
    """The Chair was silent, and the unit is offered to release January's draft."""
    on_record.draft_minutes()
    on_record.file_minutes()
    on_record.on("Tue 26 Jan 2027")
    do(circulate_minutes, on_record.office, on_record.meeting().id, day=on_record.today)
    return on_record


@stage
def released_unagreed(offered: Forum) -> Forum:
    offered.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    return offered


@stage
def joined_unsigned(on_record: Forum) -> Forum:
    """Somebody joined after January's meeting; its minutes are out, and wait for their signature."""
    newcomer, since = Newcomer("New Lead", "lead@ccg.example"), on_record.today
    do(appoint, on_record.office, "MASE", newcomer, Role.CO_OPTED, since)
    send_out(on_record, JANUARY, "Tue 19 Jan 2027")
    do(see_to_members, on_record.office, on_record.group, day=on_record.today)
    try_to_send(on_record)
    return on_record


def send_out(forum: Forum, reference: str, on: str) -> None:
    forum.draft_minutes(reference)
    forum.file_minutes(reference)
    forum.on(on)
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)


def desk_letter(forum: Forum, on: str) -> str:
    forum.on(on)
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    return forum.letters("desk")[-1].text


def say_otherwise(forum: Forum, said: str) -> None:
    with forum.office.register.reading() as session:
        (filed,) = latest_editions(session, forum.meeting(FEBRUARY).id, RECORD)
        content = fetch(session, filed.sha256)
    again = fill_record(content, RecordEntries(meeting={"Last minutes": said}))
    do(file_record, forum.office, forum.meeting(FEBRUARY).id, again)


def standings(forum: Forum) -> list[tuple[int, str, bool, bool]]:
    """Of each version of part 1: its number, its state, whether it says UNCONFIRMED, and CONFIRMED."""
    found = []
    with forum.office.register.reading() as session:
        for row in editions(session, forum.meeting().id, MINUTES):
            lines = [
                paragraph.text
                for paragraph in docx.Document(io.BytesIO(fetch(session, row.sha256))).paragraphs
            ]
            if row.part == 1:
                found.append((row.edition, row.state.value, "UNCONFIRMED" in lines, "CONFIRMED" in lines))
    return found


def test_confirmed_minutes_become_a_version_without_the_mark(confirmed: Forum) -> None:
    assert standings(confirmed)[-2:] == [
        (3, MinutesState.CIRCULATED, True, False), (4, MinutesState.CONFIRMED, False, True)
    ]  # fmt: skip


def test_deferred_minutes_stay_as_they_are(deferred: Forum) -> None:
    assert standings(deferred)[-1] == (3, MinutesState.CIRCULATED, True, False)


def test_a_correction_stays_on_the_desk_and_nothing_is_amended_before_it_is_answered(out: Forum) -> None:
    do(note_correction, out.office, out.meeting().id, out.person(NURSE), "Item 5: it was agreed.")
    meet(out, "Deferred")
    do(hold_everything, out.office, reason=HoldReason.EXERCISE)  # so that there is a desk letter
    assert "A correction to the minutes of 12 January" in desk_letter(out, "Thu 11 Feb 2027")
    with pytest.raises(Problem, match="Say on the sheet Corrections whether it was made"):
        say_otherwise(out, "Amended")
    assert "A correction to the minutes of 12 January" in desk_letter(out, "Fri 12 Feb 2027")


def test_minutes_are_confirmed_as_amended_once_the_unit_sent_the_amended_version(out: Forum) -> None:
    meet(out, "Amended")
    assert standings(out)[-1][1] == MinutesState.CIRCULATED
    letter = out.letters("minutes_again", to=UNIT)[-1]
    assert letter.subject == "OFFICIAL-SENSITIVE: MASE 12 Jan: minutes to correct, back by Wed 17 Feb"
    assert "with amendments: please put them in" in letter.text
    assert [attachment["name"] for attachment in letter.attachments] == [
        UNCONFIRMED,
        UNCONFIRMED_PART_TWO,
    ]
    out.file_minutes(JANUARY)
    assert standings(out)[-1] == (4, MinutesState.CONFIRMED, False, True)
    assert out.questions(QuestionKind.DRAFT_MINUTES)[-1].answered == out.today
    assert (
        out.questions(QuestionKind.AGREE_MINUTES)[-1].answered
        == out.questions(QuestionKind.AGREE_MINUTES)[0].answered
    )  # the Chair is not asked again
    with pytest.raises(Problem, match="a correction is made at the next meeting"):
        out.file_minutes(JANUARY)


@pytest.mark.parametrize("said", ["Confirmed", "Amended"])
def test_once_a_meeting_has_confirmed_them_the_chair_is_not_asked_to_agree_them(
    released_unagreed: Forum, said: str
) -> None:
    meet(released_unagreed, said)
    (asked,) = released_unagreed.questions(QuestionKind.AGREE_MINUTES)
    assert asked.withdrawn == released_unagreed.today


def test_the_chair_is_still_asked_to_agree_minutes_that_a_meeting_deferred(released_unagreed: Forum) -> None:
    meet(released_unagreed, "Deferred")
    assert released_unagreed.question(QuestionKind.AGREE_MINUTES)


@pytest.mark.parametrize("said", ["Confirmed", "Amended", "Deferred"])
def test_minutes_that_members_did_not_have_yet_go_their_way_and_the_meeting_after_confirms_them(
    offered: Forum, said: str
) -> None:
    meet(offered, said)
    if said == "Amended":
        letter = offered.letters("minutes_again", to=UNIT)[-1]
        assert "The meeting confirmed these minutes with amendments: please put them in" in letter.text
        assert "are back we put them to the Chair." in letter.text
        offered.file_minutes()
    offered.on("Wed 17 Feb 2027")
    offered.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    assert standings(offered)[-1][1:] == (MinutesState.CIRCULATED, True, False)
    assert offered.letters("minutes", to=NURSE)
    offered.on("Mon 22 Feb 2027")
    offered.draft_agenda(MARCH)
    offered.on("Wed 10 Mar 2027")
    offered.file_record(MARCH, last_minutes="Confirmed")
    assert standings(offered)[-1][1:] == (MinutesState.CONFIRMED, False, True)


def test_a_record_filed_again_may_say_otherwise(confirmed: Forum) -> None:
    say_otherwise(confirmed, "Deferred")
    assert standings(confirmed)[-1] == (5, MinutesState.CIRCULATED, True, False)
    say_otherwise(confirmed, "Amended")
    say_otherwise(confirmed, "Confirmed")
    assert standings(confirmed)[-1] == (6, MinutesState.CONFIRMED, False, True)
    assert confirmed.questions(QuestionKind.DRAFT_MINUTES)[-1].withdrawn == confirmed.today


def test_members_get_the_confirmed_minutes_with_those_of_the_meeting_that_confirmed_them(
    confirmed: Forum,
) -> None:
    send_out(confirmed, FEBRUARY, "Wed 17 Feb 2027")
    letter = confirmed.letters("minutes", to=NURSE)[-1]
    names = [attachment["name"] for attachment in letter.attachments]
    assert FILE in names
    assert "MASE-2027-01 minutes, part 2, CONFIRMED v4.docx" in names
    assert names[-1] == "MASE list of members.docx", "with the minutes of February and of August"
    assert "The list of members as it is today is attached" in " ".join(letter.text.split())
    january = confirmed.letters("minutes", to=NURSE)[0]
    assert "MASE list of members.docx" not in [file["name"] for file in january.attachments]
    assert "The minutes of 12 January, confirmed since, are attached as they now are." in letter.text
    outsider = confirmed.letters("minutes", to="Voluntary Sector Lead")[-1]
    assert FILE in [attachment["name"] for attachment in outsider.attachments]
    assert not [attachment for attachment in outsider.attachments if "part 2" in attachment["name"]]


def test_minutes_deferred_are_confirmed_by_a_later_meeting(deferred: Forum) -> None:
    send_out(deferred, FEBRUARY, "Wed 17 Feb 2027")
    deferred.on("Mon 22 Feb 2027")
    deferred.draft_agenda("MASE/2027-03")
    deferred.on("Wed 10 Mar 2027")
    deferred.file_record("MASE/2027-03", last_minutes="Confirmed")
    assert standings(deferred)[-1][1] == MinutesState.CONFIRMED
    with deferred.office.register.reading() as session:
        rows = latest_editions(session, deferred.meeting(FEBRUARY).id, MINUTES)
    assert {row.state for row in rows} == {MinutesState.CONFIRMED}


def test_a_meeting_that_is_ruled_not_quorate_leaves_the_minutes_to_the_next(out: Forum) -> None:
    out.on("Mon 25 Jan 2027")
    out.draft_agenda(FEBRUARY)
    out.on("Wed 10 Feb 2027")
    out.file_record(FEBRUARY, attendance=dict.fromkeys(SEATS[:5], "Absent"), last_minutes="Confirmed")
    assert standings(out)[-1][1] == MinutesState.CONFIRMED
    do(ask_for_ruling, out.office, out.meeting(FEBRUARY).id, day=out.today)
    out.answer(QuestionKind.RULE_ON_QUORUM, Word.NOT_QUORATE, CHAIR)
    assert standings(out)[-1][1:] == (MinutesState.CIRCULATED, True, False)
    assert out.meeting(FEBRUARY).last_minutes is Confirmation.DEFERRED


def test_a_meeting_called_for_one_item_leaves_the_minutes_to_the_ordinary_one_after_it(out: Forum) -> None:
    urgent = UrgentItem("Hotel closure order", "the police need a decision", Purpose.DECISION, 20)
    called = do(call_meeting, out.office, "MASE", day("Thu 28 Jan 2027"), business=urgent, by_chair=True)
    do(draft_agenda, out.office, out.meeting(called).id, day=out.on("Mon 25 Jan 2027"))
    do(ask_for_release, out.office, out.meeting(called).id, day=out.today)
    release_pack(out.office, called, "test")
    (to_unit, *_), (to_nurse, *_) = out.letters("pack_check", UNIT), out.letters("papers", NURSE)
    assert "action log" not in to_unit.text
    assert "propose an item" not in to_nurse.text
    assert [each["name"] for each in to_nurse.attachments] == ["MASE-2027-01b agenda.docx"]
    out.draft_agenda(FEBRUARY)
    out.on("Fri 29 Jan 2027")
    out.file_record(called)
    assert standings(out)[-1][1] == MinutesState.CIRCULATED
    send_out(out, called, "Mon 1 Feb 2027")
    (said, *_) = [letter.text for letter in out.letters("minutes", NURSE) if "28 January" in letter.text]
    assert "unconfirmed until the meeting of 9 February confirms them" in " ".join(said.split())
    out.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    do(ask_for_release, out.office, out.meeting(FEBRUARY).id, day=out.today)
    check = out.letters("pack_check", UNIT)[-1]
    assert "With them go the minutes of 12 January and 28 January and the action log" in check.text
    do(cancel_meeting, out.office, FEBRUARY)
    (off, *_) = [" ".join(letter.text.split()) for letter in out.letters("cancelled", NURSE)]
    assert "of 12 January and 28 January are to be confirmed at the next ordinary meeting." in off


def test_a_correction_stands_in_the_record_workbook_of_the_meeting_that_confirms(out: Forum) -> None:
    do(note_correction, out.office, out.meeting().id, out.person(NURSE), "Item 5: =agreed, not noted.")
    out.on("Mon 8 Feb 2027")
    out.draft_agenda(FEBRUARY)
    workbook = do(prefilled_record, out.office, out.meeting(FEBRUARY).id)
    values = [str(cell) for row in load_workbook(io.BytesIO(workbook))["Corrections"].values for cell in row]
    assert {f"{JANUARY}/C1", NURSE, "Item 5: =agreed, not noted."} <= set(values)


def test_the_desk_letter_says_that_a_correction_waits_and_not_what_it_says(out: Forum) -> None:
    do(note_correction, out.office, out.meeting().id, out.person(NURSE), "Item 5 was agreed.")
    out.on("Tue 26 Jan 2027")
    out.draft_agenda(FEBRUARY)
    out.answer(QuestionKind.AGREE_AGENDA, Word.OTHER, CHAIR, "Please move training up.")
    do(write_desk_letters, out.office, [out.group], day=out.today)
    (letter,) = out.letters("desk", to=UNIT)
    assert "A correction to the minutes of 12 January" in letter.text
    assert "Item 5" not in letter.text


def test_minutes_that_waited_for_a_signature_go_as_confirmed_with_the_next_ones(out: Forum) -> None:
    unsign(out, NURSE)
    try_to_send(out)
    meet(out, "Confirmed")
    do(note_signed, out.office, out.person(NURSE), out.today)
    try_to_send(out)
    assert [row.state for row in out.letters("minutes", to=NURSE)] == [State.LAPSED]
    send_out(out, FEBRUARY, "Wed 17 Feb 2027")
    try_to_send(out)
    letter = out.letters("minutes", to=NURSE)[-1]
    assert letter.state is State.SENT
    assert FILE in [attachment["name"] for attachment in letter.attachments]


def test_what_was_handed_out_comes_with_confirmed_minutes_to_whoever_had_not_got_them(
    on_record: Forum,
) -> None:
    with on_record.office.register.reading() as session:
        items = agenda_items(session, on_record.meeting().id)
    for item in (items[4], items[-1]):
        do(
            file_paper,
            on_record.office,
            JANUARY,
            item.number,
            clean_paper(on_record.office, b"%PDF-1.7 paper"),
            tabled=True,
        )
    unsign(on_record, NURSE, VOLUNTARY)
    send_out(on_record, JANUARY, "Tue 19 Jan 2027")
    try_to_send(on_record)
    meet(on_record, "Confirmed")
    send_out(on_record, FEBRUARY, "Wed 17 Feb 2027")
    for name in (NURSE, VOLUNTARY):
        do(note_signed, on_record.office, on_record.person(name), on_record.today)
    try_to_send(on_record)
    nurse, voluntary, chair = (on_record.letters("minutes", to=one)[-1] for one in (NURSE, VOLUNTARY, CHAIR))
    assert nurse.state is State.SENT
    everybody = f"MASE-2027-01 item {items[4].number}.pdf"
    assert handed_out(nurse) == [everybody, f"MASE-2027-01 item {items[-1].number}.pdf"]
    assert handed_out(voluntary) == [everybody]
    assert "as they now are, with what was handed out there." in " ".join(nurse.text.split())
    assert (handed_out(chair), "handed out" in chair.text) == ([], False)


def test_what_was_handed_out_at_two_meetings_comes_to_whoever_signed_after_both_were_confirmed(
    on_record: Forum,
) -> None:
    january = table(on_record, JANUARY, 4, -1)
    unsign(on_record, NURSE, VOLUNTARY)
    send_out(on_record, JANUARY, "Tue 19 Jan 2027")
    try_to_send(on_record)
    meet(on_record, "Confirmed")
    february = table(on_record, FEBRUARY, 4)
    send_out(on_record, FEBRUARY, "Wed 17 Feb 2027")
    try_to_send(on_record)
    on_record.on("Mon 22 Feb 2027")
    on_record.draft_agenda(MARCH)
    on_record.on("Wed 10 Mar 2027")
    on_record.file_record(MARCH, last_minutes="Confirmed")
    send_out(on_record, MARCH, "Wed 17 Mar 2027")
    for name in (NURSE, VOLUNTARY):
        do(note_signed, on_record.office, on_record.person(name), on_record.today)
    try_to_send(on_record)
    nurse, voluntary, chair = (on_record.letters("minutes", to=one)[-1] for one in (NURSE, VOLUNTARY, CHAIR))
    assert nurse.state is State.SENT
    assert handed_out(nurse) == [*february, *january]
    assert handed_out(voluntary) == [*february, *january[:1]]
    assert handed_out(chair) == []
    assert FILE in [attachment["name"] for attachment in nurse.attachments]
    assert FILE not in [attachment["name"] for attachment in chair.attachments]


def table(forum: Forum, reference: str, *places: int) -> list[str]:
    """Papers are handed out for these items of a meeting; their names."""
    with forum.office.register.reading() as session:
        items = agenda_items(session, forum.meeting(reference).id)
    numbers = [items[place].number for place in places]
    for number in numbers:
        do(
            file_paper,
            forum.office,
            reference,
            number,
            clean_paper(forum.office, b"%PDF-1.7 paper"),
            tabled=True,
        )
    return [f"{reference.replace('/', '-')} item {number}.pdf" for number in numbers]


def handed_out(letter: DispatchRow) -> list[str]:
    return [attachment["name"] for attachment in letter.attachments if " item " in attachment["name"]]


def test_who_has_just_joined_gets_them_confirmed_once_they_have_signed(joined_unsigned: Forum) -> None:
    meet(joined_unsigned, "Confirmed")
    do(note_signed, joined_unsigned.office, joined_unsigned.person("New Lead"), joined_unsigned.today)
    assert joined_unsigned.is_due(groups_to_see_to)
    do(see_to_members, joined_unsigned.office, joined_unsigned.group, day=joined_unsigned.today)
    try_to_send(joined_unsigned)
    assert [row.state for row in joined_unsigned.letters("minutes", to="New Lead")] == [State.LAPSED]
    (letter,) = joined_unsigned.letters("last_minutes", to="New Lead")
    assert (letter.state, FILE in [attachment["name"] for attachment in letter.attachments]) == (
        State.SENT,
        True,
    )
    assert not joined_unsigned.is_due(groups_to_see_to)


def test_who_will_get_the_last_minutes_by_a_letter_that_waits_is_sent_no_other(
    joined_unsigned: Forum,
) -> None:
    do(note_signed, joined_unsigned.office, joined_unsigned.person("New Lead"), joined_unsigned.today)
    do(see_to_members, joined_unsigned.office, joined_unsigned.group, day=joined_unsigned.today)
    assert joined_unsigned.letters("last_minutes") == []
