"""The month from the command line: each command does its duty and says in one sentence what was done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.base.office import Office
from tasks.duties.record.file_record import prefilled_record
from tasks.register.attendance import standing_in_deputies
from tasks.register.database.clock import SetClock
from tests.english import day
from tests.mase.commands.terminal import typed
from tests.stages import Stages
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.secretariat import NURSE, Forum

TRAINING = "Training for GPs"
TYPED = FEBRUARY.lower()
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Owner": NURSE,
    "Due": "12/3/27",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def month(
    mase: Office,
    database_url: str,
    clock: SetClock,
    stages: Stages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MonthAhead:
    """The group of the sample in the register that the settings name; commands work on the clock's day."""
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)
    ahead = MonthAhead(mase, clock)
    stages.reach(ahead.plan)
    return ahead


def question(pattern: str) -> str:
    """The id of the question in the list whose line has the pattern."""
    (line,) = [line for line in typed("answer").splitlines() if re.search(pattern, line)]
    return line.split()[0]


def draft(month: MonthAhead) -> None:
    month.on("Thu 14 Jan 2027")
    do(draft_agenda, month.office, month.meeting().id, day=month.today)


def test_an_item_is_proposed_listed_and_dropped(month: MonthAhead) -> None:
    assert f"{FEBRUARY} has no item yet" in typed("item", "list", TYPED)
    said = typed("item", "propose", TYPED, TRAINING, "--by", "CCGs", "--paper", "--purpose", "decision")
    assert said == f"{FEBRUARY}: “{TRAINING}” is proposed, with a paper.\n"
    draft(month)
    number = month.number(TRAINING)
    assert re.search(rf"{number} +{TRAINING} +decision +1 +10 +wanted", typed("item", "list", FEBRUARY))
    assert f"{FEBRUARY}: item {number} is off the agenda" in typed("item", "drop", TYPED, number)
    assert TRAINING not in typed("item", "list", FEBRUARY)


def test_what_waits_is_listed_and_answered_as_told_by_phone(month: MonthAhead) -> None:
    assert typed("answer") == "No question waits for an answer.\n"
    draft(month)
    id = question(r"agree the agenda +MASE/2027-02 9 Feb +chair +not yet +26 Jan +AGREE")
    with pytest.raises(Problem, match="1 January 2099 is still to come"):
        typed("answer", id, "AGREE", "--by", "chair", "--date", "1 January 2099")
    with pytest.raises(Problem, match="--date: “31/2/27” is not a date such as 12/1/27 or 12 January 2027"):
        typed("answer", id, "AGREE", "--by", "chair", "--date", "31/2/27")
    said = typed("answer", id, "AGREE", "--by", "chair", "--how", "phone", "--date", "14/1/27")
    assert said == "On record: AGREE, the answer to “agree the agenda” (chair, phone).\n"
    assert "agree the agenda" not in typed("answer")


def test_the_unit_says_how_it_had_the_chair_s_word(month: MonthAhead) -> None:
    draft(month)
    id = question("agree the agenda")
    with pytest.raises(Problem, match=r"The Chair’s word decides this.*--how phone"):
        typed("answer", id, "AGREE", "--by", "unit")
    assert "AGREE AGENDA, the answer to “agree the agenda” (unit, phone)" in typed(
        "answer", id, "happy with the agenda", "--by", "unit", "--how", "phone"
    )


def test_an_answer_needs_words_and_a_person(month: MonthAhead) -> None:
    draft(month)
    id = question("agree the agenda")
    for words, missing in (
        ((id,), "Say what was answered and by whom, with --by. “agree the agenda” is asked of: chair"),
        (
            (id, "--by", "chair"),
            "Say what was answered. .* It is answered with: AGREE, FIT, or what to change",
        ),
        ((id, "AGREE"), f"Say by whom, with --by. .* mase answer {id} AGREE --by chair --how phone"),
    ):
        with pytest.raises(Problem, match=missing):
            typed("answer", *words)
    with pytest.raises(Problem, match="Only the person asked"):
        typed("answer", id, "AGREE", "--by", "CCGs")


