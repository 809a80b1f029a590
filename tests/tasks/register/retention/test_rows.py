"""Every table of the register belongs to a kind of record, or stays for a reason."""

from __future__ import annotations

from tasks.register.retention.rows import GOES_WITH, ROOTS
from tasks.register.tables import Base

STAYS = {
    "forum_group": "the group itself, and the code by which references are made",
    "seat": "the terms name it",
    "audit": "ids and digests only; it shows that what stays is as it was written",
    "disposal_list": "who decided what, and who carried it out",
    "disposal_line": "it stands for what is gone",
    "document": "it goes with the last row that refers to it",
    "template": "letters are printed from it",
    "hold": "a time in which nothing left, with its reason",
    "lease": "who may send now",
    "mailbox": "how far it is read",
    "look": "that a flow has looked at what was due: numbers only",
    "watch_fault": "what was wrong with the service, and when; it names nobody",
    "morning_letter": "when a mailbox wrote to itself",
}


def test_every_table_goes_with_a_record_or_stays_for_a_reason() -> None:
    goes = {root.__tablename__ for roots in ROOTS.values() for root in roots}
    goes |= {column.class_.__tablename__ for column in GOES_WITH}
    assert goes.isdisjoint(STAYS)
    assert goes | {*STAYS} == {*Base.metadata.tables}
