"""Reading a folder’s inbox."""

from __future__ import annotations

import datetime as dt

from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import Page

LONG_AGO = dt.datetime(2000, 1, 1)


def read(mailer: FolderMailer, cursor: str = "") -> Page:
    return mailer.read(cursor, LONG_AGO)
