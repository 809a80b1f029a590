from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

from docx.document import Document
from sqlalchemy import update

from config.settings import ROOT
from forum.actions.action_log import ActionState
from forum.boards.facts import DecisionReported, facts_from_json, facts_to_json
from forum.boards.steps import ReportState, ReportStep
from forum.calendar.steps import StepVerdict
from forum.calendar.timetable import Light
from forum.letters.boards import BoardOutcome, BoardReportLetter, ReportDraft
from forum.letters.inbox import OwnWords, Recorded
from forum.letters.questions import ChairLetter, Desk
from forum.outbox.states import Mode
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.watch.evidence import Evidence, StepSeen
from rehearsals.stage import enter_past_meetings
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.boards.answers import answer_for_board
from tasks.duties.boards.report import coming_dates, ledger, plan_reports
from tasks.duties.calendar import due_letters, due_reports
from tasks.duties.desk.data import open_deadlines
from tasks.duties.desk.status_board import status_board
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tasks.register.other_bodies import asks_of
from tasks.register.tables import ActionRow, AuditRow, BoardReportRow
from tasks.watch.register_evidence import Watched, add_register
from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.duties.boards.story import BUSINESS_GROUP, MEETS_AGAIN, SECRETARY, Story, text_of
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, UNIT

OURS = "mase@unit.example"
MARCH = "MASE/2027-03"


def test_a_report_is_drafted_written_agreed_sent_received_and_answered(story: Story) -> None:
    post = story.post
    story.held_and_minuted()
    story.agree_minutes("Wed 20 Jan 2027")
    post.forum.on("Fri 22 Jan 2027")
    assert not post.forum.is_due(due_reports.groups_with_dates)  # sixteen working days before
    story.morning("Mon 25 Jan 2027")
    letter = story.letter(ReportDraft)
    assert isinstance(letter, ReportDraft)
    assert (letter.addressee, letter.by, letter.due) == (UNIT, dt.date(2027, 1, 29), dt.date(2027, 2, 15))
    assert letter.empty[:2] == ("The Business Group is asked to", "In brief")
    draft = text_of(story.file())
    assert "1 meeting held (12 January), 1 of 1 quorate." in draft
    assert "Actions: 0 discharged, 1 open, 0 of these overdue." in draft
    assert "Seats were filled 11 of 12 times (92%)." in draft
    assert "[Three sentences]" in draft

    post.forum.on("Thu 28 Jan 2027")
    line = "Look at line 1 under “Risks, obstacles and challenge”: it has what"
    assert story.send_back() == [
        f"recorded: The report has come, and goes to the Chair. {line} may be a name. {line} is a small "
        "number of people."
    ]
    assert "In brief\nThe group met as planned." in text_of(story.file())  # drawn anew with what was written

    story.morning("Fri 29 Jan 2027")
    assert not post.forum.questions(QuestionKind.AGREE_REPORT)  # ten working days before are not there yet
    story.morning("Mon 1 Feb 2027")
    assert post.forum.question(QuestionKind.AGREE_REPORT).asked is None  # waits for another letter
    story.morning("Thu 4 Feb 2027")
    letter = story.letter(ChairLetter)
    assert isinstance(letter, ChairLetter)
    assert [ask.how for ask in letter.asks] == ["AGREE REPORT KSCB-BG"]
    assert letter.asks[0].facts.startswith("2 passages may name a person or a place, or count few")
    put = text_of(story.file())
    assert "DRAFT for the Chair" in put
    assert "Themes" not in put  # what is empty prints nothing

    post.forum.on("Fri 5 Feb 2027")
    row = post.hear("AGREE REPORT KSCB-BG", to=post.sent("chair", CHAIR))
    assert post.told()[-1] == "recorded: The report to KSCB-BG is agreed."
    assert row.outcome == "recorded"
    story.morning("Fri 12 Feb 2027")
    assert post.forum.letters("board_report") == []  # not before its day

    story.morning("Mon 15 Feb 2027")
    letter = story.letter(BoardReportLetter)
    assert isinstance(letter, BoardReportLetter)
    assert (letter.addressee, letter.standing) == (SECRETARY, "Agreed by the Chair on 5 February 2027")
    assert "Themes" not in [section.heading for section in letter.sections]
    (sent,) = post.forum.letters("board_report")
    assert [file["name"] for file in sent.attachments] == ["MASE-KSCB-BG-2027-02-25 report.docx"]
    assert "Agreed by the Chair on 5 February 2027" in text_of(story.file())
    (on_trail,) = [row.about for row in post.forum.rows(AuditRow) if row.event == "report sent"]
    assert (on_trail["report"], on_trail["agreed"]) == (str(story.report().id), "2027-02-05")

    post.hear("Received, thank you.", to=post.sent("board_report", SECRETARY))
    assert story.report().state is ReportState.RECEIVED
    assert post.told()[-1] == "recorded: The report to KSCB-BG has come."

    story.morning("Mon 1 Mar 2027")
    assert post.forum.letters("board_outcome") == []
    story.morning("Tue 2 Mar 2027")  # three working days after the board met
    letter = story.letter(BoardOutcome)
    assert isinstance(letter, BoardOutcome)
    assert letter.asks == ("agree the plan for 2027", "fund the training of GPs")

    post.forum.on("Wed 3 Mar 2027")
    post.hear("1 agreed\nASK: figures for Medway by June", to=post.sent("board_outcome", SECRETARY))
    assert post.told()[-1].startswith(
        "recorded: The report to KSCB-BG: what the board said of it is on record"
    )
    with story.office.register.reading() as session:
        assert [(ask.number, ask.answer) for ask in asks_of(session, story.report().id)] == [
            (1, "agreed"),
            (2, ""),
        ]
    (action,) = [row for row in post.forum.rows(ActionRow) if row.reference.startswith("KSCB-BG/")]
    assert (action.reference, action.text) == ("KSCB-BG/2027-02/91", "figures for Medway by June")
    assert (action.owner_id, action.due) == (post.forum.person(UNIT), dt.date(2027, 6, 14))
    of_board = "KSCB Business Group, 25 February"
    assert sorted(story.from_boards("MASE/2027-03")) == [
        f"{of_board}, not answered yet: fund the training of GPs",
        f"{of_board}: answer to ask 1: agreed; asks the group for: figures for Medway by June",
    ]

    assert {kind: step.verdict for kind, step in story.steps().items()} == dict.fromkeys(
        ReportStep, StepVerdict.ON_TIME
    )
    done = [row.about for row in post.forum.rows(AuditRow) if row.event == "report step done"]
    assert {(about["report"], about["step"]) for about in done} == {
        (str(story.report().id), step.value) for step in ReportStep
    }


