"""The control API of the stand-ins, under /standin/: for tests in other processes and for scripted people.

Bodies and answers are JSON; times are ISO 8601 in UTC; file contents are base64. Needs no sign-in. Client:
client.py.

Mailboxes
  GET    /standin/mailboxes                        [{"address", "name", "items": {"inbox": 3 ...},
                                                   "automatic_reply" ...}]
  PUT    /standin/mailboxes/A                      make or change one: {"name", "password", "automatic_reply"
                                                   (text, ""
                                                   is off), "full", "forbidden", "bounces"}, all optional
  DELETE /standin/mailboxes/A                      its mail bounces from now on
  POST   /standin/mailboxes/A/seed                 {"folder", "count", "subject", "size"}: many plain items,
                                                   fast
Reading (folders: inbox, drafts, sentitems, calendar, deleteditems)
  GET    /standin/mailboxes/A/FOLDER?after=N       items whose change number is above N, oldest first (see
                                                   item_json)
  GET    /standin/mailboxes/A/items/ID             one item
  GET    /standin/mailboxes/A/items/ID/files/FID   the bytes of a file
Writing, as the person whose mailbox it is
  POST   /standin/mailboxes/A/send                 {"to": [..], "subject", "text", "html", "files",
                                                   "headers", "item_class"}
  POST   /standin/mailboxes/A/reply                {"item", "text", "files", "subject", "quote": true,
                                                   "threading": "full"
                                                   | "conversation" | "none"}; files are {"name",
                                                   "media_type", "content"}
  POST   /standin/mailboxes/A/vote                 {"item", "answer", "text"}
  POST   /standin/mailboxes/A/answer-invitation    {"item", "coming": "accepted" | "tentative" | "declined",
                                                   "text"}
  POST   /standin/bring-in                         {"sender", "to", "subject", "text" ...}: from outside,
                                                   without mailbox
The world
  GET    /standin/accepted?after=N                 the ledger from entry N: [{"key", "sender", "to", "at",
                                                   "subject" ...}]
  GET    /standin/clock     PUT {"at": "..."}      null for real time; set, it stands still
  GET    /standin/options   PUT {"refuses_copies": true ...}     see post_office.Options; "verdicts":
                                                   {"police.example": "none"}
  GET    /standin/faults    POST {"operation", "trouble", "accepted", "skip", "times", "item", "seconds"}
                                                   DELETE
  GET    /standin/traffic   DELETE                 requests, bytes received and answered by operation
  GET    /standin/invalid                          what was wrong with requests, by the schema
  GET    /standin/settings                         how to point the service at this stand-in
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.standins.serving import Request, Response, StandIn

ROOT = "/standin/"


def control(standin: StandIn, url: str, request: Request) -> Response:
    """Answer a request under /standin/; 400 with {"problem": ...} for what can't be done."""
    raise NotImplementedError
