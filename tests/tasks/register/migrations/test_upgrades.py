"""What stood in a register of an older version stands in the upgraded one, and so its trail says."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import select

from forum.agenda import Place
from forum.attendance.quorum import Ruling
from forum.boards.facts import InReport, Reported, facts_from_json
from forum.minutes import Confirmation
from forum.outbox.states import ONCE, Cause, Mode, Occasion, OccasionKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.register.audit.journal import take_back
from tasks.register.database.register import Register
from tasks.register.migrations import newest
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    AttendanceRow,
    AttendeeRow,
    AuditRow,
    BoardReportRow,
    ChairNoteRow,
    ConcernRow,
    CorrectionRow,
    DecisionRow,
    DispatchRow,
    ExpectedRow,
    GroupRow,
    LeaseRow,
    MailboxRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
    ReceivedRow,
    WaitingWordsRow,
)
from tests.tasks.register.migrations.older_register import OlderRegister

pytestmark = [
    pytest.mark.thorough,
    # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
    pytest.mark.filterwarnings("ignore:.*expression-based index"),
]


def test_letters_that_stopped_have_their_cause_once_the_register_is_upgraded(empty: Register) -> None:
    causes = {
        "The recipient has not signed the confidentiality agreement; once they have, it goes by itself.": (
            Cause.UNSIGNED
        ),
        "Letters to this address come back; when the register has another, it goes by itself.": Cause.BOUNCED,
        "It had gone already before the database was restored.": Cause.ALREADY_GONE,
        "The recipient no longer belongs to the group.": None,
        "": None,
    }
    older = OlderRegister(empty, "0004")
    for reason in causes:
        older.add("dispatch", state="held", reason=reason)
    with older.upgraded().reading() as session:
        assert {row.reason: row.cause for row in session.scalars(select(DispatchRow))} == causes


def test_an_upgrade_that_changes_rows_stands_on_the_trail(empty: Register) -> None:
    older = OlderRegister(empty, "0004")
    older.add("dispatch", state="held", reason="It had gone already before the database was restored.")
    with older.upgraded().reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).one()
    assert (last.actor, last.event) == ("set up", "register upgraded")
    assert last.about == {"before": "0004", "now": newest()}


def test_an_answer_is_a_word_and_a_text_once_the_register_is_upgraded(empty: Register) -> None:
    answers = {
        "AGREE": (Word.AGREE, None),
        "AGREE: with thanks": (Word.AGREE, "with thanks"),
        "in their own words: Item 4: not yet": (Word.OTHER, "Item 4: not yet"),
        "filed": (Word.FILED, None),
        None: (None, None),
    }
    older = OlderRegister(empty, "0005")
    ids = [older.add("question", kind=QuestionKind.AGREE_AGENDA.value, answer=answer) for answer in answers]
    with older.upgraded().reading() as session:
        rows = [session.get_one(QuestionRow, UUID(str(id))) for id in ids]
        said = [(row.answer, row.answer_text) for row in rows]
    assert said == list(answers.values())


def test_a_letter_has_the_occasion_that_its_key_names_once_the_register_is_upgraded(empty: Register) -> None:
    day, at, id = dt.date(2027, 1, 18), dt.datetime(2027, 1, 18, 9, 30), UUID(int=7)
    occasions = {
        "once": ONCE,
        "2027-01-18": Occasion(OccasionKind.DAY, day),
        "2027-01-18 away, again 3": Occasion(OccasionKind.DAY, day, note="away", edition=3),
        "2027-01": Occasion(OccasionKind.MONTH, day.replace(day=1)),
        f"2027-01-18 {id}": Occasion(OccasionKind.SEAT, day, about=id),
        "for 2027-01-18 09:30": Occasion(OccasionKind.TIME, at=at),
        "move 12 from 2027-01-18T09:30:00": Occasion(OccasionKind.MOVE, at=at, number=12),
        f"question {id}, again 2": Occasion(OccasionKind.QUESTION, about=id, edition=2),
        f"question {id} without part 2": Occasion(OccasionKind.QUESTION, about=id, note="without part 2"),
        "edition 3": Occasion(OccasionKind.DOCUMENT, number=3),
        "supplement 1": Occasion(OccasionKind.SUPPLEMENT, number=1),
        "action log": Occasion(OccasionKind.ACTION_LOG),
        "minutes": Occasion(OccasionKind.MINUTES),
    }
    older = OlderRegister(empty, "0007")
    keys = {f"group/subject/letter/{words}/person": words for words in occasions}
    for key, words in keys.items():
        older.add("dispatch", state="sent", key=key, occasion=words)
    with older.upgraded().reading() as session:
        rows = {row.key: row.occasion for row in session.scalars(select(DispatchRow))}
    assert rows == {key: occasions[words] for key, words in keys.items()}
    assert {key: str(occasion) for key, occasion in rows.items()} == keys


def test_an_item_that_every_agenda_has_keeps_its_place_once_the_register_is_upgraded(empty: Register) -> None:
    places = {
        ("Action log", True): Place.ACTION_LOG,
        ("Action log", False): None,
        ("Decisions of 12 January 2027 and 9 February 2027 to ratify", True): Place.RATIFY,
        ("Training and awareness of the workforce", True): None,
    }
    older = OlderRegister(empty, "0009")
    meeting = UUID(str(older.add("meeting", kind="ordinary", state="held")))
    for title, standing in places:
        older.add("agenda_item", meeting_id=meeting, title=title, standing=standing, purpose="decision")
    with older.upgraded().reading() as session:
        rows = {(row.title, row.standing): row.place for row in session.scalars(select(AgendaItemRow))}
    assert rows == places


def test_an_answer_of_before_the_upgrade_is_taken_back_afterwards(empty: Register) -> None:
    older = OlderRegister(empty, "0005")
    question = older.add(
        "question", kind=QuestionKind.AGREE_AGENDA.value, channel="reply", answer="AGREE: with thanks"
    )
    entry = {
        "table": "question",
        "id": str(UUID(str(question))),
        "before": {"answer": None, "channel": None},
        "after": {"answer": "AGREE: with thanks", "channel": "reply"},
    }
    made_of = [{"line": "", "entries": [entry]}, {"line": "", "entries": None}, {"line": "", "entries": []}]
    older.add("received", outcome="recorded", kind="message", made_of=made_of)
    with older.upgraded().transaction("test") as tx:
        received = tx.session.scalars(select(ReceivedRow)).one()
        take_back(tx.session, received.made_of[0]["entries"])
        row = tx.session.scalars(select(QuestionRow)).one()
        assert (row.answer, row.answer_text, row.channel) == (None, None, None)


def test_what_a_meeting_ruled_and_confirmed_is_a_word_or_none_once_the_register_is_upgraded(
    empty: Register,
) -> None:
    words = {
        ("", ""): (None, None),
        ("not quorate", ""): (Ruling.NOT_QUORATE, None),
        ("quorate", "deferred"): (Ruling.QUORATE, Confirmation.DEFERRED),
    }
    states = {"kind": "ordinary", "state": "held"}
    older = OlderRegister(empty, "0006")
    ids = [older.add("meeting", quorum_ruling=ruling, last_minutes=said, **states) for ruling, said in words]
    older.add("question", meeting_id=UUID(str(ids[0])), kind=QuestionKind.RULE_ON_QUORUM.value)
    older.add("lease", mailbox="used", mode="live")
    older.add("lease", mailbox="new", mode="")
    with older.upgraded().reading() as session:
        rows = [session.get_one(MeetingRow, UUID(str(id))) for id in ids]
        assert [(row.quorum_ruling, row.last_minutes) for row in rows] == list(words.values())
        leases = {row.mailbox: row.mode for row in session.scalars(select(LeaseRow))}
        assert leases == {"used": Mode.LIVE, "new": None}


def test_a_ruling_of_before_the_upgrade_is_taken_back_afterwards(empty: Register) -> None:
    older = OlderRegister(empty, "0006")
    meeting = older.add("meeting", kind="ordinary", state="held", quorum_ruling="quorate", last_minutes="")
    entry = {
        "table": "meeting",
        "id": str(UUID(str(meeting))),
        "before": {"quorum_ruling": ""},
        "after": {"quorum_ruling": "quorate"},
    }
    older.add("received", outcome="recorded", kind="message", made_of=[{"line": "", "entries": [entry]}])
    with older.upgraded().transaction("test") as tx:
        received = tx.session.scalars(select(ReceivedRow)).one()
        take_back(tx.session, received.made_of[0]["entries"])
        assert tx.session.scalars(select(MeetingRow)).one().quorum_ruling is None


def test_a_group_goes_on_as_it_was_once_the_register_is_upgraded(empty: Register) -> None:
    older = OlderRegister(empty, "0010")
    older.add("meeting", reference="MASE/2027-01", kind="ordinary", state="planned")
    with older.upgraded().reading() as session:
        (group,) = session.scalars(select(GroupRow))
        (meeting,) = session.scalars(select(MeetingRow))
    assert (group.ended, group.paused, group.calendar, meeting.figures) == (None, None, None, None)


def test_of_a_meeting_recorded_before_nobody_is_said_to_have_left_for_part_two(empty: Register) -> None:
    older = OlderRegister(empty, "0015")
    meeting = older.add("meeting", kind="ordinary", state="held")
    older.add("attendance", mark="P", meeting_id=UUID(str(meeting)))
    older.add("attendee", capacity="guest", meeting_id=UUID(str(meeting)))
    with older.upgraded().reading() as session:
        rows = [*session.scalars(select(AttendanceRow)), *session.scalars(select(AttendeeRow))]
        assert [row.part_two for row in rows] == [None, None]


def test_about_a_question_from_before_nobody_has_rung_in_vain(empty: Register) -> None:
    older = OlderRegister(empty, "0017")
    older.add("question", kind="agree agenda")
    with older.upgraded().reading() as session:
        assert [row.rung for row in session.scalars(select(QuestionRow))] == [None]


def test_with_a_mail_from_before_waits_no_file_to_vouch_for(empty: Register) -> None:
    older = OlderRegister(empty, "0019")
    older.add("received", outcome="for the unit", kind="message", made_of=[])
    with older.upgraded().reading() as session:
        assert [row.to_vouch_for for row in session.scalars(select(ReceivedRow))] == [None]


def test_a_letter_from_before_has_no_code_since_it_has_no_links(empty: Register) -> None:
    older = OlderRegister(empty, "0013")
    older.add("dispatch", state="sent", occasion_kind="once")
    with older.upgraded().reading() as session:
        assert [row.code for row in session.scalars(select(DispatchRow))] == [None]


def test_a_question_from_before_has_no_draft_of_which_changes_are_told(empty: Register) -> None:
    older = OlderRegister(empty, "0014")
    id = older.add("question", kind=QuestionKind.AGREE_AGENDA.value)
    with older.upgraded().reading() as session:
        assert session.get_one(QuestionRow, UUID(str(id))).draft is None


def test_an_item_of_before_comes_of_no_research_and_its_paper_has_no_day_of_its_own(empty: Register) -> None:
    older = OlderRegister(empty, "0020")
    meeting = UUID(str(older.add("meeting", kind="ordinary", state="planned")))
    item = UUID(str(older.add("agenda_item", meeting_id=meeting, purpose="decision")))
    older.add("paper", meeting_id=meeting, item_id=item, state="wanted", readers="all")
    with older.upgraded().reading() as session:
        assert [row.research_id for row in session.scalars(select(AgendaItemRow))] == [None]
        assert [row.due for row in session.scalars(select(PaperRow))] == [None]


def test_a_decision_of_before_has_no_vote_and_supersedes_none_and_an_action_no_line(
    empty: Register,
) -> None:
    older = OlderRegister(empty, "0028")
    meeting = UUID(str(older.add("meeting", kind="ordinary", state="held")))
    item = UUID(str(older.add("agenda_item", meeting_id=meeting, purpose="decision")))
    older.add("decision", meeting_id=meeting, item_id=item)
    older.add("action", meeting_id=meeting, state="open")
    with older.upgraded().reading() as session:
        assert [(row.supersedes, row.vote) for row in session.scalars(select(DecisionRow))] == [(None, None)]
        assert [row.plan_line for row in session.scalars(select(ActionRow))] == [None]


def test_an_item_from_before_has_nothing_that_was_heard_of_children(empty: Register) -> None:
    older = OlderRegister(empty, "0034")
    meeting = UUID(str(older.add("meeting", kind="ordinary", state="held")))
    older.add("agenda_item", meeting_id=meeting, purpose="information")
    with older.upgraded().reading() as session:
        assert [row.children for row in session.scalars(select(AgendaItemRow))] == [None]


def test_nothing_from_before_waits_in_words_or_is_a_concern_or_a_note_for_the_chair(empty: Register) -> None:
    older = OlderRegister(empty, "0039")
    older.add("received", outcome="for the unit", kind="message", made_of=[])
    meeting = UUID(str(older.add("meeting", kind="ordinary", state="planned")))
    older.add("expected", answer="apologies", meeting_id=meeting)
    older.add("mailbox", address="used")
    with older.upgraded().reading() as session:
        for table in (ConcernRow, WaitingWordsRow, ChairNoteRow):
            assert session.scalars(select(table)).all() == []
        assert [row.is_unproved for row in session.scalars(select(ExpectedRow))] == [None]
        assert [row.failing_since for row in session.scalars(select(MailboxRow))] == [None]


def test_a_report_that_has_left_has_what_its_board_heard_by_it(empty: Register) -> None:
    older = OlderRegister(empty, "0041")
    group = UUID(str(older.add("forum_group")))

    def held(reference: str, day: dt.date, state: str = "held") -> UUID:
        row = older.add(
            "meeting", group_id=group, reference=reference, date=day, kind="ordinary", state=state
        )
        return UUID(str(row))

    january = held("MASE/2027-01", dt.date(2027, 1, 12))
    held("MASE/2027-02", dt.date(2027, 2, 9))  # put on record after the report was made
    held("MASE/2027-03", dt.date(2027, 2, 2), "cancelled")
    item = UUID(str(older.add("agenda_item", meeting_id=january, purpose="decision")))
    for number, text in (("D1", "The plan is agreed."), ("D2", "Ratified in March.")):
        reference = f"MASE/2027-01/{number}"
        older.add(
            "decision", group_id=group, meeting_id=january, item_id=item, reference=reference, text=text
        )
    facts = {
        "first": "2026-12-20",
        "last": "2027-02-10",
        "meetings": ["2027-01-12"],
        "decisions": [{"on": "2027-01-12", "text": "The plan is agreed."}],
    }
    for body, state in (("KSCB-BG", "sent"), ("MSCB", "with the Chair")):
        older.add("board_report", group_id=group, body=body, state=state, facts=facts)
    with older.upgraded().reading() as session:
        heard = {
            row.body: facts_from_json(row.facts or {}) for row in session.scalars(select(BoardReportRow))
        }
    assert heard["KSCB-BG"].own == (
        Reported(InReport.HELD, "MASE/2027-01"),
        Reported(InReport.NOT_HELD, "MASE/2027-03"),
        Reported(InReport.DECISION, "MASE/2027-01/D1"),
        Reported(InReport.MONTH, "2027-01"),
    )
    assert heard["MSCB"].own == ()


def test_the_corrections_to_minutes_are_numbered_as_they_came_and_none_is_answered(empty: Register) -> None:
    older = OlderRegister(empty, "0044")
    group, person = UUID(str(older.add("forum_group"))), UUID(str(older.add("person")))
    january = UUID(
        str(older.add("meeting", group_id=group, reference="MASE/2027-01", kind="ordinary", state="held"))
    )
    for on, text in ((dt.date(2027, 1, 21), "second"), (dt.date(2027, 1, 20), "first")):
        older.add("correction", meeting_id=january, person_id=person, on=on, text=text)
    with older.upgraded().reading() as session:
        rows = session.scalars(select(CorrectionRow).order_by(CorrectionRow.number)).all()
    assert [(row.number, row.text, row.made, row.settled_on) for row in rows] == [
        (1, "first", None, None),
        (2, "second", None, None),
    ]


def test_of_a_mail_read_before_nobody_knows_whether_it_was_examined(empty: Register) -> None:
    older = OlderRegister(empty, "0046")
    older.add("received", outcome="noted", kind="message", made_of=[])
    with older.upgraded().reading() as session:
        assert [row.examination for row in session.scalars(select(ReceivedRow))] == [None]