def test_what_has_changed_since_the_chair_agreed_goes_back_to_them_and_nothing_else(agreed: Story) -> None:
    post = agreed.post
    do(cancel_meeting, agreed.office, MARCH, reason="Snow.")
    agreed.morning("Thu 11 Feb 2027")  # two working days before the report is due
    letter = agreed.letter(ChairLetter)
    assert isinstance(letter, ChairLetter)
    another_day, ask = letter.asks
    assert another_day.kind is QuestionKind.CHOOSE_DAY
    assert (ask.how, ask.due, ask.changes) == (
        "AGREE REPORT KSCB-BG",
        dt.date(2027, 2, 15),
        (
            "What the group did, new: Meeting not held: 9 March (Snow).",
            "Membership and compliance: “Ordinary meetings (clause 5): 1 of 5 held.” is now “Ordinary "
            "meetings (clause 5): 1 of 6 held.”",
            "Next three months, no longer: The group meets on 9 March 2027.",
        ),
    )
    (_, sent) = post.forum.letters("chair", CHAIR)
    assert (sent.marking, sent.attachments) == ("OFFICIAL-SENSITIVE", [])
    agreed.morning("Fri 12 Feb 2027")
    agreed.morning("Mon 15 Feb 2027")
    assert post.forum.letters("board_report") == []  # what nobody agreed does not go
    post.hear("CALL MASE 2 March, 10am: Closure of a hotel; the police need a word", to=sent)
    post.hear("AGREE REPORT KSCB-BG", to=sent)
    assert post.forum.letters("board_report") == []
    now = agreed.letter(ChairLetter)  # at once, since the board's day is today
    assert isinstance(now, ChairLetter)
    assert now.asks[0].changes == ("Next three months, new: The group meets on 2 March 2027.",)
    post.send()
    post.hear("AGREE REPORT KSCB-BG", to=post.sent("chair", CHAIR))
    assert agreed.report().state is ReportState.SENT
    assert agreed.report().agreed == dt.date(2027, 2, 15)
    text = text_of(agreed.file())
    assert "The group meets on 2 March 2027." in text
    assert "Actions: 0 discharged, 1 open, 1 of these overdue." in text  # a count of the day it leaves


