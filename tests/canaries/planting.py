"""Canary words, each with the kind of text that it stands in, and where they are planted."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import docx
from openpyxl import load_workbook

from forum.questions.words import Reply
from rehearsals import business, people, script
from rehearsals.business import Business, Task
from rehearsals.channels import DirectChannel
from rehearsals.mail_channel import MailChannel, StandIn
from tasks.register.tables import ActionRow, PaperRow, PlanLineRow, QuestionRow

STEM = "zqcanary"
planted: Counter[str] = Counter()  # by kind


def canary(kind: str) -> str:
    """A word that occurs nowhere else: "zqcanaryreason03"."""
    planted[kind] += 1
    return f"{STEM}{kind}{planted[kind]:02}"


def members(content: bytes, of: str = "", but: str = "") -> bytes:
    """The members' workbook with a canary in every name, address, telephone number and other detail, each of
    its own kind, or all of the kind ``of``. The person of the name ``but`` is left as they are."""
    book = load_workbook(io.BytesIO(content))
    names: dict[str, str] = {}
    for row in book["People"].iter_rows(min_row=2):
        name = row[1].value
        if name and name != but:
            names[str(name)] = row[1].value = f"{canary(of or 'name')} {name}"
            row[2].value = f"Head, {canary(of or 'job')}"
            row[3].value = f"Council of {canary(of or 'organisation')}"
            row[4].value = f"{canary(of or 'address')}.{row[4].value}"
            row[6].value = f"03000 {canary(of or 'phone')}"
            row[7].value = f"PA {canary(of or 'assistant')}"
    for sheet, columns in (("Seats", (8,)), ("Appointments", (1, 6)), ("Cover", (1, 4))):
        for row in book[sheet].iter_rows(min_row=2):
            for column in columns:
                cell = row[column - 1]
                cell.value = names.get(str(cell.value), cell.value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def policy(text: str) -> str:
    """The policy file with canaries for the place and for who may be asked."""
    text = re.sub(r'^place = "', f'place = "{canary("room")} ', text, flags=re.MULTILINE)
    return re.sub(r'^unit_phone = "', f'unit_phone = "{canary("desk")} ', text, flags=re.MULTILINE)


def plant_in_script() -> None:
    """Have the scripted people write canaries: in items, actions, notes, reports and wishes."""
    business.BUSINESS = tuple(_with_canaries(of_month) for of_month in business.BUSINESS)
    business.EVERY_MEETING = {
        title: f"{note} {canary('note')}" for title, note in business.EVERY_MEETING.items()
    }
    name, address, title = script.OUTSIDE_OWNER
    script.OUTSIDE_OWNER = (f"{canary('name')} {name}", f"{canary('address')}.{address}", title)
    script.REPORT = {box: f"{words} {canary('report')}" for box, words in script.REPORT.items()}
    people.AMENDMENT = f"{people.AMENDMENT} {canary('wish')}"


def _with_canaries(of_month: Business) -> Business:
    """The business of a month with canaries in every topic, the decision and the tasks."""
    for_decision, for_discussion = (
        replace(topic, title=f"{topic.title} {canary('title')}", note=f"{topic.note} {canary('note')}")
        for topic in of_month.topics
    )
    gap, pathway, training = (
        Task(f"{task.title} {canary('action')}", f"{task.text} {canary('action')}") for task in of_month.tasks
    )
    return replace(
        of_month,
        for_decision=for_decision,
        for_discussion=for_discussion,
        decision=f"{of_month.decision} {canary('decision')}",
        tasks=(gap, pathway, training),
    )


class _Canaries(DirectChannel if TYPE_CHECKING else object):  # type: ignore[misc]
    """Canaries in what people say and send, however it reaches the register."""

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        super().answer(question, _with_canary(reply), by)

    def report(self, action: ActionRow, reply: Reply) -> None:
        super().report(action, _with_canary(reply))

    def update_line(self, line: PlanLineRow, reply: Reply) -> None:
        super().update_line(line, _with_canary(reply))

    def send_paper(self, paper: PaperRow, item: str, content: bytes) -> None:
        super().send_paper(paper, item, in_word(content))

    def send_record(self, question: QuestionRow, content: bytes) -> None:
        super().send_record(question, in_record(content))

    def send_minutes(self, question: QuestionRow, parts: Mapping[int, bytes]) -> None:
        super().send_minutes(question, {part: in_word(content) for part, content in parts.items()})


class MailCanaryChannel(_Canaries, MailChannel):
    """People who reply by mail."""


class DirectCanaryChannel(_Canaries, DirectChannel):
    """People whose words the unit enters."""


class CanaryStandIn(StandIn):
    """A stand-in whose people sign with a canary, and give their files and mails canaries for names."""

    def _write(self, address: str, what: str, **order: Any) -> None:
        if "text" in order:
            order["text"] += f"\nKind regards\n{canary('signature')}"
        if "subject" in order:
            order["subject"] += f" {canary('subject')}"
        if files := order.get("files"):
            order["files"] = [{**file, "name": f"{canary('file')} {file['name']}"} for file in files]
        super()._write(address, what, **order)


def other_mail(standin: StandIn, mailbox: str, member: str) -> None:
    """Send what else comes in: a stranger's mail, a reason for not coming, words that answer nothing."""
    for sender, text in (
        (f"{canary('stranger')}@elsewhere.example", f"Buy {canary('mail')} now"),
        (member, f"Sorry, I can't come: {canary('reason')} is ill"),
        (member, f"My telephone number is 03000 {canary('phone')}"),
        (member, f"Could somebody tell me about {canary('words')}?"),
    ):
        if sender != member:
            standin.open_mailbox(sender)
        standin.send(sender, mailbox, "A mail", text)


def _with_canary(reply: Reply) -> Reply:
    return replace(reply, text=f"{reply.text} {canary('said')}") if reply.text else reply


def in_word(content: bytes, of: str = "") -> bytes:
    """A Word file with a canary in its text, and in its properties."""
    document = docx.Document(io.BytesIO(content))
    document.add_paragraph(f"It is about {canary(of or 'paper')}.")
    document.core_properties.author = canary(of or "author")
    document.core_properties.comments = canary(of or "author")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_record(content: bytes) -> bytes:
    """The record with a canary in each decision, and in the name of whoever took the minutes."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(
                    ("Agencies report", "Business Unit Officer", "Draft it", "Housing ")
                ):
                    cell.value = f"{cell.value} {canary('cell')}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