def test_who_is_asked_for_a_paper_is_named_where_nobody_is(month: MonthAhead) -> None:
    month.propose(TRAINING, with_paper=True)
    month.agree_agenda()
    id = question("send a paper")
    with pytest.raises(Problem, match=f"is asked of: CCGs.* mase answer {id} VERBAL --by CCGs --how phone"):
        typed("answer", id, "VERBAL")


def test_a_paper_is_filed_and_the_pack_released(month: MonthAhead, tmp_path: Path) -> None:
    typed("item", "propose", FEBRUARY, TRAINING, "--by", "CCGs", "--paper")
    draft(month)
    typed("answer", question("agree the agenda"), "AGREE", "--by", "chair")
    (file := tmp_path / "paper.pdf").write_bytes(PDF)
    about = ("--meeting", TYPED, "--item", month.number(TRAINING))
    said = typed("file", "paper", str(file), *about)
    assert said.splitlines() == [
        f"{FEBRUARY}: the paper for item {month.number(TRAINING)} is filed.",
        "It may be damaged, and may name its authors: it should be opened, or sent again.",
    ]
    assert typed("release", TYPED) == f"{FEBRUARY}: the pack is released, 14 letters queued.\n"
    assert "the Chair is asked whether it may still go out" in typed("file", "paper", str(file), *about)
    withdrawn = f"{FEBRUARY}: the paper for item {month.number(TRAINING)} is withdrawn.\n"
    assert typed("file", "withdraw", *about) == withdrawn


def test_the_pack_is_shown_and_arranged_in_words(month: MonthAhead) -> None:
    month.propose(TRAINING, with_paper=True)
    month.agree_agenda()
    number = month.number(TRAINING)
    assert re.search(rf"{number} +{TRAINING} +to follow +all +everybody", typed("item", "pack", FEBRUARY))
    said = typed("item", "pack", FEBRUARY, f"PAPER {number} SEATS Kent Police", f"DROP {number}")
    assert said.startswith(f"Item {number}: left out of the pack.\nItem {number}: for Kent Police.\n")
    assert re.search(rf"{number} +{TRAINING} +not circulated +Kent Police +nobody", said)
    with pytest.raises(Problem, match="“LOSE 7” is none of the words"):
        typed("item", "pack", FEBRUARY, "LOSE 7")


def test_a_verbal_report_needs_no_paper(month: MonthAhead) -> None:
    typed("item", "propose", FEBRUARY, TRAINING, "--by", "CCGs", "--paper")
    draft(month)
    said = typed("file", "verbal", "--meeting", TYPED, "--item", month.number(TRAINING))
    assert said == f"{FEBRUARY}: item {month.number(TRAINING)} is reported on verbally.\n"


@pytest.mark.usefixtures("month")
def test_meetings_are_called_moved_skipped_and_listed() -> None:
    said = typed("meeting", "call", "23 Feb", "--start", "2pm", "--place", "County Hall")
    assert said == "MASE/2027-02b is called for Tuesday 23 February 2027, 2pm.\n"
    soon = typed("meeting", "call", "6 Jan")
    assert soon == (
        "MASE/2027-01b is called for Wednesday 6 January 2027, 10am. The notice is short: the Chair is asked "
        "to allow it.\n"
    )
    moved = typed("meeting", "move", "mase/2027-02", "11/2/2027", "--reason", "The room is needed")
    assert moved == f"{FEBRUARY} is now on Thursday 11 February 2027, 10am; the members are told.\n"
    assert f"{FEBRUARY}: how to join is noted" in typed(
        "meeting", "joining", " mase/2027-02", "https://meet.example/mase"
    )
    skipped = typed("meeting", "skip", "mase/2027-04", "--reason", "Easter")
    assert "MASE/2027-04: no meeting, agreed by the Chair" in skipped
    cancelled = typed("meeting", "cancel", "mase/2027-03", "--reason", "Too few can come")
    assert "MASE/2027-03 is cancelled" in cancelled
    screen = typed("meeting", "list")
    assert re.search(r"MASE/2027-02b +Tue 23 Feb 2027, 2pm +County Hall +extraordinary +planned", screen)
    assert re.search(r"MASE/2027-02 +Thu 11 Feb 2027, 10am .* planned; moved: The room is needed", screen)
    assert "no meeting, agreed: Easter" in screen
    words = typed("meeting", "list", columns=80).split()
    assert {"extraordinary", "ordinary", "cancelled:", "planned", "agreed:"} <= set(words)
    assert "cancelled: Too few can come" in screen