def test_the_letter_has_six_changes_and_the_report_attached_the_others(agreed: Story) -> None:
    with agreed.office.register.transaction("test") as tx:
        report = tx.session.get_one(BoardReportRow, agreed.report().id)
        facts = facts_from_json(report.facts or {})
        told = tuple(DecisionReported(dt.date(2027, 1, 12), f"Panel {number} meets.") for number in range(8))
        report.facts = facts_to_json(replace(facts, decisions=told))
    agreed.morning("Thu 11 Feb 2027")
    letter = agreed.letter(ChairLetter)
    assert isinstance(letter, ChairLetter)
    (ask,) = letter.asks
    assert len(ask.changes) == 7
    assert ask.changes[-1] == "2 more lines: see the report, attached."
    (_, sent) = agreed.post.forum.letters("chair", CHAIR)
    assert len(sent.attachments) == 1


def test_what_nobody_agreed_simply_has_the_new_figure(with_chair: Story) -> None:
    assert "The group meets on 9 February 2027 and 9 March 2027." in text_of(with_chair.file())
    do(cancel_meeting, with_chair.office, MARCH, reason="Snow.")
    with_chair.morning("Wed 10 Feb 2027")  # on which the Chair is chased
    assert "The group meets" not in text_of(with_chair.file())
    letter = with_chair.letter(ChairLetter)
    assert isinstance(letter, ChairLetter)
    assert letter.asks[0].changes == ()


def test_an_ask_without_an_answer_stands_on_every_agenda_until_it_has_one(asked: Story) -> None:
    post = asked.post
    post.hear("1 agreed", to=post.sent("board_outcome", SECRETARY))
    open_ask = "KSCB Business Group, 25 February, not answered yet: fund the training of GPs"
    for month, drafted in (("03", "Wed 3 Mar 2027"), ("04", "Wed 24 Mar 2027")):
        post.forum.on(drafted)
        post.forum.plan()
        asked.morning(drafted)
        post.forum.draft_agenda(f"MASE/2027-{month}")
        assert open_ask in asked.from_boards(f"MASE/2027-{month}")
    post.forum.on("Thu 25 Mar 2027")
    do(answer_for_board, asked.office, asked.report().id, "2 not agreed, no money")
    assert asked.from_boards("MASE/2027-04") == [
        "KSCB Business Group, 25 February: answer to ask 2: not agreed, no money"
    ]
    do(put_questions, asked.office, post.forum.group, day=post.forum.today)
    put = [question.id for question in post.forum.questions(QuestionKind.AGREE_AGENDA)]
    do(answer_for_board, asked.office, asked.report().id, "ASK: a page on training")
    assert len(asked.from_boards("MASE/2027-04")) == 1  # the Chair has that agenda, and is not asked again
    assert "a page on training" in asked.from_boards("MASE/2027-05")[0]
    assert [question.id for question in post.forum.questions(QuestionKind.AGREE_AGENDA)] == put
    asked.morning("Mon 26 Apr 2027")
    assert open_ask not in asked.from_boards("MASE/2027-05")


def test_the_unit_rings_a_silent_secretary_and_passes_on_what_the_board_said(gone: Story) -> None:
    post = gone.post
    post.forum.on("Thu 18 Feb 2027")
    (task,) = [task for task in post.desk() if SECRETARY in task]
    assert "ask them to say that a report has come (KSCB-BG, 25 February)" in task
    gone.morning("Tue 2 Mar 2027")
    post.forum.on("Fri 5 Mar 2027")
    (task,) = [task for task in post.desk() if SECRETARY in task]
    assert "ask them to say what the board decided (KSCB-BG, 25 February)" in task
    assert task.endswith("Reply with what they say, such as BOARD KSCB-BG: 1 agreed.")
    post.send()
    post.hear("BOARD KSCB-BG: see child B, aged 13", to=post.sent("desk", UNIT))
    assert "may name a child or a family" in post.told()[-1]
    post.hear("BOARD KSCB-BG: all agreed", to=post.sent("desk", UNIT))
    assert post.told()[-1] == (
        "recorded: What KSCB-BG says of its report is on record, and goes to the group: all agreed."
    )
    answer = post.forum.questions(QuestionKind.TELL_OUTCOME)[-1]
    assert (answer.channel, answer.answer_text) == (Channel.PHONE, "all agreed")
    assert gone.report().state is ReportState.ANSWERED
    with gone.office.register.reading() as session:
        assert [ask.answer for ask in asks_of(session, gone.report().id)] == ["agreed", "agreed"]


