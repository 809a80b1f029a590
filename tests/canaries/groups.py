"""Three groups of different boards in one register, each with canary words of its own, through a month.

They meet on the same days. One person is in two of the groups; the first has a task group, whose canaries may
stand in its parent. ``python -m tests.canaries.groups FOLDER``
plays it, and looks: a letter, an invitation, a mailbox, a page and a report have canaries of their own group
alone, and Prefect has none. It ends with 1 where one stands elsewhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import cast
from uuid import UUID

from openpyxl import load_workbook
from sqlalchemy import select

from config import wiring
from config.settings import ROOT
from config.wiring import open_office
from forum.agenda import Purpose
from forum.calendar.working_days import each_day
from forum.inbox.sayings import ResearchAsked
from forum.questions.words import Reply, Word
from mase.service.prefect_server import one_client, prefect_server
from rehearsals.channels import DirectChannel
from rehearsals.people import Cast
from rehearsals.play import Play, days_to_play
from rehearsals.stage import allow_members, import_sample_members, policy_of, stage
from rehearsals.timings import Timings
from samples.plan import plan_rows, plan_workbook
from samples.task_group import CODE as TASK_GROUP
from samples.task_group import SPONSOR, commission_page
from tasks.duties.base.names import Outsider
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.guests import invite_guest
from tasks.duties.partnerships.contacts import register_contact
from tasks.duties.plan.import_plan import import_plan
from tasks.duties.research.accept_research import ask_for_research
from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
from tasks.register.database.clock import SetClock
from tasks.register.documents import fetch
from tasks.register.groups import group_by_code, groups
from tasks.register.meetings import planned_from
from tasks.register.members.membership import membership
from tasks.register.papers import agenda_items
from tasks.register.tables import (
    ActionRow,
    DecisionRow,
    DispatchRow,
    InvitationRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    QuestionRow,
)
from tests.canaries.planting import canary, in_word, members
from tests.canaries.searching import Place, files_below, place, values_of
from tests.mase.commands.terminal import typed

START = dt.date(2026, 12, 9)
SHARED = "Designated Nurse"  # of two groups
OWN = {"KENT": "kent", "MEDWAY": "medway", "HARBOUR": "harbour"}  # the kind of each group's canaries
MAILBOXES = {"KENT": "", "MEDWAY": "medway@forum.example", "HARBOUR": "harbour@forum.example"}
IN_TWO = ("KENT", "MEDWAY")
INVITED_ON = dt.date(2026, 12, 31)
PARENT, COMMISSIONED_ON, TASK_GROUP_FROM = "KENT", dt.date(2027, 1, 15), dt.date(2027, 1, 18)
OF_TASK_GROUP = "missing"  # the kind of its canaries
ALLOWED = {code: [kind] for code, kind in OWN.items()} | {
    code: [OWN[PARENT], OF_TASK_GROUP] for code in (PARENT, TASK_GROUP)
}
ONCE = ("name", "short_name", "unit_name", "unit_phone", "heading", "place")
EVERYWHERE = (
    "Obstacles in service provision",
    "The workforce is educated and equipped",
    "KSCB Business Group",
    "Community Safety Partnerships",
)
WRITTEN = ("Text", "Short title (no names)", "Action in full", "Outcome")
WRITTEN_TO = re.compile(r"\.(docx|xlsx|ics)$|^foretold$")  # of the words of a command
COMMANDS: Mapping[str, Sequence[str]] = {
    "status": ("status",),
    "timetable": ("timetable", "--ics", "timetable.ics"),
    "preview": ("preview", "--from", "29/1/2027", "--to", "10/2/2027", "--out", "foretold"),
    "members": ("register", "export", "members.xlsx"),
    "attendance": ("report", "attendance", "attendance.docx"),
    "purposes": ("report", "purposes", "purposes.docx"),
    "compliance": ("report", "compliance", "compliance.docx"),
    "actions": ("report", "actions", "actions.docx"),
    "decisions": ("report", "decisions", "decisions.docx"),
    "forward plan": ("forward-plan", "forward-plan.docx"),
    "plan": ("plan", "export", "plan.xlsx"),
    "plan as shown": ("plan", "show"),
    "research": ("research", "list"),
    "research register": ("research", "export", "research.xlsx"),
    "partnerships": ("partnership",),
    "boards": ("boards", "status"),
    "ledger": ("boards", "ledger"),
    "action list": ("action", "list"),
}


class GroupChannel(DirectChannel):
    """People of one group, whose canaries stand in all that they say and send."""

    def __init__(self, office: Office, of: str) -> None:
        super().__init__(office)
        self.of = of

    def _planted(self, reply: Reply) -> Reply:
        if not reply.text or reply.word is Word.ACCEPT:  # what accepts research is no free text
            return reply
        return replace(reply, text=f"{reply.text} {canary(self.of)}")

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        super().answer(question, self._planted(reply), by)

    def report(self, action: ActionRow, reply: Reply) -> None:
        super().report(action, self._planted(reply))

    def propose(self, meeting: MeetingRow, title: str, purpose: Purpose, by: UUID) -> None:
        super().propose(meeting, f"{title} {canary(self.of)}", purpose, by)

    def send_paper(self, paper: PaperRow, item: str, content: bytes) -> None:
        super().send_paper(paper, item, in_word(content, self.of))

    def send_minutes(self, question: QuestionRow, parts: Mapping[int, bytes]) -> None:
        super().send_minutes(question, {part: in_word(each, self.of) for part, each in parts.items()})

    def send_record(self, question: QuestionRow, content: bytes) -> None:
        super().send_record(question, _in_record(content, self.of))


class Casts:
    """The people of all groups, who act one group after the other."""

    year = None  # its task group, research and partnerships are played by a rehearsal

    def __init__(self, casts: Sequence[Cast]) -> None:
        self.casts = casts
        self.channel, self.days = casts[0].channel, casts[0].days

    def act(self, today: dt.date) -> None:
        for each in self.casts:
            each.act(today)

    def act_later(self, today: dt.date) -> None:
        for each in self.casts:
            each.act_later(today)


def play(out: Path) -> tuple[list[Place], list[Place]]:
    """Play a month in a folder; return the places of each group, and those where no canary may stand."""
    words = {code: {name: f"{name} {canary(kind)}" for name in EVERYWHERE} for code, kind in OWN.items()}
    first = out / "KENT.toml"
    with ExitStack() as around:
        for code in OWN:
            (out / f"{code}.toml").write_text(_terms(code, words[code]), "utf-8")
        around.enter_context(stage(out / "played", first))
        for code in OWN:
            (out / "played" / "policies" / f"{code}.toml").write_bytes((out / f"{code}.toml").read_bytes())
        clock = SetClock(dt.datetime.combine(START, dt.time(11)))
        office = open_office(clock=clock)
        around.enter_context(closing(office.register))
        casts = [_begin(office, code, out, words[code]) for code in OWN]
        allow_members(office)
        around.enter_context(prefect_server(out / "played" / "prefect", ui=True))
        run = days_to_play(policy_of(first), office.calendars["KENT"], START, 1)
        played = Play(office, clock, cast("Cast", Casts(casts)), Timings())

        async def days() -> None:
            async with one_client():
                for day in each_day(run.first, run.last):
                    if casts[0].days.is_working(day):
                        if day == INVITED_ON:
                            _invite_guests(office)
                        if day == COMMISSIONED_ON:
                            _commission_task_group(office)
                        await played.day(day, on=True)

        asyncio.run(days())
        with office.register.reading() as session:
            assert session.scalars(select(PersonRow).where(PersonRow.name == SHARED)).one()  # one record
        of_groups = [
            *_in_register(office),
            *_in_mailboxes(out / "played" / "mailbox"),
            *_on_pages(out, clock),
        ]
        nowhere = [
            place("Prefect's database, every value", values_of(out / "played" / "prefect" / "prefect.db")),
            place("the audit trail", values_of(out / "played" / "register.db", ["audit"])),
        ]
    return of_groups, nowhere


def _terms(code: str, words: Mapping[str, str]) -> str:
    """The policy of a group, with its canaries in what its letters say of it."""
    text = (ROOT / "config" / "mase.toml").read_text("utf-8")
    text = text.replace('code = "MASE"', f'code = "{code}"\nmailbox = "{MAILBOXES[code]}"')
    for name in ONCE:
        text = re.sub(rf'^{name} = "', f'{name} = "{canary(OWN[code])} ', text, count=1, flags=re.MULTILINE)
    for name, planted in words.items():
        text = text.replace(name, planted)
    return text


def _begin(office: Office, code: str, out: Path, words: Mapping[str, str]) -> Cast:
    """Enter a group's members and plan, a partnership's contact and a request for research."""
    kind, list_ = OWN[code], out / f"{code}.xlsx"
    sample = (ROOT / "config" / "members-sample.xlsx").read_bytes()
    list_.write_bytes(members(sample, kind, but=SHARED if code in IN_TWO else ""))
    with office.register.reading() as session:
        group = group_by_code(session, code)
    import_sample_members(office, code, list_, group.go_live)
    with office.register.reading() as session:
        names = [person.name for person in membership(session, group.id, START).people]
    rows = [
        {
            **row,
            "Action": f"{row['Action']} {canary(kind)}",
            "Board": words.get(str(row["Board"]), row["Board"]),
            "Lead officer": next(
                (name for name in names if name.endswith(str(row["Lead officer"]))), row["Lead officer"]
            ),
        }
        for row in plan_rows()
    ]
    with unit_of_work(office, "test") as work:
        import_plan(work, code, plan_workbook(rows, code), "the plan")
        contact = f"Warden {canary(kind)}, {canary(kind)}@forum.example"
        register_contact(work, group.id, f"{words['Community Safety Partnerships']}, Ashford", contact)
        chair = next(person for person in membership(work.session, group.id, START).chairs(START))
        question = f"How do other boards pay for training {canary(kind)}?"
        asked = ResearchAsked(
            question=question, decision=f"whether to pay {canary(kind)}", by=dt.date(2027, 3, 9)
        )
        ask_for_research(work, group.id, asked, chair.id)
    return Cast(office, code, START, GroupChannel(office, kind))


def _invite_guests(office: Office) -> None:
    """Have a guest at January's meeting of each group."""
    with unit_of_work(office, "test") as work:
        for group in groups(work.session):
            kind, meeting = OWN[group.code], planned_from(work.session, group.id, INVITED_ON)[0]
            item = next(item for item in agenda_items(work.session, meeting.id) if item.part == 1)
            guest = Outsider(f"Guest {canary(kind)}", f"{canary(kind)}.guest@forum.example")
            invite_guest(work, meeting.reference, item.number, guest)


