"""The inspection bundle: the last eighteen months of a group as the register had them on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from uuid import UUID

from forum.documents.base import Document
from forum.documents.members import ListOfMembers
from forum.documents.registers import InspectionIndex
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.columns import Table
from forum.text.problem import Problem
from forum.text.wording import count, long_date
from forum.yearly import (
    BundleFile,
    BundlePart,
    Missing,
    first_day,
    may_be_sealed,
)
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.yearly import seal
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask_chairs, questions_about
from tasks.duties.yearly.bundle import (
    SHEETS,
    BundleDocuments,
    actions_of_part,
    decisions,
    found_until,
    index_sheets,
)
from tasks.duties.yearly.compliance import compliance_over
from tasks.duties.yearly.period import Period
from tasks.duties.yearly.reports import attendance_report
from tasks.register.documents import fetch, name_of

CHAIR_ANSWERS_WITHIN = 5  # working days
ALLOWED = (Word.ALLOW, Word.AGREE)
REGISTER, SEALED = "Register.xlsx", "Part 2, sealed.pdf"


@dataclass(frozen=True)
class Bundle:
    """A bundle: the content of each file by its path, and what the index says."""

    index: InspectionIndex
    files: Mapping[str, bytes]


def ask_for_part_two(work: UnitOfWork, group_id: UUID) -> None:
    """Ask the Chair whether part 2 may go to inspectors, in a sealed file (own rule); nothing where that is
    asked already."""
    forum = group_context(work, group_id)
    due = forum.days.add(forum.on, CHAIR_ANSWERS_WITHIN)
    ask_chairs(forum, QuestionKind.ALLOW_PART_TWO, about=group_id, due=due)


def missing_today(forum: GroupContext) -> tuple[Missing, ...]:
    """Return what a bundle of today would lack and somebody can still bring: nothing of meetings from before
    the service."""
    return tuple(sorted(found_until(eighteen_months(forum)).missing))


def eighteen_months(forum: GroupContext) -> Period:
    """Return the period of a bundle of the day, from the group's first day of work at the earliest."""
    return Period(forum, max(first_day(forum.on), forum.group.go_live), forum.on)


def inspection_bundle(work: UnitOfWork, group_id: UUID, password: str = "") -> Bundle:
    """Return the bundle as at the day of the work.

    With a ``password`` part 2 is enclosed in a sealed file: Problem unless the Chair has allowed it.
    """
    forum = group_context(work, group_id)
    if password and not _is_allowed(forum):
        raise Problem(
            f"Part 2 of {forum.group.code} leaves on the Chair’s word alone. Ask for it: mase inspection "
            "--ask-for-part-2"
        )
    period = eighteen_months(forum)
    found = found_until(period)
    files = dict(_made(period))
    files |= {
        _as_stored(work, file, sha256): fetch(work.session, sha256) for file, sha256 in found.of_part(1)
    }
    sealed = _of_part_two(period, found)
    index = InspectionIndex(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, as at {long_date(period.last)}",
        first=period.first,
        last=period.last,
        files=tuple(sorted(files)),
        missing=tuple(each.in_words for each in found.not_there),
        sealed=_in_words(len(sealed), bool(password)),
    )
    content = {f"{file.section}/{file.name}": content for file, content in files.items()}
    content |= {index.file_name: forum.documents.print(index), REGISTER: _register(period, index, found)}
    if password and sealed:
        content[SEALED] = seal(sealed, _cover(index), password)
    return Bundle(index, content)


def _is_allowed(forum: GroupContext) -> bool:
    """Say whether the Chair has allowed of late that part 2 leaves."""
    asked = questions_about(forum.tx.session, forum.group.id, QuestionKind.ALLOW_PART_TWO)
    today = forum.tx.at.date()
    return may_be_sealed([each.answered for each in asked if each.answered and each.answer in ALLOWED], today)


def _made(period: Period) -> Iterator[tuple[BundleFile, bytes]]:
    """Yield the files that are made for the bundle."""
    forum = period.forum
    if terms := forum.office.whole_terms(forum.group):
        name = f"{forum.group.code} terms of reference{terms.suffix}"
        yield BundleFile(BundlePart.TERMS, name, "The terms of reference"), terms.content
    members = ListOfMembers.of(forum.policy, forum.membership, period.last)
    yield _printed(forum, BundlePart.TERMS, members, f"Members as at {long_date(period.last)}")
    if period.held:
        attendance = attendance_report(forum.work, forum.group.id, period.first, period.last)
        yield _printed(forum, BundlePart.ATTENDANCE, attendance, "Attendance by organisation in the period")
    compliance = compliance_over(period)
    page = _printed(forum, BundlePart.COMPLIANCE, compliance.page, "How each clause was met in the period")
    yield page
    cases = page[0].name.replace(".docx", ", cases.xlsx")
    yield BundleFile(BundlePart.COMPLIANCE, cases, "The cases behind it"), compliance.workbook


def _printed(
    forum: GroupContext, section: BundlePart, document: Document, what: str
) -> tuple[BundleFile, bytes]:
    return BundleFile(section, document.file_name, what), forum.documents.print(document)


def _as_stored(work: UnitOfWork, file: BundleFile, sha256: str) -> BundleFile:
    """Return a file with the ending of the document that the register has."""
    return replace(file, name=file.name + PurePosixPath(name_of(work.session, sha256)).suffix)


def _register(period: Period, index: InspectionIndex, found: BundleDocuments) -> bytes:
    return _workbook(
        period, [*index_sheets(index.files, found.not_there), *(make(period) for make in SHEETS)]
    )


def _of_part_two(period: Period, found: BundleDocuments) -> dict[str, bytes]:
    """Return the files of part 2, which leave sealed or not at all."""
    work = period.forum.work
    files = {
        _as_stored(work, file, sha256).name: fetch(work.session, sha256) for file, sha256 in found.of_part(2)
    }
    sheets = [make(period, 2) for make in (decisions, actions_of_part)]
    if any(rows for _, rows in sheets):
        files["Decisions and actions, part 2.xlsx"] = _workbook(period, sheets)
    return files


def _workbook(period: Period, sheets: Sequence[Table]) -> bytes:
    policy, code = period.forum.policy, period.forum.group.code
    reference = f"{code}, as at {long_date(period.last)}"
    title = f"{code}: inspection bundle"
    return write_workbook(title, *sheets, marking=policy.marking, reference=reference)


def _in_words(number: int, is_sealed: bool) -> str:
    """Say how part 2 is enclosed, or why not; empty where there is none."""
    if not number:
        return ""
    files = count(number, "file")
    if is_sealed:
        return f"{files} of part 2: in “{SEALED}”, which opens with a password that comes separately."
    return f"{files} of part 2: left out. They go in a sealed file once the Chair allows it."


def _cover(index: InspectionIndex) -> str:
    return (
        f"{index.marking}\n{index.group}\nPart 2, {long_date(index.first)} to {long_date(index.last)}.\n"
        "The files are attached to this page: open the list of attachments."
    )
