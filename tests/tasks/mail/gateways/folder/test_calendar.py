"""The calendar of the folder mailbox: a file for each meeting, a message for each change of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import BusyError, Event, RefusedError, UnclearError, UnsendableError
from tasks.register.database.clock import SetClock

OURS, NURSE, POLICE = "mase@unit.example", "nurse@members.example", "police@members.example"
MEETING = Event(
    key=f"{UUID(int=1)}/{UUID(int=2)}/event",
    edition=1,
    subject="MASE Group, Tue 13 Jul, 9:30am, Room 2",
    text="Please accept, or decline and name your deputy.",
    html="<p>Please accept.</p>",
    start=dt.datetime(2027, 7, 13, 9, 30),
    end=dt.datetime(2027, 7, 13, 11, 30),
    place="Room 2",
    required=(NURSE,),
    optional=(POLICE,),
)
LATER = dt.datetime(2027, 12, 14, 9, 30)
MOVED = replace(MEETING, edition=2, start=LATER, end=LATER + dt.timedelta(hours=2))


@pytest.fixture
def mailer(tmp_path: Path, clock: SetClock) -> FolderMailer:
    return FolderMailer(tmp_path, OURS, clock, "MASE secretariat")


def messages(mailer: FolderMailer) -> list[tuple[str, str, int]]:
    """Each message sent: its method, to whom, and the edition."""
    found = []
    for file in sorted(mailer.sent.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        *_, item = message.walk()
        assert item.get_content_type() == "text/calendar"
        event: Any
        (event,) = Calendar.from_ical(item.get_content()).walk("VEVENT")
        found.append((str(item.get_param("method")), str(message["To"]), int(event["sequence"])))
    return found


def test_a_meeting_is_a_file_named_by_its_date_that_says_who_is_invited(mailer: FolderMailer) -> None:
    mailer.create_event(MEETING)
    (file,) = (mailer.folder / "calendar").iterdir()
    assert file.name.startswith("2027-07-13-")
    calendar: Any = Calendar.from_ical(file.read_bytes())
    assert calendar["version"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    roles = {str(one): one.params["role"] for one in event["attendee"]}
    assert roles == {f"mailto:{NURSE}": "REQ-PARTICIPANT", f"mailto:{POLICE}": "OPT-PARTICIPANT"}
    assert str(event["organizer"]) == f"mailto:{OURS}"
    assert event["dtstart"].dt.utcoffset() == dt.timedelta(hours=1)
    assert event["class"] == "PRIVATE"
    assert messages(mailer) == [("REQUEST", f"{NURSE}, {POLICE}", 1)]


@pytest.mark.parametrize(("month", "hours"), [(1, 0), (3, 0), (4, 1), (10, 1), (11, 0)])
def test_the_time_of_a_meeting_is_london_s_by_two_rules(mailer: FolderMailer, month: int, hours: int) -> None:
    start = dt.datetime(2031, month, 2, 9, 30)
    mailer.create_event(replace(MEETING, start=start, end=start + dt.timedelta(hours=1)))
    (file,) = (mailer.folder / "calendar").iterdir()
    zone: Any
    (zone,) = Calendar.from_ical(file.read_bytes()).walk("VTIMEZONE")
    assert len(zone.subcomponents) == 2
    assert dt.datetime(
        2031, month, 2, 9, 30, tzinfo=zone.to_tz(lookup_tzid=False)
    ).utcoffset() == dt.timedelta(hours=hours)
    assert file.stat().st_size < 3_000


def test_a_meeting_is_not_put_into_the_calendar_twice(mailer: FolderMailer) -> None:
    mailer.create_event(MEETING)
    with pytest.raises(RefusedError, match="in the calendar already"):
        mailer.create_event(MEETING)
    assert len(messages(mailer)) == 1


def test_who_is_told_of_a_change_is_written_to(mailer: FolderMailer) -> None:
    id = mailer.create_event(MEETING)
    mailer.update_event(id, MOVED, tell_everybody=True)
    mailer.update_event(id, replace(MOVED, edition=3, optional=()), tell_everybody=False)
    mailer.cancel_event(id, "The Chair is ill.")
    assert messages(mailer)[1:3] == [("REQUEST", f"{NURSE}, {POLICE}", 2), ("CANCEL", POLICE, 3)]
    assert messages(mailer)[3][:2] == ("CANCEL", NURSE)
    assert list((mailer.folder / "calendar").iterdir()) == []


def test_whoever_is_left_out_is_not_asked_to_accept(mailer: FolderMailer) -> None:
    id = mailer.create_event(MEETING)
    mailer.update_event(id, replace(MEETING, edition=2, optional=()), tell_everybody=False)
    (said,) = (
        message
        for message in (message_from_bytes(file.read_bytes()) for file in mailer.sent.iterdir())
        if str(message["Subject"]).startswith("Cancelled: ")
    )
    assert "You are no longer invited" in str(said)
    assert "accept" not in str(said)


def test_a_moved_meeting_has_one_file_still(mailer: FolderMailer) -> None:
    mailer.update_event(mailer.create_event(MEETING), MOVED, tell_everybody=True)
    (file,) = (mailer.folder / "calendar").iterdir()
    assert file.name.startswith("2027-12-14-")


def test_a_change_to_what_is_gone_is_unclear(mailer: FolderMailer) -> None:
    with pytest.raises(UnclearError):
        mailer.update_event("0" * 12, MOVED, tell_everybody=True)
    mailer.cancel_event("0" * 12, "It is off.")


@pytest.mark.parametrize("made", [True, False])
def test_after_a_crash_the_messages_of_a_change_that_was_made_go_and_no_others(
    mailer: FolderMailer, monkeypatch: pytest.MonkeyPatch, made: bool
) -> None:
    id = mailer.create_event(MEETING)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mailer.calendar, "_finish" if made else "_save", crash)
        with pytest.raises(KeyboardInterrupt):
            mailer.update_event(id, MOVED, tell_everybody=True)
    found = mailer.find_event(MEETING.key)
    assert found is not None
    assert found.edition == (2 if made else 1)
    assert len(messages(mailer)) == (2 if made else 1)
    assert [file.suffix for file in (mailer.folder / "calendar").iterdir()] == [".ics"]


def test_a_reply_to_an_invitation_is_known_by_its_message_id(mailer: FolderMailer) -> None:
    mailer.create_event(MEETING)
    (file,) = mailer.sent.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mailer.key_of([str(message["Message-ID"])], "") == MEETING.key


def test_an_address_no_mail_can_hold_is_refused_for_good(mailer: FolderMailer) -> None:
    with pytest.raises(UnsendableError):
        mailer.create_event(replace(MEETING, required=("nobody at all",)))
    assert mailer.find_event(MEETING.key) is None


def test_while_the_disk_is_full_nobody_is_invited(mailer: FolderMailer) -> None:
    mailer.create_event(MEETING)
    (file,) = (mailer.folder / "calendar").iterdir()
    (invitation,) = mailer.sent.iterdir()
    file.unlink()
    invitation.unlink()
    file.with_name(f"{file.name}.part").symlink_to("/dev/full")
    with pytest.raises(BusyError, match="is full"):
        mailer.create_event(MEETING)
    assert mailer.find_event(MEETING.key) is None
    assert list(mailer.sent.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_refuses(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "calendar").write_text("a file, not a folder")
    with pytest.raises(RefusedError, match="cannot be written to"):
        FolderMailer(tmp_path, OURS, clock).create_event(MEETING)