CHANNELS = "--how: “pigeon” is not one of these: phone, reply, vote, command."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("answer", "1234", "AGREE", "--by", "chair", "--how", "pigeon"), CHANNELS),
        (("action", "discharge", "MASE/2027-01/01", "--by", "chair", "--how", "pigeon"), CHANNELS),
        (("meeting", "skip", FEBRUARY, "--reason", "Easter", "--how", "pigeon"), CHANNELS),
        (
            ("item", "propose", FEBRUARY, TRAINING, "--by", "CCGs", "--purpose", "talk"),
            "--purpose: “talk” is not one of these: decision, discussion, information.",
        ),
    ],
)
@pytest.mark.usefixtures("month")
def test_a_word_that_an_option_does_not_take_is_answered_with_those_it_does(
    words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Problem) as told:
        typed(*words)
    assert str(told.value) == sentence


def test_who_comes_is_noted(month: MonthAhead) -> None:
    apology = typed("apologies", "apology", TYPED, "CAMHS")
    assert apology == f"{FEBRUARY}: apologies of CAMHS are noted.\n"
    assert typed("apologies", "coming", TYPED, "CCGs") == f"{FEBRUARY}: CCGs comes.\n"
    deputy = "Detective Chief Inspector, Public Protection"
    said = typed("apologies", "deputy", TYPED, "Kent Police", deputy)
    assert said == f"{FEBRUARY}: {deputy} comes for Kent Police.\n"
    with month.office.register.reading() as session:
        assert month.called(deputy) in standing_in_deputies(session, month.meeting().id)


def test_an_empty_action_log_says_so_and_an_unknown_action_is_refused(month: MonthAhead) -> None:
    assert month.meetings()
    assert typed("action", "list") == "No action is open.\n"
    for command in (("report", "MASE/2027-01/01", "DONE"), ("discharge", "MASE/2027-01/01", "--by", "chair")):
        with pytest.raises(Problem, match="no action 'MASE/2027-01/01'"):
            typed("action", *command)


def with_an_action(month: MonthAhead) -> str:
    """Hold February's meeting; the reference of its first action."""
    forum = Forum(month.office, month.clock)
    draft(month)
    forum.on("Tue 9 Feb 2027")
    forum.file_record(FEBRUARY, actions=(ACTION,))
    forum.on("Mon 15 Feb 2027")
    return f"{FEBRUARY}/01"


def test_an_action_is_reported_on_in_words_that_are_there(month: MonthAhead) -> None:
    action = with_an_action(month)
    said = typed("action", "report", action, "Two of the three talks are given")
    assert said == f"{action}: what they wrote is on record.\n"
    for nothing in ("", "  "):
        with pytest.raises(Problem, match=f"{action}: nothing was said; give DONE"):
            typed("action", "report", action, nothing)


