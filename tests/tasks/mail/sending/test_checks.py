"""What stops a letter at the moment of sending, queued or drafted, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from forum.agenda import Purpose
from forum.calendar.meetings import MeetingState
from forum.outbox.states import Conditions, MeetingAsWritten, State
from forum.questions.kinds import QuestionKind
from tasks.mail.protocol.mailer import RefusedError
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import store
from tasks.register.tables import (
    AddressRow,
    AgendaItemRow,
    AppointmentRow,
    CoverRow,
    DispatchRow,
    DocumentRow,
    GroupRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
)
from tests.english import day
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import START, PostRoom

MEETING_DAY = day("Tue 9 Feb 2027")
Change = Callable[[], object]


@pytest.fixture(params=["queued", pytest.param("drafted", marks=pytest.mark.thorough)])
def came_to(request: pytest.FixtureRequest, room: PostRoom) -> Callable[[UUID, Change], tuple[State, str]]:
    """What becomes of a letter when something changes while it is queued, or while it waits as a draft."""

    def came_to(id: UUID, change: Change) -> tuple[State, str]:
        if request.param == "drafted":
            room.mailer.order("send", Fault(RefusedError("The gateway is busy.")))
            room.deliver()
            assert room.state(id) is State.DRAFTED
        change()
        room.deliver()
        if room.state(id) in (State.HELD, State.LAPSED):
            assert room.mailer.drafts == {}, "no draft is left behind"
        row = room.row(id)
        return row.state, row.reason

    return came_to


CameTo = Callable[[UUID, Change], tuple[State, str]]


def nothing_changes() -> None:
    pass


def test_a_letter_that_is_still_right_goes(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", conditions=Conditions(appointed=True))
    assert came_to(id, nothing_changes)[0] is State.SENT


def test_a_letter_past_its_last_day_lapses(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", valid_for=3)
    assert came_to(id, lambda: room.later(minutes=4 * 24 * 60)) == (
        State.LAPSED,
        "It was of use until 7 January 2027.",
    )


def test_a_letter_on_its_last_day_goes(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", valid_for=3)
    assert came_to(id, lambda: room.later(minutes=3 * 24 * 60))[0] is State.SENT


def test_nothing_goes_for_a_group_that_has_ended(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse")
    end = came_to(id, lambda: room.change(GroupRow, room.group, ended=room.today))
    assert end == (State.LAPSED, "The group has ended.")


def test_nothing_goes_to_a_member_who_has_left(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", conditions=Conditions(appointed=True))
    assert came_to(id, lambda: room.leave("nurse")) == (
        State.LAPSED,
        "The recipient no longer belongs to the group.",
    )


@pytest.mark.parametrize(
    ("days_ago", "attached", "returns", "came", "why"),
    [
        (1, False, False, State.SENT, ""),
        (2, False, False, State.LAPSED, "The recipient left on another day."),
        (1, False, True, State.LAPSED, "The recipient belongs to the group again."),
        (1, True, False, State.HELD, "Nothing is ever attached to a letter to somebody who has left."),
    ],
)
def test_a_farewell_goes_to_somebody_who_left_on_its_day_and_brings_nothing(
    room: PostRoom, came_to: CameTo, days_ago: int, attached: bool, returns: bool, came: State, why: str
) -> None:
    room.leave("nurse")
    day = room.today - dt.timedelta(days=days_ago)
    files = [Enclosure(document(room, b"%PDF-1.7"), "thanks.pdf")] if attached else []
    (id,) = room.queue("nurse", conditions=Conditions(left=day), attachments=files)

    def return_to_the_group() -> None:
        if returns:
            with room.register.transaction("test") as tx:
                tx.session.execute(
                    update(AppointmentRow)
                    .where(AppointmentRow.person_id == room.people["nurse"])
                    .values(last=None)
                )

    if came is State.SENT or returns:
        assert came_to(id, return_to_the_group) == (came, why)
    else:
        room.deliver()
        assert (room.row(id).state, room.row(id).reason) == (came, why)


def test_the_owner_of_an_action_outside_the_group_is_written_to(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", conditions=Conditions())
    assert came_to(id, lambda: room.leave("nurse"))[0] is State.SENT


def test_whoever_covers_for_a_member_belongs_to_the_group(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", conditions=Conditions(appointed=True))

    def leave_and_cover() -> None:
        room.leave("nurse")
        room.add(
            CoverRow(
                group_id=room.group,
                person_id=room.people["police"],
                covered_by_id=room.people["nurse"],
                first=room.today,
                last=room.today,
            )
        )

    assert came_to(id, leave_and_cover)[0] is State.SENT


def question(room: PostRoom) -> UUID:
    row = QuestionRow(
        id=uuid4(),
        group_id=room.group,
        kind=QuestionKind.UPDATE_ACTION,
        about_id=uuid4(),
        of_id=room.people["nurse"],
        opened=room.today,
        due=room.today,
        asked=room.today,
    )
    id = row.id
    room.add(row)
    return id


def is_to_be_asked(room: PostRoom, asked: UUID) -> bool:
    """Whether a question waits to be asked anew."""
    with room.register.reading() as session:
        return session.get_one(QuestionRow, asked).asked is None


@pytest.mark.parametrize(
    ("kind", "of", "anew"),
    [
        (QuestionKind.AGREE_AGENDA, "nurse", True),  # of whoever is Chair now
        (QuestionKind.RELEASE_PACK, "nurse", True),
        (QuestionKind.UPDATE_ACTION, "nurse", False),
        (QuestionKind.UPDATE_ACTION, "police", True),  # for whom the nurse covered
    ],
)
def test_what_a_leaver_was_to_be_asked_for_an_office_or_for_a_member_is_asked_anew(
    room: PostRoom, came_to: CameTo, kind: QuestionKind, of: str, anew: bool
) -> None:
    asked = question(room)
    room.change(QuestionRow, asked, kind=kind, of_id=room.people[of])
    (id,) = room.queue("nurse", conditions=Conditions(appointed=True, unanswered=(asked,)))
    assert came_to(id, lambda: room.leave("nurse"))[0] is State.LAPSED
    assert is_to_be_asked(room, asked) is anew


def test_what_was_not_asked_in_time_is_asked_anew(room: PostRoom, came_to: CameTo) -> None:
    asked = question(room)
    (id,) = room.queue("nurse", valid_for=3, conditions=Conditions(unanswered=(asked,)))
    assert came_to(id, lambda: room.later(minutes=4 * 24 * 60))[0] is State.LAPSED
    assert is_to_be_asked(room, asked)


@pytest.mark.parametrize("column", ["answered", "withdrawn"])
def test_what_was_answered_or_withdrawn_is_not_asked(room: PostRoom, came_to: CameTo, column: str) -> None:
    asked = question(room)
    (id,) = room.queue("nurse", conditions=Conditions(unanswered=(asked,)))
    change = {column: room.today}
    assert came_to(id, lambda: room.change(QuestionRow, asked, **change)) == (
        State.LAPSED,
        "What it asks has been answered or is no longer needed.",
    )


def test_when_some_of_it_was_answered_the_rest_is_asked_anew(room: PostRoom, came_to: CameTo) -> None:
    answered, still_open = question(room), question(room)
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(
            unanswered=(
                answered,
                still_open,
            )
        ),
    )
    state, _ = came_to(id, lambda: room.change(QuestionRow, answered, answered=room.today))
    assert state is State.LAPSED
    with room.register.reading() as session:
        assert session.get_one(QuestionRow, answered).asked == room.today
        assert session.get_one(QuestionRow, still_open).asked is None


def test_a_question_still_open_is_asked(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse", conditions=Conditions(unanswered=(question(room),)))
    assert came_to(id, nothing_changes)[0] is State.SENT


@pytest.mark.parametrize(
    ("earlier", "later", "reader", "name", "goes"),
    [
        ("A", "A", "nurse", "minutes", False),
        ("A", "AB", "nurse", "minutes", False),
        ("AB", "A", "nurse", "minutes", True),
        ("A", "B", "nurse", "minutes", True),
        ("A", "", "nurse", "minutes", True),
        ("A", "A", "police", "minutes", True),
        ("", "A", "nurse", "minutes", True),
        ("A", "A", "nurse", "desk", True),  # a letter of another kind
        ("A", "AB", "nurse", "desk", True),
    ],
)
def test_a_letter_goes_unless_a_later_one_of_its_kind_asks_the_same(
    room: PostRoom, came_to: CameTo, earlier: str, later: str, reader: str, name: str, goes: bool
) -> None:
    questions = {"A": question(room), "B": question(room)}

    def asks(names: str) -> Conditions:
        return Conditions(unanswered=tuple(questions[name] for name in names))

    (id,) = room.queue("nurse", conditions=asks(earlier))

    def ask_later() -> None:
        room.later()
        (other,) = room.queue(reader, number=2, conditions=asks(later))
        room.change(DispatchRow, other, letter=name)

    state, reason = came_to(id, ask_later)
    assert state is (State.SENT if goes else State.LAPSED)
    assert reason == ("" if goes else "A later letter asks the same.")
    assert len(room.mailer.sent) == (2 if goes else 1)


def meeting(room: PostRoom) -> UUID:
    row = MeetingRow(
        id=uuid4(),
        group_id=room.group,
        reference="MASE/2027-02",
        date=MEETING_DAY,
        start=dt.time(10),
        minutes=120,
        place="Room 2",
        planned_on=START,
    )
    id = row.id
    room.add(row)
    return id


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, (State.SENT, "")),
        ({"place": "Room 3"}, (State.SENT, "")),
        ({"start": dt.time(14)}, (State.LAPSED, "The meeting starts at another time now.")),
        ({"date": day("Thu 11 Feb 2027")}, (State.LAPSED, "The meeting has another date now.")),
        ({"state": "cancelled"}, (State.LAPSED, "The meeting is now: cancelled.")),
        (None, (State.LAPSED, "The meeting is no longer in the register.")),
    ],
)
def test_a_letter_about_a_meeting_goes_while_the_meeting_stands(
    room: PostRoom, came_to: CameTo, changes: dict[str, Any] | None, outcome: tuple[State, str]
) -> None:
    about, asked = meeting(room), question(room)
    said = MeetingAsWritten(about, MEETING_DAY, dt.time(10), (MeetingState.PLANNED,))
    (id,) = room.queue("nurse", conditions=Conditions(meetings=(said,), unanswered=(asked,)))

    def change() -> None:
        if changes is None:
            room.remove(MeetingRow, about)
        elif changes:
            room.change(MeetingRow, about, **changes)

    assert came_to(id, change) == outcome
    assert is_to_be_asked(room, asked) is (outcome[0] is State.LAPSED)


@pytest.mark.parametrize(
    ("at", "outcome"),
    [(dt.time(9, 45), (State.SENT, "")), (dt.time(10), (State.LAPSED, "The meeting has begun."))],
)
def test_nothing_that_prepares_a_meeting_leaves_once_it_has_begun(
    room: PostRoom, at: dt.time, outcome: tuple[State, str]
) -> None:
    about = meeting(room)
    said = MeetingAsWritten(about, MEETING_DAY, dt.time(10), (MeetingState.PLANNED,))
    room.clock.at = dt.datetime.combine(MEETING_DAY, at)
    (id,) = room.queue("nurse", conditions=Conditions(meetings=(said,)))
    room.deliver()
    assert (room.state(id), room.row(id).reason) == outcome


def document(room: PostRoom, content: bytes) -> str:
    with room.register.transaction("test") as tx:
        return store(tx.session, "minutes.docx", "application/octet-stream", content, room.today)


def edition(room: PostRoom, about: UUID, number: int, content: bytes, kind: str = "minutes") -> UUID:
    row = MeetingDocumentRow(
        id=uuid4(),
        meeting_id=about,
        kind=kind,
        edition=number,
        sha256=document(room, content),
        state="agreed",
        made_on=room.today,
        made_by="test",
    )
    id = row.id
    room.add(row)
    return id


def test_minutes_of_which_a_newer_edition_was_made_are_held(room: PostRoom, came_to: CameTo) -> None:
    about = meeting(room)
    approved = edition(room, about, 1, b"first")
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"first"), "minutes.docx")],
    )
    assert came_to(id, lambda: edition(room, about, 2, b"second")) == (
        State.HELD,
        "What is attached is not the current minutes.",
    )


def test_minutes_that_the_next_meeting_has_confirmed_lapse(room: PostRoom, came_to: CameTo) -> None:
    about = meeting(room)
    approved = edition(room, about, 1, b"first")
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"first"), "minutes.docx")],
    )
    room.change(DispatchRow, id, meeting_id=about)

    def confirm() -> None:
        room.change(MeetingDocumentRow, edition(room, about, 2, b"second"), state="confirmed")

    assert came_to(id, confirm) == (
        State.LAPSED,
        "The minutes have been confirmed since, and go with the next ones.",
    )


def test_minutes_go_while_other_documents_change(room: PostRoom, came_to: CameTo) -> None:
    about = meeting(room)
    approved = edition(room, about, 1, b"first")
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"first"), "minutes.docx")],
    )
    assert came_to(id, lambda: edition(room, about, 1, b"log", kind="action log"))[0] is State.SENT


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("police", (State.SENT, "")),
        ("nurse", (State.HELD, "The recipient may not read part 2 of the minutes.")),
    ],
)
def test_part_two_of_the_minutes_goes_to_those_who_may_read_it(
    room: PostRoom, came_to: CameTo, to: str, outcome: tuple[State, str]
) -> None:
    approved = edition(room, meeting(room), 1, b"restricted")
    (id,) = room.queue(
        to,
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"restricted"), "minutes part 2.docx")],
    )
    assert came_to(id, lambda: room.change(MeetingDocumentRow, approved, part=2)) == outcome


def test_what_tells_of_part_two_does_not_go_to_whoever_may_not_read_it_any_more(
    room: PostRoom, came_to: CameTo
) -> None:
    asked = question(room)
    (id,) = room.queue("police", conditions=Conditions(part_two=True, unanswered=(asked,)))
    police = room.people["police"]

    def take_away() -> None:
        with room.register.transaction("test") as tx:
            tx.session.execute(
                update(AppointmentRow).where(AppointmentRow.person_id == police).values(part_two=False)
            )

    assert came_to(id, take_away) == (
        State.LAPSED,
        "The recipient may no longer read part 2; it is written again without it.",
    )
    with room.register.reading() as session:
        assert session.get_one(QuestionRow, asked).asked is None


@pytest.mark.parametrize(("to", "part_two"), [("police", True), ("nurse", False)])
def test_what_tells_of_part_two_goes_to_whoever_may_read_it(
    room: PostRoom, came_to: CameTo, to: str, part_two: bool
) -> None:
    (id,) = room.queue(to, conditions=Conditions(part_two=part_two))
    assert came_to(id, nothing_changes)[0] is State.SENT


def test_a_letter_without_the_document_it_should_bring_is_held(room: PostRoom) -> None:
    approved = edition(room, meeting(room), 1, b"first")
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"something else"), "minutes.docx")],
    )
    room.deliver()
    assert room.state(id) is State.HELD


def paper(room: PostRoom, readers: str = "all") -> UUID:
    about = meeting(room)
    item = AgendaItemRow(
        id=uuid4(),
        meeting_id=about,
        position=1,
        number="5",
        title="Training",
        purpose=Purpose.DECISION,
        part=1,
        minutes=10,
        standing=False,
        proposed_on=room.today,
    )
    item_id = item.id
    room.add(item)
    row = PaperRow(
        id=uuid4(),
        meeting_id=about,
        item_id=item_id,
        author_id=room.people["nurse"],
        title="Training",
        state="filed",
        readers=readers,
        document=document(room, b"paper"),
    )
    id = row.id
    room.add(row)
    return id


@pytest.mark.parametrize(
    ("member", "changes", "outcome"),
    [
        ("nurse", {}, (State.SENT, "")),
        ("nurse", {"readers": "part 2"}, (State.HELD, "The recipient may not read the paper for item 5.")),
        ("police", {"readers": "part 2"}, (State.SENT, "")),
        ("police", {"state": "withdrawn"}, (State.HELD, "The paper for item 5 has been withdrawn.")),
        ("police", {"state": "dropped"}, (State.HELD, "The paper for item 5 does not go out any more.")),
        ("police", {"state": "tabled"}, (State.SENT, "")),
        (
            "police",
            {"state": "wanted", "document": None},
            (State.HELD, "What is attached is not the current paper for item 5."),
        ),
    ],
)
def test_papers_go_to_those_who_may_read_them(
    room: PostRoom, came_to: CameTo, member: str, changes: dict[str, Any], outcome: tuple[State, str]
) -> None:
    filed = paper(room)
    (id,) = room.queue(
        member,
        conditions=Conditions(papers=(filed,)),
        attachments=[Enclosure(document(room, b"paper"), "item 5.docx")],
    )

    def change() -> None:
        if changes:
            room.change(PaperRow, filed, **changes)

    assert came_to(id, change) == outcome


def test_a_paper_filed_again_since_is_not_sent_in_its_old_version(room: PostRoom, came_to: CameTo) -> None:
    filed = paper(room)
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(papers=(filed,)),
        attachments=[Enclosure(document(room, b"paper"), "item 5.docx")],
    )
    newer = document(room, b"newer paper")
    assert came_to(id, lambda: room.change(PaperRow, filed, document=newer)) == (
        State.HELD,
        "What is attached is not the current paper for item 5.",
    )


def test_leave_is_asked_anew_for_a_late_paper_that_was_sent_again_since(
    room: PostRoom, came_to: CameTo
) -> None:
    filed, asked = paper(room), question(room)
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(late=(filed,), unanswered=(asked,)),
        attachments=[Enclosure(document(room, b"paper"), "item 5.docx")],
    )
    newer = document(room, b"newer paper")
    assert came_to(id, lambda: room.change(PaperRow, filed, document=newer)) == (
        State.LAPSED,
        "A late paper with it is not the current one, or not for the recipient any more.",
    )
    assert is_to_be_asked(room, asked)


def test_minutes_that_are_no_longer_in_the_register_are_missed(room: PostRoom, came_to: CameTo) -> None:
    approved = edition(room, meeting(room), 1, b"first")
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(approved=(approved,)),
        attachments=[Enclosure(document(room, b"first"), "minutes.docx")],
    )
    assert came_to(id, lambda: room.remove(MeetingDocumentRow, approved)) == (
        State.HELD,
        "A document it should bring is no longer in the register.",
    )


def test_a_paper_that_is_no_longer_in_the_register_is_missed(room: PostRoom, came_to: CameTo) -> None:
    filed = paper(room)
    (id,) = room.queue(
        "nurse",
        conditions=Conditions(papers=(filed,)),
        attachments=[Enclosure(document(room, b"paper"), "item 5.docx")],
    )
    assert came_to(id, lambda: room.remove(PaperRow, filed)) == (
        State.HELD,
        "A paper it should bring is no longer in the register.",
    )


def test_a_document_changed_in_the_register_does_not_go_out(room: PostRoom, came_to: CameTo) -> None:
    sha256 = document(room, b"as approved")
    (id,) = room.queue("nurse", attachments=[Enclosure(sha256, "minutes.docx")])

    def tamper() -> None:
        with room.register.transaction("test") as tx:
            tx.session.get_one(DocumentRow, sha256).content = b"as somebody would like it"

    state, reason = came_to(id, tamper)
    assert state is State.HELD
    assert reason == f"The document {sha256[:12]} was changed in the register; restore it from a backup."


def test_a_letter_to_somebody_without_an_address_is_held(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse")
    assert came_to(id, lambda: room.move_house("nurse", "")) == (
        State.HELD,
        "The register has no address to write to.",
    )


@pytest.mark.parametrize(
    "address",
    ["nurse@elsewhere.example", "nurse@sub.members.example", "nurse@members.example.evil.example"],
)
def test_a_letter_leaves_for_allowed_domains_only(room: PostRoom, came_to: CameTo, address: str) -> None:
    (id,) = room.queue("nurse")
    state, reason = came_to(id, lambda: room.move_house("nurse", address))
    assert state is State.HELD
    assert reason.startswith("The address is not at a domain that letters may go to")


def test_live_nothing_leaves_where_no_domain_is_allowed(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse")
    assert came_to(id, lambda: room.use(allowed_domains=frozenset())) == (
        State.HELD,
        "The address is not at a domain that letters may go to (MASE_ALLOWED_DOMAINS).",
    )


def test_redirected_a_letter_goes_though_its_reader_s_address_is_at_no_allowed_domain_or_bounces(
    room: PostRoom,
) -> None:
    room.redirect()
    room.use(allowed_domains=frozenset())
    (id,) = room.queue("nurse")
    with room.register.transaction("test") as tx:
        of_nurse = AddressRow.person_id == room.people["nurse"]
        tx.session.execute(update(AddressRow).where(of_nurse).values(bounced=room.today))
    assert room.deliver().rehearsed == (id,)


def test_an_address_that_slipped_into_the_register_as_a_list_is_not_written_to(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    with room.register.transaction("test") as tx:
        tx.session.query(AddressRow).filter(AddressRow.person_id == room.people["nurse"]).update(
            {"address": "a@elsewhere.example, nurse@members.example"}
        )
    room.deliver()
    assert room.state(id) is State.HELD
    assert room.mailer.sent == []


def test_a_changed_address_is_used_from_its_first_day(room: PostRoom, came_to: CameTo) -> None:
    (id,) = room.queue("nurse")
    assert came_to(id, lambda: room.move_house("nurse", "n@members.example"))[0] is State.SENT
    assert [mail.to for _, mail in room.mailer.sent] == ["n@members.example"]
    assert room.mailer.drafts == {}
