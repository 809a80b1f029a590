"""A meeting to invite to, and the invitations that came."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from tasks.mail.protocol.mailer import Event
from tests.standins.post_office.items import Folder, ItemClass
from tests.tasks.mail.gateways.boxes import NURSE, POLICE, PROBATION, OfficeBox

MEETING = Event(
    key=f"{UUID(int=1)}/{UUID(int=3)}/event",
    edition=1,
    subject="MASE: meeting in July",
    text="Please come.",
    html="<p>Please come.</p>",
    start=dt.datetime(2027, 7, 13, 9, 30),  # British Summer Time
    end=dt.datetime(2027, 7, 13, 12, 0),
    place="Room 2, County Hall",
    required=(NURSE, PROBATION),
    optional=(POLICE,),
)


def invitations(box: OfficeBox, to: str, item_class: ItemClass = ItemClass.REQUEST) -> int:
    inbox = box.office.mailboxes[to].in_folder(Folder.INBOX)
    return sum(item.item_class == item_class for item in inbox)
