"""Options and arguments that several commands take: days, groups, people, files; and the office they use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from shutil import rmtree
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from tasks.duties.base.office import Office, UnitOfWork

LARGEST_FILE = 25_000_000  # bytes; readers refuse a larger file, which need not be read to its end for that

GroupOption = Annotated[str | None, typer.Option("--group", help="The group’s code, MASE for example.")]
MeetingArgument = Annotated[
    str, typer.Argument(metavar="MEETING", help="Its reference, such as MASE/2027-01.")
]
NONE_PLANNED = (
    "No meeting is planned yet. The flow plan-meetings plans them from the meeting rule; mase serve runs it "
    "each morning."
)
PERSON = "chair, deputy chair, unit, a seat such as “Police”, a name as in the register, or an address"
DateSaid = Annotated[
    str | None, typer.Option("--date", help="When it was said, if not today, such as 20/1/2027.")
]


class How(StrEnum):
    """The channel of an answer, as it is typed; named as in ``forum.questions.lifecycle.Channel``."""

    PHONE = "phone"
    REPLY = "reply"
    VOTE = "vote"
    COMMAND = "command"


def one_of(words: type[StrEnum], option: str, help: str) -> Any:
    """An option that takes one of a few words; a Problem names them for any other."""

    def read(text: str) -> StrEnum:
        from forum.text.problem import Problem

        try:
            return words(text.strip().lower())
        except ValueError:
            near = [f" Did you mean {word}?" for word in get_close_matches(text.strip().lower(), words, n=1)]
            raise Problem(
                f"{option}: “{text}” is not one of these: {', '.join(words)}.{''.join(near)}"
            ) from None

    return typer.Option(option, parser=read, metavar=f"<{'|'.join(words)}>", help=help)


HowOption = Annotated[How, one_of(How, "--how", "How it was given.")]


def day(text: str) -> dt.date:
    """A day as people type it: 2027-01-12, 12/1/2027 or "12 January 2027"."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  (a date has no zone)
        except ValueError:
            continue
    raise typer.BadParameter(f"{text!r} is no day; write it as 2027-01-12, 12/1/2027 or '12 January 2027'.")


