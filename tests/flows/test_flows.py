"""The flows against a real Prefect server: what they say when they end; a second run does nothing new."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect import State as PrefectState
from prefect import flow
from sqlalchemy import select

from config.wiring import working_day
from flows.do_what_is_due import CALENDAR
from forum.attendance.invitations import State
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from forum.watch.evidence import Look
from tasks.duties.base.office import Office
from tasks.duties.calendar.work import Work
from tasks.duties.coming.invitations import invite
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.mail.protocol.mailer import PACE_REACHED, SignInError
from tasks.mail.sending.delivery import BUSY
from tasks.register.database.register import OutOfReach
from tasks.register.groups import group_by_code
from tasks.register.tables import AddressRow, InvitationRow, MeetingRow, PersonRow, QuestionRow
from tasks.register.watch import looks_since
from tasks.reporting import report
from tasks.secretary import in_sentences
from tests.english import day
from tests.flows.conftest import THURSDAY
from tests.flows.runs import final_state, run
from tests.forum.policies import SECOND_FILE
from tests.tasks.duties.do import do

FRIDAY, SATURDAY = day("Fri 11 Dec 2026"), day("Sat 12 Dec 2026")
AGENDA_OPENS = day("Fri 18 Dec 2026")


@pytest.fixture
def quiet(office_of_the_flows: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done that was due on Thursday; a task that runs on Friday fails."""
    office = office_of_the_flows
    with office.register.reading() as session:
        group = group_by_code(session, "MASE").id
    do(plan_meetings, office, group, day=THURSDAY)
    do(invite, office, group, day=THURSDAY)
    run("deliver_mail")

    for task in ("task_of", "deliver_mail"):
        monkeypatch.setattr(f"tasks.secretary.{task}", not_to_be_run)


def not_to_be_run(*_: Any, **__: Any) -> None:
    pytest.fail("nothing is due, and a task ran")


@pytest.mark.usefixtures("quiet")
def test_a_flow_with_nothing_due_says_so_and_runs_no_task() -> None:
    assert {name: run(name, FRIDAY) for name in CALENDAR} == dict.fromkeys(CALENDAR, "Nothing due")


def test_a_flow_run_twice_on_a_day_does_nothing_new(office_of_the_flows: Office) -> None:
    assert run("plan_meetings") == "4 meetings planned, 4 invitations planned"
    assert run("plan_meetings") == "Nothing due"
    assert run("deliver_mail") == "4 invitations sent, 4 steps done"
    assert run("deliver_mail") == "Nothing due"
    with office_of_the_flows.register.reading() as session:
        states = [one.state for one in session.scalars(select(InvitationRow))]
    assert states == [State.DONE] * 4


def test_replies_are_read_and_the_run_says_what_came_of_them(
    office_of_the_flows: Office, tmp_path: Path
) -> None:
    inbox = tmp_path / "mail" / "inbox"
    inbox.mkdir(parents=True)
    with office_of_the_flows.register.reading() as session:
        nurse = select(PersonRow.id).where(PersonRow.name == "Designated Nurse").scalar_subquery()
        address = session.scalars(select(AddressRow.address).where(AddressRow.person_id == nurse)).one()
    run("plan_meetings")
    for sender, text in ((address, "Sorry, I can't come"), ("stranger@elsewhere.example", "Buy now")):
        mail = inbox / f"{text}.eml"
        mail.write_text(f"From: {sender}\n\n{text}\n")
        came = dt.datetime(2026, 12, 10, 8, 55, tzinfo=dt.UTC).timestamp()
        os.utime(mail, (came, came))
    assert run("read_mailbox") == (
        "2 letters queued, 2 letters sent, 1 reply recorded, 1 item put to the unit"
    )  # one confirms, one tells the stranger whom to ring
    assert run("read_mailbox") == "Nothing due"
    seen = asyncio.run(all_that_prefect_shows())
    assert [word for word in (address, "stranger", "Sorry", "Buy now") if word in seen] == []


def test_who_writes_on_a_day_without_letters_is_answered_at_once_and_nobody_else_is_written_to(
    office_of_the_flows: Office, tmp_path: Path
) -> None:
    with office_of_the_flows.register.reading() as session:
        nurse = select(PersonRow.id).where(PersonRow.name == "Designated Nurse").scalar_subquery()
        address = session.scalars(select(AddressRow.address).where(AddressRow.person_id == nurse)).one()
    run("plan_meetings")
    assert run("deliver_mail", SATURDAY) == "Nothing due", "the invitations wait for a working day"
    mail = tmp_path / "mail" / "inbox" / "1.eml"
    mail.parent.mkdir(parents=True, exist_ok=True)
    mail.write_text(f"From: {address}\n\nSorry, I can't come\n")
    came = dt.datetime(2026, 12, 12, 8, 55, tzinfo=dt.UTC).timestamp()
    os.utime(mail, (came, came))
    assert run("read_mailbox", SATURDAY) == "1 letter queued, 1 letter sent, 1 reply recorded"
    (letter,) = (tmp_path / "mail" / "sent").glob("*.eml")
    assert "recorded" in letter.name
    with office_of_the_flows.register.reading() as session:
        assert {row.state for row in session.scalars(select(InvitationRow))} == {State.TO_CREATE}