def test_an_action_is_discharged_on_a_word_that_is_named(month: MonthAhead) -> None:
    action = with_an_action(month)
    assert "Missing option '--by'" in typed("action", "discharge", action)
    with pytest.raises(Problem, match="Only the person asked"):
        typed("action", "discharge", action, "--by", "CCGs")
    with pytest.raises(Problem, match="say how the unit had it"):
        typed("action", "discharge", action, "--by", "unit")
    with pytest.raises(Problem, match="16 February 2027 is still to come"):
        typed("action", "discharge", action, "--by", "chair", "--date", "16/2/27")
    with pytest.raises(Problem, match="it can’t have been discharged on 8 February 2027"):
        typed("action", "discharge", action, "--by", "chair", "--date", "8 Feb")
    said = typed("action", "discharge", action, "--by", "chair", "--how", "phone", "--date", "12/2/27")
    assert said == f"{action} is discharged; that word is on record (chair, phone).\n"
    (asked,) = month.questions(QuestionKind.DISCHARGE_ACTION)
    assert (asked.answered_by_id, asked.answered) == (month.called("chair"), day("Fri 12 Feb 2027"))


def test_a_refused_record_is_written_with_its_wrong_cells_marked(month: MonthAhead, tmp_path: Path) -> None:
    month.on("Tue 9 Feb 2027")
    sent, marked = tmp_path / "record.xlsx", tmp_path / "marked.xlsx"
    sent.write_bytes(do(prefilled_record, month.office, month.meeting().id))
    command = ("file", "record", str(sent), "--meeting", FEBRUARY, "--marked", str(marked))
    with pytest.raises(Problem, match="Meeting, cell B9: nothing found"):
        typed(*command)
    assert load_workbook(marked)["Meeting"]["B9"].comment is not None
    with pytest.raises(Problem, match="is there already, and was left as it is"):
        typed(*command)


def test_versions_of_minutes_are_listed_and_compared(month: MonthAhead, tmp_path: Path) -> None:
    forum = Forum(month.office, month.clock)
    forum.on("Tue 26 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.on("Tue 9 Feb 2027")
    forum.file_record(FEBRUARY)
    forum.draft_minutes(FEBRUARY)
    forum.file_minutes(FEBRUARY)
    listed = typed("minutes", FEBRUARY)
    assert re.search(r"1 +1 +9 February 2027 +the service +draft", listed)
    assert re.search(r"2 +2 +9 February 2027 +the service +with the Chair", listed)
    assert "Nothing is different." in typed("minutes", FEBRUARY, "--compare", "1", "2")
    saved = tmp_path / "changes.docx"
    assert "What changed is in" in typed("minutes", FEBRUARY, "--compare", "1", "2", "--save", str(saved))
    assert saved.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("meeting", "move", FEBRUARY, "31/2/2027", "--reason", "x"), "“31/2/2027” is not a date"),
        (("outbox", "sent", "--since", "last week"), "--since: “last week” is not a date such as 12/1/27"),
        (("meeting", "move", FEBRUARY, "11/2/2027", "--reason", " "), "Say why with --reason"),
        (("meeting", "cancel", FEBRUARY, "--reason", ""), "Say why with --reason"),
        (("meeting", "skip", FEBRUARY, "--reason", ""), "Say why with --reason"),
        (("meeting", "call", "1/3/2027", "--start", "25:70"), "“25:70” is not a time"),
        (("file", "record", "/nowhere.xlsx", "--meeting", FEBRUARY), "/nowhere.xlsx can’t be read"),
        (("minutes", FEBRUARY), "MASE/2027-02 has no minutes yet"),
        (("release", "MASE/2031-01"), "no meeting 'MASE/2031-01'"),
        (("release", FEBRUARY), "the Chair has not agreed the agenda"),
        (("apologies", "coming", FEBRUARY, "Nobody"), "“Nobody” is nobody in this group.*Kent Police"),
        (("answer", "0000", "AGREE", "--by", "chair"), "No open question has the id “0000”"),
    ],
)
@pytest.mark.usefixtures("month")
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        typed(*words)