def test_a_secretary_who_asks_back_is_answered_by_the_unit_and_has_nothing_to_undo(gone: Story) -> None:
    post, text = gone.post, "When can we expect the final version? Our papers close on Thursday."
    post.hear(text, to=post.sent("board_report", SECRETARY))
    (said,) = [letter for letter in post.letters.printed if isinstance(letter, OwnWords)]
    *_, answer = [letter for letter in post.letters.printed if isinstance(letter, Recorded)]
    assert said.task.quote is not None
    assert said.task.quote.lines == (text,)
    assert (answer.passed_on, answer.unanswered) == (True, ("the report to KSCB-BG",))
    assert "WRONG" not in LetterPrinter(ROOT / "templates" / "email").print(answer).text


def test_the_chair_says_what_to_change_and_the_unit_gets_the_report_again(with_chair: Story) -> None:
    post = with_chair.post
    post.forum.on("Fri 5 Feb 2027")
    post.hear("Please change the report: say less on training.", to=post.sent("chair", CHAIR))
    letter = with_chair.letter(ReportDraft)
    assert isinstance(letter, ReportDraft)
    assert letter.changes == "Please change the report: say less on training"
    assert letter.by == dt.date(2027, 2, 9)
    post.send()
    post.forum.on("Tue 9 Feb 2027")
    with_chair.send_back()
    with_chair.morning("Wed 10 Feb 2027")
    assert post.forum.question(QuestionKind.AGREE_REPORT).opened == dt.date(2027, 2, 10)


def test_a_silent_chair_is_chased_and_then_rung_and_the_deputy_chair_asked(with_chair: Story) -> None:
    post = with_chair.post
    for date in ("Mon 8 Feb 2027", "Wed 10 Feb 2027", "Fri 12 Feb 2027"):
        with_chair.morning(date)
    chair, deputy = (
        post.forum.letters("chair", CHAIR),
        post.forum.letters("chair", "Assistant Director, Safeguarding"),
    )
    assert [row.queued_at.date() for row in chair] == [dt.date(2027, 2, 4), dt.date(2027, 2, 10)]
    assert [row.queued_at.date() for row in deputy] == [dt.date(2027, 2, 8)]
    assert any("agree the report to a board (KSCB-BG, 25 February)" in task for task in post.desk())
    # without the Chair's word nothing goes, unless the board's manager asks for it
    with_chair.morning("Mon 15 Feb 2027")
    assert post.forum.letters("board_report") == []
    assert post.forum.questions(QuestionKind.RELEASE_UNAGREED_REPORT) == []

    # and nobody overlooks that the day on which the terms want it has passed
    post.forum.on("Tue 16 Feb 2027")
    assert post.forum.is_due(due_letters.groups_needing_a_hand)
    post.desk()
    desk = with_chair.letter(Desk)
    assert isinstance(desk, Desk)
    assert [late.what for late in desk.late if "Business Group" in late.what] == [
        "“Report sent” for the KSCB Business Group of 25 February was due on 15 February 2027 and is not "
        "done (clause 3). It goes once the Chair has agreed it."
    ]
    assert [one.what for one in desk.coming if "Business Group" in one.what] == [
        "Report acknowledged for the KSCB Business Group of 25 February"
    ]
    with post.office.register.reading() as session:
        today = post.forum.today
        missed = [one for one in open_deadlines(session, today, today) if one.is_missed]
        watched = Watched(Mode.LIVE, post.office.policies, post.office.calendars, [OURS])
        seen = add_register(Evidence(now=dt.datetime.combine(today, dt.time(10))), session, watched)
    report = "MASE/KSCB-BG/2027-02-25"
    assert [one.step.kind for one in missed if one.of == report] == [ReportStep.AGREED, ReportStep.SENT]
    assert StepSeen(report, ReportStep.SENT, dt.date(2027, 2, 15)) in seen.steps
    assert [step.of for step in seen.steps if step.step == ReportStep.AGREED] == []  # a lead time of ours

    post.hear(
        "Please change the report: say less.", to=post.sent("chair", "Assistant Director, Safeguarding")
    )
    again = LetterPrinter(ROOT / "templates" / "email").print(with_chair.letter(ReportDraft)).text
    assert "The deputy chair asks for changes" in " ".join(again.split())
    assert "The deputy chair says: “Please change the report: say less”." in again