def _commission_task_group(office: Office) -> None:
    """Have the first group commission a task group by a decision of January, with canaries in its page."""
    page = commission_page(TASK_GROUP_FROM, PARENT)
    for field in ("name", "short_name", "question", "why_now", "may_see", "success", "job_title"):
        begins = f'\n{field} = "'
        page = page.replace(begins, f"{begins}{canary(OF_TASK_GROUP)} ", 1)
    with unit_of_work(office, "test") as work:
        group = group_by_code(work.session, PARENT)
        parent = membership(work.session, group.id, COMMISSIONED_ON)
        page = page.replace(SPONSOR, next(each.name for each in parent.people if each.name.endswith(SPONSOR)))
        decided = select(DecisionRow.reference).where(DecisionRow.group_id == group.id)
        propose_task_group(work, page, "page")
        commission_task_group(work, TASK_GROUP, work.session.scalars(decided).all()[0])


def _in_record(content: bytes, of: str) -> bytes:
    """The record with a canary in each outcome, decision and action; guests have come."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        columns: dict[str, str] = {}
        for row in sheet.iter_rows():
            headings = {
                str(cell.coordinate).rstrip("0123456789"): str(cell.value)
                for cell in row
                if cell.value in (*WRITTEN, "Capacity")
            }
            columns = headings or columns
            for cell in () if headings else row:
                heading = columns.get(str(cell.coordinate).rstrip("0123456789"), "")
                if heading in WRITTEN and isinstance(cell.value, str) and not cell.protection.locked:
                    cell.value = f"{cell.value} {canary(of)}"
                elif heading == "Capacity" and row[0].value and not cell.value:
                    cell.value = "Guest"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_register(office: Office) -> Iterator[Place]:
    """The letters and invitations of each group, with all that is attached, as the register has them."""
    with office.register.reading() as session:
        for group in groups(session):
            letters = session.scalars(select(DispatchRow).where(DispatchRow.group_id == group.id)).all()
            files = {file["sha256"] for letter in letters for file in letter.attachments}
            items = session.scalars(select(InvitationRow).where(InvitationRow.group_id == group.id)).all()
            own = ALLOWED[group.code]
            said = (text for letter in letters for text in (letter.subject, letter.text, letter.html))
            yield place(f"{group.code}: {len(letters)} letters", said, own)
            yield place(f"{group.code}: files of letters", (fetch(session, file) for file in files), own)
            yield place(f"{group.code}: invitations", (row.subject + row.text for row in items), own)


def _in_mailboxes(mailbox: Path) -> Iterator[Place]:
    """What each mailbox has: drafts, Sent Items and calendar; the service's own carries Kent's."""
    for code, address in MAILBOXES.items():
        folder = mailbox / address if address else mailbox
        parts = [folder / part for part in ("sent", "drafts", "calendar")]
        yield place(f"{code}: its mailbox", (each for part in parts for each in _mails(part)), ALLOWED[code])


def _mails(folder: Path) -> Iterator[bytes | str]:
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".eml":
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            yield "\n".join(f"{name}: {value}" for name, value in mail.items())
            yield from (
                bytes(part.get_payload(decode=True) or b"") for part in mail.walk() if not part.is_multipart()
            )
        elif file.is_file():
            yield file.read_bytes()


def _on_pages(out: Path, clock: SetClock) -> Iterator[Place]:
    """What each command shows or writes of one group, once the month is over."""
    setattr(wiring, "SystemClock", lambda: clock)  # noqa: B010  (commands are typed on the last day)
    for code in OWN:
        for name, command in COMMANDS.items():
            folder = out / "pages" / code / name
            folder.mkdir(parents=True)
            words = [str(folder / word) if WRITTEN_TO.search(word) else word for word in command]
            said = typed(*words, "--group", code)
            yield place(f"{code}: mase {command[0]}, {name}", [said, *files_below(folder)], ALLOWED[code])


def main(out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    of_groups, nowhere = play(out)
    wrong = 0
    for each in (*of_groups, *nowhere):
        own = sum(times for kind, times in each.found.items() if kind in each.allowed)
        print(f"{each.name:46} {each.looked_at:>12,} bytes   own: {own:>6,}   others': {each.wrong or 0}")
        wrong += sum(each.wrong.values())
    print(f"{wrong} canaries of another group, or where none may stand")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
