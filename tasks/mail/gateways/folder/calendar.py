"""The calendar of the folder mailbox: an ``.ics`` file for each meeting, an ``.eml`` for each change of it.

The messages of a change are written beside the ``.ics`` first. The new ``.ics`` then makes the change, and
the messages are moved into ``sent/``; after a crash the next look-up moves them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from icalendar import Calendar, Component, Timezone, vCalAddress, vText
from icalendar import Event as CalendarEvent

from tasks.mail.gateways.folder.files import (
    KEY_HEADER,
    MAIL,
    STAMP,
    folded_address,
    make_lasting,
    short_digest,
    unwritable,
    write_whole,
)
from tasks.mail.protocol.mailer import (
    AUTOMATIC,
    AUTOMATIC_HEADER,
    SUPPRESS_HEADER,
    SUPPRESSED_RECEIPTS,
    Event,
    FoundEvent,
    RefusedError,
    UnclearError,
    UnsendableError,
)
from tasks.register.database.clock import LONDON, Clock

KEY = "X-MASE-DISPATCH"
PRODUCT = "-//MASE secretariat//EN"
IS_UID = re.compile(r"[0-9a-f]{12}@[^/]+")
LEFT_OUT = "You are no longer invited at this address: the meeting is taken out of your calendar."
LONDON_TIME = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
CALLED_OFF = 1_000_000_000  # the edition of a cancellation: higher than any other


@dataclass(frozen=True)
class EventInFile:
    """An event with its file, which keeps of the people invited their addresses alone, and no text."""

    file: Path
    event: Event


class FolderCalendar:
    """Events in ``calendar/``, named by their date and a digest of the key, which is the event's id."""

    def __init__(self, folder: Path, address: str, name: str, clock: Clock) -> None:
        self.folder, self.calendar, self.sent = folder, folder / "calendar", folder / "sent"
        self.address, self.name, self.clock = address, name, clock

    def create(self, event: Event) -> str:
        with self._writing():
            id = short_digest(event.key)
            if self._standing(id) is not None:
                raise RefusedError("The meeting is in the calendar already.")
            self._announce("REQUEST", event, _invited(event))
            self._save(event)
            self._finish(id, event.edition)
        return id

    def update(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        with self._writing():
            before = self._standing(event_id)
            if before is None:
                raise UnclearError("The meeting is not in the calendar any more.")
            after = _invited(event)
            self._announce("REQUEST", event, after if tell_everybody else after - _invited(before.event))
            self._announce("CANCEL", replace(event, text=LEFT_OUT, html=""), _invited(before.event) - after)
            self._save(event)
            if self._file(event) != before.file:
                before.file.unlink(missing_ok=True)
            self._finish(event_id, event.edition)

    def cancel(self, event_id: str, text: str) -> None:
        with self._writing():
            before = self._standing(event_id)
            if before is None:
                return
            event = replace(before.event, edition=CALLED_OFF, text=text)
            self._announce("CANCEL", event, event.required)
            for file in self._files(event_id):
                file.unlink(missing_ok=True)
            self._finish(event_id, None)

    def find(self, key: str) -> FoundEvent | None:
        id = short_digest(key)
        with self._writing():
            standing = self._standing(id)
            self._finish(id, standing.event.edition if standing else None)
        if standing is None:
            return None
        return FoundEvent(id, standing.event.edition, standing.event.start, _invited(standing.event))

    def keys_since(self, when: dt.datetime) -> list[str]:
        with self._writing():
            files = sorted(file for file in self.calendar.glob("*.ics") if file.name >= f"{when:%Y-%m-%d}")
            events = [_read(file).event for file in files]
            return list(dict.fromkeys(event.key for event in events if event.start >= when))

    def key_of(self, uid: str) -> str:
        """Return the key of the event with the iCalendar UID ``uid``; empty when there is none."""
        standing = self._standing(uid.partition("@")[0]) if IS_UID.fullmatch(uid) else None
        return standing.event.key if standing else ""

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            for folder in (self.folder, self.calendar, self.sent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            yield
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _files(self, id: str) -> list[Path]:
        return sorted(self.calendar.glob(f"*-{id}.ics"))

    def _file(self, event: Event) -> Path:
        return self.calendar / f"{event.start:%Y-%m-%d}-{short_digest(event.key)}.ics"

    def _standing(self, id: str) -> EventInFile | None:
        """Read the event; of two files that a broken change left behind, the later edition."""
        events = [_read(file) for file in self._files(id)]
        return max(events, key=lambda standing: standing.event.edition, default=None)

    def _save(self, event: Event) -> None:
        everybody = self._item("PUBLISH", event, _invited(event))
        write_whole(self._file(event), everybody)
        make_lasting(self.calendar)

    def _announce(self, method: str, event: Event, to: Collection[str]) -> None:
        """Write the message that goes once the change is made; none where nobody is to be told."""
        waiting = (
            self.calendar / f"{short_digest(event.key)}-{event.edition}-{_message_digest(method, event)}.eml"
        )
        waiting.unlink(missing_ok=True)
        if not to:
            return
        try:
            message = self._message(method, event, sorted(to))
            write_whole(waiting, message.as_bytes())
        except ValueError as error:
            raise UnsendableError("The invitation has an address that no mail can hold.") from error

    def _finish(self, id: str, standing: int | None) -> None:
        """Send the messages of changes that were made, and delete those of changes that were not.

        ``standing`` is the edition of the event's file. Without one it is cancelled, or was never made.
        """
        for waiting in sorted(self.calendar.glob(f"{id}-*.eml")):
            _, number, message = waiting.stem.split("-")
            edition = int(number)
            if edition == CALLED_OFF if standing is None else edition <= standing:
                waiting.rename(self.sent / f"{self.clock.now():{STAMP}}-invitation-{message}.eml")
            else:
                waiting.unlink()
        make_lasting(self.sent)

    def _message(self, method: str, event: Event, to: list[str]) -> EmailMessage:
        message = EmailMessage(policy=MAIL)
        message["From"] = Address(self.name, addr_spec=self.address)
        message["To"] = [Address(addr_spec=address) for address in to]
        message["Subject"] = event.subject if method == "REQUEST" else f"Cancelled: {event.subject}"
        message["Date"] = format_datetime(self.clock.now().replace(tzinfo=LONDON))
        message["Message-ID"] = f"<{_message_digest(method, event)}@{self.address.rpartition('@')[2]}>"
        message[KEY_HEADER] = folded_address(event.key)
        message[AUTOMATIC_HEADER] = AUTOMATIC
        message[SUPPRESS_HEADER] = SUPPRESSED_RECEIPTS
        message.set_content(event.text)
        if event.html:
            message.add_alternative(event.html, subtype="html")
        item = self._item(method, event, to).decode()
        message.add_alternative(item, subtype="calendar", params={"method": method})
        return message

    def _item(self, method: str, event: Event, attendees: Collection[str]) -> bytes:
        """Write the event as iCalendar, private: people with access to a calendar read nothing of it."""
        item = CalendarEvent()
        item.add("uid", f"{short_digest(event.key)}@{self.address.rpartition('@')[2]}")
        item.add("sequence", event.edition)
        item.add("dtstamp", self.clock.now().replace(tzinfo=LONDON).astimezone(dt.UTC))
        item.add("dtstart", event.start.replace(tzinfo=LONDON))
        item.add("dtend", event.end.replace(tzinfo=LONDON))
        item.add("summary", event.subject)
        item.add("location", event.place)
        item.add("description", event.text)
        item.add("class", "PRIVATE")
        item.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
        item.add(KEY, event.key)
        item.add("organizer", vCalAddress(f"mailto:{self.address}"))
        optional = {address.lower() for address in event.optional}
        for address in sorted(attendees):
            attendee = vCalAddress(f"mailto:{address}")
            attendee.params["role"] = vText("OPT-PARTICIPANT" if address in optional else "REQ-PARTICIPANT")
            attendee.params["rsvp"] = vText("TRUE")
            item.add("attendee", attendee, encode=False)
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", method)
        calendar.add_component(_london_time())
        calendar.add_component(item)
        return bytes(calendar.to_ical())


@cache  # reading it takes longer than putting the event together
def _london_time() -> Component:
    return Timezone.from_ical(LONDON_TIME)


def _message_digest(method: str, event: Event) -> str:
    return short_digest(f"{event.key}/{event.edition}/{method}")


def _invited(event: Event) -> frozenset[str]:
    return frozenset(address.lower() for address in (*event.required, *event.optional))


def _read(file: Path) -> EventInFile:
    item: Any
    (item,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    attendees = item.get("attendee", [])
    listed = attendees if isinstance(attendees, list) else [attendees]
    start, end = (_london(item[name].dt) for name in ("dtstart", "dtend"))
    event = Event(
        key=str(item[KEY]),
        edition=int(item["sequence"]),
        subject=str(item["summary"]),
        text="",
        html="",
        start=start,
        end=end,
        place=str(item["location"]),
        required=tuple(str(address).removeprefix("mailto:") for address in listed),
    )
    return EventInFile(file, event)


def _london(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(LONDON).replace(tzinfo=None)