def test_where_the_boards_manager_asks_for_it_the_unit_releases_a_draft_that_says_so(story: Story) -> None:
    story.with_body(story.body.model_copy(update={"takes_unagreed": True}))
    story.draft()
    story.hand_back()
    story.morning("Mon 15 Feb 2027")
    post = story.post
    (task,) = [task for task in post.desk() if "release the report" in task.lower()]
    assert "the manager of KSCB-BG wants the draft all the same" in task
    post.send()
    post.hear("RELEASE", to=post.sent("desk", UNIT))
    letter = story.letter(BoardReportLetter)
    assert isinstance(letter, BoardReportLetter)
    assert letter.standing == "DRAFT, not yet agreed by the Chair"
    assert "DRAFT, not yet agreed by the Chair" in text_of(story.file())
    assert story.answered(QuestionKind.AGREE_REPORT) is None


def test_a_report_that_was_edited_to_something_else_is_refused_and_nothing_is_taken(drafted: Story) -> None:
    before = drafted.file()
    post = drafted.post
    sent = post.sent("report_draft", UNIT)
    post.hear("Here it is.", to=sent, files={"report.docx": _saved(blank_word())})
    assert "is no draft of that report" in post.told()[-1]
    assert "Nothing has been taken" in post.told()[-1]
    assert (drafted.file(), drafted.report().state) == (before, ReportState.WITH_THE_UNIT)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_report_waits_for_the_minutes_no_longer_than_until_the_unit_needs_it(story: Story) -> None:
    story.held_and_minuted()
    story.morning("Mon 25 Jan 2027")
    assert story.report().state is ReportState.PLANNED
    story.morning("Fri 29 Jan 2027")
    letter = story.letter(ReportDraft)
    assert isinstance(letter, ReportDraft)
    assert letter.without_minutes


def test_a_report_waits_for_no_minutes_of_a_meeting_from_before_the_register(story: Story) -> None:
    enter_past_meetings(story.office, "MASE", dt.date(2026, 12, 9))
    story.morning("Mon 25 Jan 2027")
    assert story.report().state is ReportState.WITH_THE_UNIT


def test_a_report_that_is_agreed_on_its_last_day_goes_that_day(with_chair: Story) -> None:
    post = with_chair.post
    post.forum.on("Mon 15 Feb 2027")
    post.hear("AGREE REPORT KSCB-BG", to=post.sent("chair", CHAIR))
    assert [letter.queued_at.date() for letter in post.forum.letters("board_report")] == [post.forum.today]
    post.send()
    with_chair.morning("Tue 16 Feb 2027")
    assert with_chair.steps()[ReportStep.SENT].verdict is StepVerdict.ON_TIME


def test_a_report_that_is_agreed_once_its_board_has_met_asks_for_no_place_among_its_papers(
    with_chair: Story,
) -> None:
    post = with_chair.post
    post.forum.on("Thu 25 Feb 2027")
    post.hear("AGREE REPORT KSCB-BG", to=post.sent("chair", CHAIR))  # figures have changed since
    with_chair.morning("Fri 26 Feb 2027")
    post.hear("AGREE REPORT KSCB-BG", to=post.sent("chair", CHAIR))
    text = LetterPrinter(ROOT / "templates" / "email").print(with_chair.letter(BoardReportLetter)).text
    words = " ".join(text.split())
    assert "it was for Thursday 25 February 2027, and comes too late for that." in words
    assert "among the papers" not in words