def test_a_mailbox_that_can_not_be_read_fails_the_run_with_the_reason_which_the_watcher_sees(
    office_of_the_flows: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mail").write_text("no folder")
    said = run("read_mailbox", group=None)
    assert said.startswith("The mail folder "), "what was wrong comes first"
    assert "cannot be written to" in said
    with office_of_the_flows.register.reading() as session:
        look = looks_since(session, THURSDAY)["read_mailbox"]
    assert (look.stopped, look.due, look.failed) == (said.partition("\n")[0], 1, 0)

    def read_mailbox(*_: Any) -> str:
        raise SignInError("Exchange did not accept the sign-in.")

    monkeypatch.setattr("tasks.duties.inbox.read_mailbox.read_mailbox", read_mailbox)
    assert run("read_mailbox", group=None).startswith("Exchange did not accept the sign-in.")
    with office_of_the_flows.register.reading() as session:
        assert looks_since(session, THURSDAY)["read_mailbox"].failed == 1


def test_a_run_that_fails_for_one_group_ends_with_the_reason_once_all_else_is_done(
    office_of_the_flows: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_to_invite(*_: Any) -> None:
        raise Problem("Group MASE has no Chair.")

    monkeypatch.setattr("tasks.duties.coming.invitations.sync_invitations", nobody_to_invite)
    assert "Group MASE has no Chair." in run("plan_meetings")
    assert looks(office_of_the_flows) == {}, "one at a group is none at all that is due"
    assert run("plan_meetings", group=None) == "Group MASE has no Chair."
    with office_of_the_flows.register.reading() as session:
        assert len(session.scalars(select(MeetingRow)).all()) == 4
    assert looks(office_of_the_flows) == {"plan_meetings": Look(office_of_the_flows.clock.now(), 1, 1)}


def test_a_run_that_finds_the_register_out_of_reach_has_crashed_and_so_is_made_up_for(
    office_of_the_flows: Office,  # noqa: ARG001  (what flows work on)
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def end_the_connection(*_: Any) -> None:
        raise OutOfReach("The register could not be written (it ended the connection).")

    monkeypatch.setattr("tasks.duties.coming.invitations.sync_invitations", end_the_connection)
    in_a_duty = final_state("do_what_is_due", group=None)
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://mase@127.0.0.1:1/register")
    from_the_start = final_state("do_what_is_due")
    assert [in_a_duty.is_crashed(), from_the_start.is_crashed()] == [True, True]
    assert str(in_a_duty.message).startswith("The register could not be written (it ended the connection).")
    assert "nothing answers there" in str(from_the_start.message)


def looks(office: Office) -> dict[str, Look]:
    """What the register says of the looks of that Thursday."""
    with office.register.reading() as session:
        return looks_since(session, THURSDAY)


def test_all_that_is_due_is_done_in_one_run_also_where_one_of_its_flows_fails(
    office_of_the_flows: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        run("do_what_is_due") == "4 meetings planned, 4 invitations planned, 4 invitations sent, 4 steps done"
    )
    assert run("do_what_is_due") == "Nothing due"

    def no_policy(*_: Any) -> list[UUID]:
        raise Problem("Group MASE is ruled by a policy that is not there.")

    broken = Work(no_policy, ())
    monkeypatch.setitem(CALENDAR, "plan_meetings", [broken])
    said = run("do_what_is_due", AGENDA_OPENS, group=None)
    assert "Group MASE is ruled by a policy that is not there." in said
    looked = looks(office_of_the_flows)
    assert {*CALENDAR} - {*looked} == {"plan_meetings"}, "the flow that failed whole has not looked"
    assert (looked["agree_agenda"].due, looked["agree_agenda"].failed) == (1, 0)
    with office_of_the_flows.register.reading() as session:
        kinds = session.scalars(select(QuestionRow.kind)).all()
    assert kinds == [QuestionKind.AGREE_AGENDA]


@pytest.mark.usefixtures("office_of_the_flows")
def test_a_delivery_on_hold_says_that_letters_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_MODE", "hold")
    run("plan_meetings")
    assert run("deliver_mail") == (
        "Nothing due. Delivery is on hold (MASE_MODE=hold): nothing leaves, and what is queued waits."
    )


@pytest.mark.usefixtures("office_of_the_flows")
def test_a_run_of_two_mailboxes_has_failed_only_where_one_of_them_has() -> None:
    def reported(*reasons: str) -> PrefectState[None]:
        @flow
        async def deliver_mail() -> PrefectState[None]:
            with working_day("deliver_mail", THURSDAY, None) as day:
                return await report(day, in_sentences(reasons))

        run_of_two: Any = deliver_mail
        ended: PrefectState[None] = asyncio.run(run_of_two(return_state=True))
        return ended

    assert reported(BUSY, PACE_REACHED).name == "Nothing due, another run delivers, more with the next run"
    failed = reported(BUSY, "The password has run out.")
    assert (failed.name, failed.message) == ("Failed", "The password has run out.")


@pytest.mark.usefixtures("office_of_the_flows")
def test_the_name_of_a_state_says_what_the_run_did_but_for_one_that_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list of runs shows no messages; automations know a failure by its name."""
    assert final_state("plan_meetings").name == "4 meetings planned, 4 invitations planned"
    assert final_state("plan_meetings").name == "Nothing due"
    monkeypatch.setenv("MASE_MODE", "hold")
    assert final_state("deliver_mail").name == "Nothing due, on hold"
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_MAIL_FOLDER", "/dev/null/mail")
    assert final_state("deliver_mail").name == "Failed"


def test_artifacts_and_run_names_hold_no_names_and_no_addresses(office_of_the_flows: Office) -> None:
    run("plan_meetings")
    run("deliver_mail")
    run("put_questions", FRIDAY, group=None)
    seen = asyncio.run(all_that_prefect_shows())
    assert "2026-12-10, MASE" in seen
    assert "2026-12-11, all groups" in seen
    assert "MASE/2027-01" in seen
    assert "status-board" in seen
    with office_of_the_flows.register.reading() as session:
        personal = [*session.scalars(select(PersonRow.name)), *session.scalars(select(AddressRow.address))]
    assert [one for one in personal if one in seen] == []


async def all_that_prefect_shows() -> str:
    from prefect.client.orchestration import get_client

    async with get_client() as client:
        artifacts = await client.read_artifacts()
        runs = await client.read_flow_runs()
        logs = await client.read_logs()
    return "\n".join(str(one.model_dump()) for one in (*artifacts, *runs, *logs))


@pytest.mark.usefixtures("office_of_the_flows")
def test_what_a_person_has_paused_is_left_out_of_a_run_that_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def paused() -> frozenset[str]:
        return frozenset(CALENDAR) - {"forecast_quorum"}

    monkeypatch.setattr("tasks.secretary.paused_flows", paused)
    assert final_state("do_what_is_due").name == "Nothing due, paused flows left out"


@pytest.mark.usefixtures("office_of_the_flows")
def test_a_live_register_refuses_a_day_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_REHEARSAL", "false")
    assert run("plan_meetings", day("Mon 12 Jan 2099")).startswith("12 January 2099 is still to come. Run ")


@pytest.mark.usefixtures("office_of_the_flows")
def test_an_unknown_group_is_refused_with_those_that_are_known() -> None:
    state = final_state("agree_agenda", group="MASH")
    why = "There is no group “MASH” in the register. Groups known: MASE. Nothing was changed."
    assert (state.name, state.message, state.is_failed()) == ("Refused", why, False)
    logs = asyncio.run(logs_of(state))
    assert logs[-1] == f"Finished in state Refused({why!r}, type=CANCELLED)"
    assert [log for log in logs if "Traceback" in log] == []


async def logs_of(state: PrefectState[None]) -> list[str]:
    """What the log of the flow run that ended in the state says, line by line."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
    from prefect.logging.handlers import APILogWorker

    run_id = state.state_details.flow_run_id
    assert run_id is not None
    APILogWorker.drain_all(timeout=10)
    async with get_client() as client:
        logs = await client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run_id])))
    return [log.message for log in logs]


def test_a_group_without_its_policy_file_is_paused_and_fails_nobody_else_s_run(
    office_of_the_flows: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policies = tmp_path / "policies"
    policies.mkdir()
    shutil.copy(SECOND_FILE, policies)
    monkeypatch.setenv("MASE_POLICIES", str(policies))
    state = final_state("plan_meetings", group=None)
    assert state.is_completed(), state.message
    assert "Group MASE is paused: no approved policy" in asyncio.run(all_that_prefect_shows())
    with office_of_the_flows.register.reading() as session:
        planned = session.scalars(select(MeetingRow.reference)).all()
    assert planned
    assert {reference.partition("/")[0] for reference in planned} == {"HAP"}
    assert "Group MASE is paused" in run("plan_meetings", group="MASE")