@contextmanager
def the_office(in_place: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[Office]:
    """The office of the settings, closed at the end; ``in_place`` are contents of policies, by path, in the
    place of the approved ones."""
    from config.wiring import open_office

    office = open_office(in_place=in_place)
    try:
        yield office
    finally:
        office.register.close()


def decided_by(office: Office, group: str | None, by: str) -> str:
    """The id of the person of the group who decides, as they are typed. Problem where nobody is found."""
    from tasks.duties.base.names import person_called
    from tasks.register.groups import chosen_group

    with office.register.reading() as session:
        return str(person_called(session, chosen_group(session, group).id, by, office.clock.now().date()))


def group_code(office: Office, group: str | None) -> str:
    """The code of the group that is meant. Problem for an unknown one, and for none of several."""
    from tasks.register.groups import chosen_group

    with office.register.reading() as session:
        return chosen_group(session, group).code


def refuse_before(context: typer.Context, group: str | None) -> None:
    """Problem for a --group between a list and one of its commands, which would not hear of it."""
    from forum.text.problem import Problem

    if group is not None:
        command = f"{context.command_path} {context.invoked_subcommand}"
        raise Problem(f"Give --group after the command: {command} --group {group}")


def own_reference(office: Office, typed: str) -> str:
    """The reference of a meeting as the register has it, however it is typed. Problem for no such meeting."""
    from tasks.register.meetings import meeting_by_reference

    with office.register.reading() as session:
        return meeting_by_reference(session, typed).reference


@contextmanager
def work_on(meeting: str, by: str) -> Iterator[tuple[UnitOfWork, str]]:
    """A unit of work of the office of the settings, and a meeting's own reference; ``by`` goes on record."""
    from tasks.duties.base.office import unit_of_work

    with the_office() as office:
        reference = own_reference(office, meeting)
        with unit_of_work(office, by) as work:
            yield work, reference


def content_of(file: Path) -> bytes:
    """The content of a file, up to ``LARGEST_FILE``. Problem when the file can't be read."""
    from forum.text.problem import Problem

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError as error:
        raise Problem(f"{file} can’t be read: {error.strerror}. Check the name and try again.") from None


def refuse_name(file: Path, ending: str) -> None:
    """Problem for a name that ends otherwise than what is to be written, and for a file that is there."""
    from forum.text.problem import Problem

    if file.exists():
        raise Problem(f"{file} is there already, and was left as it is. Give another name.")
    if file.suffix.lower() != ending:
        program = {".docx": "Word", ".xlsx": "Excel"}[ending]
        raise Problem(f"{file} is to be a file for {program}. Give a name that ends in {ending}.")


def write_new(file: Path, content: bytes, ending: str = "") -> None:
    """Write a new file. Problem when the file is there already or can't be written, or where its name should
    have another ``ending``."""
    from forum.text.problem import Problem

    if ending:
        refuse_name(file, ending)
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise Problem(f"{file} is there already, and was left as it is. Give another name.") from None
    except OSError as error:
        raise Problem(f"{file} can’t be written: {error.strerror}. Give another place.") from None


def replace_file(file: Path, content: bytes) -> None:
    """Write all of a file, in the place of one that is there, or none of it; its folder too. Problem when it
    can't be written."""
    from forum.text.problem import Problem

    draft = file.with_suffix(f"{file.suffix}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        raise Problem(
            f"{file} can’t be written: {error.strerror}. Check the folder MASE_POLICIES names."
        ) from error


def new_folder(folder: Path) -> None:
    """Make a new folder that its owner alone can read. Problem when it is there already or can't be made."""
    from forum.text.problem import Problem

    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        raise Problem(f"{folder} is there already, and was left as it is. Give another name.") from None
    except OSError as error:
        raise Problem(f"{folder} can’t be made: {error.strerror}. Give another place.") from None


@contextmanager
def filled_whole(folder: Path) -> Iterator[None]:
    """Make a new folder, as ``new_folder`` does, and take it away again where filling it fails."""
    new_folder(folder)
    try:
        yield
    except BaseException:
        rmtree(folder)
        raise


def date_typed(text: str, office: Office) -> dt.date:
    """A day as people type it: 11/2/2027, "11 Feb" (the next to come), today. Problem when it is no day."""
    return _date_written(text, office.clock.now().date(), gone_by=False, of="")


def date_gone_by(text: str | None, office: Office, option: str) -> dt.date:
    """The day of a past event: 11/2/2027, "11 Feb" (the last), yesterday; today where none is typed.

    Problem that names the option when the text is no day.
    """
    return _date_written(text or "today", office.clock.now().date(), gone_by=True, of=f"{option}: ")


def day_up_to_today(text: str | None, office: Office, option: str) -> dt.date:
    """A day that has come: today where none is typed. Problem that names the option for a day to come."""
    date = date_gone_by(text, office, option)
    refuse_day_to_come(date, office, option)
    return date


def refuse_day_to_come(date: dt.date, office: Office, option: str) -> None:
    """Problem that names the option, for a day after today."""
    from forum.text.problem import Problem
    from forum.text.wording import long_date

    if date > office.clock.now().date():
        raise Problem(f"{option}: {long_date(date)} is still to come. Give today or an earlier day.")


def _date_written(text: str, today: dt.date, *, gone_by: bool, of: str) -> dt.date:
    from forum.text.cells import A_DATE, parse_date
    from forum.text.problem import Problem

    days = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(text.strip().lower())
    date = parse_date(text, today, gone_by=gone_by) if days is None else today + dt.timedelta(days=days)
    if date is None:
        raise Problem(f"{of}“{text}” is not {A_DATE}.")
    return date


def time_typed(text: str) -> dt.time:
    """A time as people type it: 9:30am, 14.00. Problem when it is no time."""
    from forum.text.cells import A_TIME, parse_time
    from forum.text.problem import Problem

    time = parse_time(text)
    if time is None:
        raise Problem(f"“{text}” is not {A_TIME}.")
    return time


def reason_typed(text: str) -> str:
    """A reason, which people read. Problem when it is empty."""
    from forum.text.problem import Problem

    if not text.strip():
        raise Problem("Say why with --reason, in a few neutral words: members read it.")
    return text