def test_a_report_is_put_to_the_chair_with_the_record_of_the_meeting_that_is_held_before_it_is_due(
    story: Story,
) -> None:
    forum = story.post.forum
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    story.morning("Fri 29 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    story.send_back()
    story.morning("Mon 8 Feb 2027")
    assert forum.questions(QuestionKind.AGREE_REPORT) == []
    forum.on("Wed 10 Feb 2027")
    forum.file_record(FEBRUARY)
    story.morning("Thu 11 Feb 2027")
    assert forum.question(QuestionKind.AGREE_REPORT).due == dt.date(2027, 2, 15)
    assert "(12 January and 9 February)" in text_of(story.file())


def test_a_report_follows_its_board_to_another_day_and_is_dropped_when_that_does_not_meet(
    drafted: Story,
) -> None:
    later = dt.date(2027, 3, 4)
    drafted.with_body(drafted.body.model_copy(update={"dates": (later,)}))
    drafted.morning("Tue 26 Jan 2027")
    assert (drafted.report().date, drafted.report().state) == (later, ReportState.WITH_THE_UNIT)
    assert drafted.steps()[ReportStep.SENT].deadline == dt.date(2027, 2, 22)
    drafted.with_body(drafted.body.model_copy(update={"dates": ()}))
    drafted.morning("Wed 27 Jan 2027")
    assert drafted.report().state is ReportState.DROPPED
    assert {step.verdict for step in drafted.steps().values()} == {
        StepVerdict.ON_TIME,
        StepVerdict.NOT_NEEDED,
    }
    (question,) = drafted.post.forum.questions(QuestionKind.DRAFT_REPORT)
    assert question.withdrawn == dt.date(2027, 1, 27)
    on_trail = {row.event: row.about for row in drafted.post.forum.rows(AuditRow)}
    for event in ("report steps set aside", "report dropped"):
        assert str(drafted.report().id) in str(on_trail[event])


def test_a_draft_that_was_made_before_its_board_moved_is_taken(drafted: Story) -> None:
    drafted.with_body(drafted.body.model_copy(update={"dates": (dt.date(2027, 3, 4),)}))
    drafted.morning("Tue 26 Jan 2027")
    drafted.send_back()
    assert drafted.report().state is ReportState.BACK
    assert "Meeting of: Thursday 4 March 2027" in text_of(drafted.file())


def test_a_report_is_planned_up_to_the_day_on_which_its_board_meets(story: Story) -> None:
    dates = (dt.date(2027, 1, 25), dt.date(2027, 1, 26))
    story.with_body(BUSINESS_GROUP.model_copy(update={"dates": dates}))
    story.post.forum.on("Tue 26 Jan 2027")
    do(plan_reports, story.office, story.post.forum.group, day=story.post.forum.today)
    assert story.report().date == dt.date(2027, 1, 26)


def test_a_second_answer_opens_an_action_of_its_own_though_the_first_is_discharged(asked: Story) -> None:
    post = asked.post
    report = asked.report().id
    do(answer_for_board, asked.office, report, "ASK: figures for Medway by June")
    with asked.office.register.transaction("test") as tx:
        of_board = update(ActionRow).where(ActionRow.reference == "KSCB-BG/2027-02/91")
        tx.session.execute(of_board.values(state=ActionState.DISCHARGED, discharged_on=post.forum.today))
    do(answer_for_board, asked.office, report, "ASK: figures for Kent too")
    references = [row.reference for row in post.forum.rows(ActionRow) if row.reference.startswith("KSCB-BG")]
    assert sorted(references) == ["KSCB-BG/2027-02/91", "KSCB-BG/2027-02/92"]
    assert asked.report().answer == "ASK: figures for Medway by June\nASK: figures for Kent too"


def test_a_group_without_boards_has_nothing_new(story: Story) -> None:
    story.with_body()
    story.held_and_minuted()
    for date in ("Mon 25 Jan 2027", "Mon 15 Feb 2027", "Tue 2 Mar 2027"):
        story.morning(date)
    assert story.post.forum.letters("report_draft") == []
    assert story.post.forum.rows(BoardReportRow) == []


def test_wrong_takes_back_the_chairs_word_until_the_report_has_gone(agreed: Story) -> None:
    post = agreed.post
    post.hear("WRONG", to=post.sent("chair", CHAIR))
    assert agreed.report().state is ReportState.WITH_THE_CHAIR
    assert post.forum.question(QuestionKind.AGREE_REPORT).answer is None
    agreed.morning("Mon 15 Feb 2027")
    assert post.forum.letters("board_report") == []
    assert Word.AGREE_REPORT not in [agreed.answered(QuestionKind.AGREE_REPORT)]


def test_the_status_board_and_the_ledger_show_how_a_report_stands(agreed: Story) -> None:
    (board,) = status_board(agreed.office).groups
    (section,) = [section for section in board.sections if section.title.startswith("Report to")]
    assert section.title == "Report to KSCB-BG, Thu 25 Feb"
    assert [row[:3] for row in section.rows] == [
        (Light.DONE, "report drafted", "–"),
        (Light.DONE, "report back from the unit", "Fri 29 Jan"),
        (Light.DONE, "report agreed", "Thu 11 Feb"),
        (Light.COMING, "report sent", "Mon 15 Feb"),
        (Light.COMING, "report acknowledged", "Wed 17 Feb"),
        (Light.COMING, "outcome heard", "Tue 9 Mar"),
    ]
    assert ledger(agreed.office) == ()
    assert [line.date for line in coming_dates(agreed.office)] == [MEETS_AGAIN]
    agreed.morning("Mon 15 Feb 2027")
    assert [(line.asked, line.answer) for line in ledger(agreed.office)] == [
        ("agree the plan for 2027", ""),
        ("fund the training of GPs", ""),
    ]
