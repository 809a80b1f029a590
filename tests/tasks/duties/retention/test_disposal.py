"""Records past their time: listed for a reviewer, decided on, carried out by a second person, certified."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.engine import make_url

from forum.actions.action_log import ActionState
from forum.calendar.meetings import MeetingState
from forum.inbox.mailbox_items import ItemKind
from forum.inbox.mailbox_items import Outcome as ItemOutcome
from forum.retention import DECISION, NOT_YET, SHEET, WHY, Decision, Outcome, RecordKind
from forum.text.problem import Problem
from tasks.duties.base.office import read_only
from tasks.duties.members.appointments import end_appointment
from tasks.duties.retention.carry_out import CarriedOut, carry_out
from tasks.duties.retention.disposal_list import MadeList, all_holds, decide, lift_hold, make_list, place_hold
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.audit.row_check import verify_register
from tasks.register.retention.lists import clear_freed_space
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    AttendanceRow,
    DispatchRow,
    DisposalLineRow,
    DocumentRow,
    MeetingRow,
    PersonRow,
    ReceivedRow,
)
from tests.english import day
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT, Forum

LIST = "D/2038/01"
KEEP_LETTERS = {"Meeting MASE/2027-01": ("DESTROY", ""), "Letters of January 2027": ("KEEP", "A complaint.")}
DESTROY_ALL = {"Meeting MASE/2027-01": ("DESTROY", ""), "Letters of January 2027": ("DESTROY", "")}


def listed(forum: Forum) -> MadeList:
    return do(make_list, forum.office, "MASE", forum.person(CHAIR))


def filled(made: MadeList, decisions: Mapping[str, tuple[str, str]]) -> bytes:
    """The workbook as the reviewer sends it back, with a decision and the reason for each record."""
    workbook = openpyxl.load_workbook(io.BytesIO(made.workbook))
    sheet = workbook[SHEET.name]
    at = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for row in range(2, sheet.max_row + 1):
        decision, why = decisions[str(sheet.cell(row, at["Record"]).value)]
        sheet.cell(row, at[DECISION], decision)
        sheet.cell(row, at[WHY], why)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def decided(forum: Forum, decisions: Mapping[str, tuple[str, str]], by: str = CHAIR) -> Counter[str]:
    made = listed(forum)
    return do(decide, forum.office, made.reference, filled(made, decisions), "list.xlsx", forum.person(by))


def carried_out(forum: Forum, by: str = UNIT, reference: str = LIST, **more: Any) -> CarriedOut:
    done = do(carry_out, forum.office, reference, forum.person(by), **more)
    clear_freed_space(forum.office.register, done.tables)
    return done


def sheet(workbook: bytes, title: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(workbook))[title].values
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def files_of(forum: Forum) -> bytes:
    """All that the database has on the disk, where it is a file."""
    url = make_url(forum.office.register.url)
    names = [f"{url.database}{end}" for end in ("", "-wal")] if url.get_backend_name() == "sqlite" else []
    return b"".join(Path(name).read_bytes() for name in names)


def test_nothing_goes_while_the_hold_of_the_policy_stands(held: Forum) -> None:
    made = listed(held)
    assert (made.reference, made.to_decide) == ("", ())
    assert {line.shown: line.kept_by for line in made.kept} == dict.fromkeys(
        DESTROY_ALL,
        ("Held: Nobody has said yet that records of the group may be destroyed (Own rule)",),
    )
    assert not held.rows(DisposalLineRow)


def test_a_meeting_goes_on_the_word_of_two_people_and_the_trail_still_holds(old: Forum) -> None:
    letters = len(old.rows(DispatchRow))
    assert b"Training" in files_of(old) or not files_of(old)
    assert decided(old, DESTROY_ALL) == {"DESTROY": 2}
    (letter,) = old.letters("disposal_list", to=CHAIR)
    assert letter.subject == "OFFICIAL-SENSITIVE: MASE: 2 records to decide on by Mon 15 Feb, D/2038/01"
    assert "each of the 2 records in the attached list, D/2038/01: KEEP, DESTROY or TRANSFER" in letter.text
    assert [each["name"] for each in letter.attachments] == ["D-2038-01 records past their time.xlsx"]
    with pytest.raises(Problem, match="a second person has to"):
        carried_out(old, by=CHAIR)
    with pytest.raises(Problem, match="Only the Chair, the deputy chair or an officer of the unit"):
        carried_out(old, by=NURSE)
    done = carried_out(old)
    assert done.outcomes == {Outcome.DESTROYED: 2}

    assert not [row for row in old.rows(ActionRow) if row.reference == "MASE/2027-01/01"]
    assert not old.rows(AttendanceRow)
    assert len(old.rows(DispatchRow)) < letters
    assert {row.name for row in old.rows(DocumentRow)} == {
        "D-2038-01 records past their time.xlsx",
        "D-2038-01 certificate of disposal.xlsx",
    }
    assert b"Training" not in files_of(old)
    with old.office.register.reading() as session:
        assert verify_register(session).rows > 0

    facts = {row["About"]: row["On record"] for row in sheet(done.certificate, "Certificate")}
    assert facts["Decided by"] == f"{CHAIR}, Kent and Medway, on 18 January 2038"
    assert facts["Carried out by"].startswith(UNIT)
    assert "KSCB/2037-11/D3" in facts["Hold lifted by"]
    stone = sheet(done.certificate, "Records")[0]
    assert (stone["Record"], stone["Outcome"]) == ("Meeting MASE/2027-01", "destroyed")
    assert [row.digest for row in old.rows(DisposalLineRow) if row.title == stone["Record"]] == [
        stone["Digest of its rows"]
    ]
    with pytest.raises(Problem, match="was carried out, and nothing more is done"):
        carried_out(old)


def test_the_reviewers_reply_with_the_list_is_on_record_and_the_unit_hears_of_it(old: Forum) -> None:
    post = Post.of(old.office, old.clock)
    made = listed(post.forum)
    post.send()
    letter = post.sent("disposal_list", CHAIR)
    wrong = filled(made, {"Meeting MASE/2027-01": ("KEEP", ""), "Letters of January 2027": ("DESTROY", "")})
    post.hear("Attached", to=letter, files={"list.xlsx": wrong})
    assert "Decide, cell I2: nothing found; allowed: the reason, or the archive" in post.told()[-1]
    post.send()
    back = next(row for row in post.forum.letters("not_understood", CHAIR) if row.attachments)
    assert [file["name"] for file in back.attachments] == ["D-2038-01 records past their time.xlsx"]
    right = {"list.xlsx": filled(made, DESTROY_ALL)}
    post.hear("Attached", to=letter, sender=post.address(UNIT), files=right)
    assert "nobody else’s word counts" in post.told()[-1]
    post.hear("Attached", to=letter, files=right, dmarc=Dmarc.NONE)
    with pytest.raises(Problem, match="waits for its reviewer"):
        carried_out(post.forum)
    post.hear("Attached", to=letter, files=right)
    assert post.told()[-1].endswith(
        "Your decisions on the records are recorded. Nothing goes before somebody else has it carried out."
    )
    assert any(f"They have decided on the records of list {LIST}." in need for need in post.desk())
    assert carried_out(post.forum).outcomes == {Outcome.DESTROYED: 2}


@pytest.mark.thorough
def test_a_list_that_nobody_sees_to_stands_in_the_desk_letter(old: Forum) -> None:
    made, past = listed(old), "past the time for which the policy keeps them"
    old.on("Mon 15 Feb 2038")
    assert LIST not in desk_today(old)
    old.on("Tue 16 Feb 2038")
    letter = desk_today(old)
    assert f"Ring {CHAIR}, 03" in letter
    assert f"ask them to decide on list {LIST} of records past their time. They reply with" in letter
    do(decide, old.office, LIST, filled(made, KEEP_LETTERS), "list.xlsx", old.person(CHAIR))
    old.on("Wed 17 Feb 2038")
    assert LIST not in desk_today(old)
    old.on("Wed 17 Mar 2038")
    assert f"Have list {LIST} of records past their time carried out: it is decided on." in desk_today(old)
    carried_out(old)
    old.on("Thu 1 Apr 2038")
    assert past not in desk_today(old)  # the letters are kept, and the meeting for them
    old.on("Thu 1 Jul 2038")
    assert past not in desk_today(old)
    old.on("Fri 1 Jul 2039")
    assert f"Two records are {past}." in desk_today(old)
    old.on("Mon 4 Jul 2039")
    assert past not in desk_today(old)
    old.on("Mon 3 Oct 2039")
    do(place_hold, old.office, "An inquiry", "Its letter")
    assert past not in desk_today(old)


def test_a_record_comes_up_the_day_after_its_years_unless_something_of_it_is_open(old: Forum) -> None:
    def to_decide() -> list[str]:
        return [line.record.title for line in listed(old).to_decide]

    old.on("Mon 12 Jan 2037")
    assert to_decide() == ["Letters of January 2027"]
    old.on("Tue 13 Jan 2037")
    assert to_decide() == ["Meeting MASE/2027-01", "Letters of January 2027"]
    with old.office.register.transaction("test") as tx:
        tx.session.query(ActionRow).update({"state": ActionState.REPORTED_DONE})
        tx.session.get_one(MeetingRow, old.meeting(FEBRUARY).id).state = MeetingState.CANCELLED
    assert to_decide() == ["Letters of January 2027"]
    old.on("Tue 10 Feb 2037")
    assert to_decide() == ["Letters of January 2027", "Meeting MASE/2027-02"], "one not held is no exception"


def test_what_the_reviewer_keeps_stays_whole_and_comes_up_again_after_a_year(old: Forum) -> None:
    decided(old, KEEP_LETTERS)
    assert carried_out(old).outcomes == {Outcome.KEPT: 1, Outcome.STILL_NEEDED: 1}
    made = listed(old)
    assert (made.reference, [line.kept_by for line in made.kept]) == (
        "",
        [("Part of it is in a record that the reviewer keeps",)],
    )
    old.on("Wed 19 Jan 2039")
    assert [line.shown for line in listed(old).to_decide] == [*KEEP_LETTERS]


def test_of_a_letter_it_stays_that_it_went(old: Forum) -> None:
    before = {row.key: (row.person_id, row.state, row.sent_at) for row in old.rows(DispatchRow)}
    old.on("Fri 9 Feb 2029")
    decided(old, {"Letters of January 2027": ("DESTROY", "")})
    carried_out(old, reference="D/2029/01")
    letters = old.rows(DispatchRow)
    now = {row.key: (row.person_id, row.state, row.sent_at) for row in letters}
    assert {key: now[key] for key in before} == before
    of_january = [row for row in letters if row.queued_at.month == 1]
    assert {(row.address, row.subject, row.text, row.html) for row in of_january} == {("", "", "", "")}
    assert not any(row.attachments for row in of_january)
    assert old.rows(AttendanceRow)
    with old.office.register.reading() as session:
        verify_register(session)


def test_holds_are_asked_again_at_the_moment(old: Forum) -> None:
    decided(old, DESTROY_ALL)
    hold = do(place_hold, old.office, "Subject access", "Article 15", person_id=old.person(NURSE))
    assert carried_out(old).outcomes == {Outcome.HELD: 2}
    assert old.rows(AttendanceRow)
    assert [line.kept_by for line in listed(old).kept] == [
        ("Held: Subject access (Article 15, since 18 January 2038)",)
    ] * 2
    do(lift_hold, old.office, hold, "The Board")
    do(place_hold, old.office, "An inquiry", "The inquiry's letter", kind=RecordKind.MEETINGS)
    assert [line.shown for line in listed(old).to_decide] == ["Letters of January 2027"]
    with read_only(old.office, "test") as work:
        assert [(code, held.scope) for code, held, _ in all_holds(work, None)] == [("MASE", "meetings")]


def test_a_hold_on_a_person_keeps_mail_that_came_from_their_address(old: Forum) -> None:
    (address,) = [row.address for row in old.rows(AddressRow) if row.person_id == old.person(NURSE)]
    with old.office.register.transaction("test") as tx:
        at = dt.datetime(2027, 1, 4, 9)
        tx.session.add(
            ReceivedRow(
                mailbox="mase@unit.example",
                item="1",
                kind=ItemKind.MESSAGE,
                sender=address.title(),
                received_at=at,
                read_at=at,
                group_id=old.group,
                outcome=ItemOutcome.RECORDED,
            )
        )
    assert "Mail of January 2027" in {line.shown for line in listed(old).to_decide}
    do(place_hold, old.office, "Subject access", "Article 15", person_id=old.person(NURSE))
    assert "Mail of January 2027" in {line.shown for line in listed(old).kept}


def test_a_record_that_has_changed_since_it_was_listed_stays(old: Forum) -> None:
    decided(old, DESTROY_ALL)
    with old.office.register.transaction("test") as tx:
        tx.session.query(ActionRow).update({"title": "Training of night staff"})
    assert carried_out(old).outcomes == {Outcome.CHANGED: 1, Outcome.DESTROYED: 1}
    assert old.rows(ActionRow)


def test_what_is_transferred_is_handed_over_before_it_goes(old: Forum) -> None:
    to_archive = {**DESTROY_ALL, "Meeting MASE/2027-01": ("TRANSFER", "The county archive.")}
    decided(old, to_archive)
    with pytest.raises(Problem, match="Say to which folder"):
        carried_out(old)
    files: dict[str, bytes] = {}

    def full_disk(_name: str, _content: bytes) -> None:
        raise Problem("The disk is full.")

    with pytest.raises(Problem, match="The disk is full"):
        carried_out(old, hand_over=full_disk)
    assert old.rows(AttendanceRow)
    carried_out(old, hand_over=files.__setitem__)
    assert not old.rows(AttendanceRow)
    ((name, content),) = files.items()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        record = json.loads(archive.read("record.json"))
        documents = [name for name in archive.namelist() if "minutes" in name]
    assert name == "D-2038-01 001.zip"
    assert [row["title"] for row in record["rows"]["action"]] == ["Training"]
    assert documents


def test_the_reviewers_workbook_is_taken_whole_or_with_the_list_of_cells(old: Forum) -> None:
    made = listed(old)
    wrong = filled(made, {"Meeting MASE/2027-01": ("BURN", ""), "Letters of January 2027": ("KEEP", "")})
    with pytest.raises(Problem) as refused:
        do(decide, old.office, LIST, wrong, "list.xlsx", old.person(CHAIR))
    assert refused.value.faults == (
        "Decide, cell H2: found “BURN”; allowed: KEEP, DESTROY or TRANSFER.",
        "Decide, cell I3: nothing found; allowed: the reason, or the archive; KEEP needs one.",
    )
    workbook = openpyxl.load_workbook(io.BytesIO(filled(made, DESTROY_ALL)))
    workbook[SHEET.name].row_dimensions[2].hidden = True
    workbook[SHEET.name]["H3"].number_format = ';;;"KEEP"'
    workbook[SHEET.name]["C3"] = "Letters of March 2027"  # as after the sorting of a part of the columns
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(Problem) as refused:
        do(decide, old.office, LIST, out.getvalue(), "list.xlsx", old.person(CHAIR))
    assert refused.value.faults == (
        "Decide, cell H2: its row is hidden. Show all rows, look at its decision, and save the list again.",
        "Decide, cell H3: its format may show another word than it has. Set it to General, and look again.",
        "Decide, cell C3: found “Letters of March 2027”; allowed: “Letters of January 2027”, as the list has "
        "it for record 2.",
    )
    with pytest.raises(Problem, match="is for its reviewer to decide on"):
        decided(old, DESTROY_ALL, by=UNIT)
    with pytest.raises(Problem, match="waits for its reviewer"):
        carried_out(old, reference="D/2038/02")
    with pytest.raises(Problem, match="A later list has taken the place of D/2038/01"):
        do(decide, old.office, LIST, filled(made, DESTROY_ALL), "list.xlsx", old.person(CHAIR))
    with pytest.raises(Problem, match="There is no disposal list"):
        carried_out(old, reference="D/2037/09")


@pytest.mark.thorough
def test_somebody_who_left_loses_their_details_and_then_their_name(old: Forum) -> None:
    nurse = old.person(NURSE)
    left = next(each for each in old.members().appointments if each.person_id == nurse)
    do(end_appointment, old.office, left.id, day("Sun 31 Jan 2038"))
    old.on("Thu 2 Feb 2040")
    details = f"Contact details of person {str(nurse)[:8]}"
    made = listed(old)
    assert [line.shown for line in made.to_decide if line.record.kind is RecordKind.CONTACT_DETAILS] == [
        f"{details}: {NURSE}, CCGs (Designated Nurses)"
    ]
    decisions = {line.shown: ("DESTROY", "") for line in made.to_decide if line.record.title == details}
    keep = {line.shown: ("KEEP", "An inspection.") for line in made.to_decide}
    do(decide, old.office, made.reference, filled(made, keep | decisions), "list.xlsx", old.person(CHAIR))
    carried_out(old, reference=made.reference)
    (row,) = [row for row in old.rows(PersonRow) if row.id == nurse]
    assert (row.name, row.phone) == (NURSE, "")
    assert not [row for row in old.rows(AddressRow) if row.person_id == nurse]

    old.on("Thu 2 Feb 2051")
    needed = [line for line in listed(old).kept if line.record.kind is RecordKind.PEOPLE]
    assert [line.record.key for line in needed] == [str(nurse)]
    assert "Still needed by" in needed[0].kept_by[0]
    for _ in range(2):  # the meetings first, and then whoever no record names any more
        made = listed(old)
        all_go = {line.shown: ("DESTROY", "") for line in made.to_decide}
        do(decide, old.office, made.reference, filled(made, all_go), "list.xlsx", old.person(CHAIR))
        carried_out(old, reference=made.reference)
    assert not [row for row in old.rows(PersonRow) if row.id == nurse]
    with old.office.register.reading() as session:
        verify_register(session)


def test_the_workbook_shows_what_may_not_go_and_why(old: Forum) -> None:
    do(place_hold, old.office, "An inquiry", "Its letter", kind=RecordKind.MEETINGS)
    workbook = listed(old).workbook
    (to_decide,) = sheet(workbook, SHEET.name)
    assert (to_decide["Number"], to_decide["Kind"], to_decide[DECISION]) == (1, "letters", None)
    (kept,) = sheet(workbook, NOT_YET.name)
    assert kept["What keeps it"] == "Held: An inquiry (Its letter, since 18 January 2038)"
    assert {*Decision} == {"KEEP", "DESTROY", "TRANSFER"}
