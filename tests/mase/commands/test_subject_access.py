"""mase subject-access: what is kept on a person, by table, in texts, letters, mail and documents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import docx
import openpyxl
import pytest
from sqlalchemy import select

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.text.problem import Problem
from tasks.duties.subject_access import OF_OTHERS
from tasks.register.documents import store
from tasks.register.tables import AddressRow, ReceivedRow
from tests.mase.commands.terminal import typed
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, Forum

MAIL = b"From: nurse@kent.example\r\nSubject: Apologies\r\n\r\nI am on leave.\r\n"
OURS = "mase@unit.example"


@pytest.fixture
def _mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder mailbox, with a mail of the nurse's in it."""
    inbox = tmp_path / "mail" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "1.eml").write_bytes(MAIL)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(inbox.parent))
    monkeypatch.setenv("MASE_SERVICE_ADDRESS", OURS)


def word_file(words: str) -> bytes:
    paper, content = docx.Document(), io.BytesIO()
    paper.add_paragraph(words)
    paper.save(content)
    return content.getvalue()


def keep(forum: Forum, words: str) -> None:
    """Keep a document with these words, a list with everybody's address, and the trace of two mails of the
    nurse's: one came from her address before it was known to be hers, the other has gone."""
    with forum.office.register.transaction("test") as tx:
        store(tx.session, "paper.docx", "application/docx", word_file(words), tx.on)
        everybody = " ".join(tx.session.scalars(select(AddressRow.address)))
        store(tx.session, "members.docx", "application/docx", word_file(everybody), tx.on)
        store(tx.session, "broken.pdf", "application/pdf", b"%PDF-1.4 broken", tx.on)
        nurse = forum.person(NURSE)
        address = select(AddressRow.address).where(AddressRow.person_id == nurse)
        of_mails = (("1.eml", None, tx.session.scalars(address).one().upper()), ("2.eml", nurse, ""))
        for item, person_id, sender in of_mails:
            tx.session.add(
                ReceivedRow(
                    id=uuid4(),
                    mailbox=OURS,
                    item=item,
                    kind=ItemKind.MESSAGE,
                    sender=sender,
                    person_id=person_id,
                    received_at=tx.at,
                    read_at=tx.at,
                    group_id=forum.group,
                    outcome=Outcome.RECORDED,
                )
            )


@pytest.mark.thorough
@pytest.mark.usefixtures("_mailbox")
def test_all_that_is_kept_on_a_person_is_written_and_held(planned: Forum, tmp_path: Path) -> None:
    planned.on("Thu 14 Jan 2027")
    planned.propose(f"A talk with the {NURSE.lower()}s of the county", FEBRUARY)
    keep(planned, f"Present: {NURSE}.")
    out = tmp_path / "answer"
    screen = typed("subject-access", "collect", NURSE, "--out", str(out))
    assert "1 mail not in the mailbox any more." in screen
    assert "1 document could not be looked through" in screen
    assert "Answer by 14 February 2027." in screen
    assert out.stat().st_mode & 0o077 == 0
    index = openpyxl.load_workbook(out / "Index.xlsx")
    rows = index["On record"].iter_rows(min_row=2, values_only=True)
    on_record = {str(row[0]): str(row[3]) for row in rows}
    assert "phone: " in on_record["person"]
    assert "role: core member" in on_record["appointment"]
    assert "lead: Designated Nurse" in on_record["agenda item"]
    assert "@" in on_record["address"]
    assert CHAIR not in str(on_record["address"])
    (mail,) = (out / "mail").iterdir()
    assert mail.read_bytes() == MAIL
    (paper,) = (out / "documents").iterdir()
    assert paper.name.endswith("paper.docx")
    (members,) = (out / OF_OTHERS).iterdir()
    assert members.name.endswith("members.docx")
    assert [row[0] for row in index["Help"].iter_rows(min_row=3, values_only=True)] == [
        "Answer by", "Before you send it", "What is not here", "Lists of members", "Not looked through",
    ]  # fmt: skip

    assert "A person asked what is kept on them (UK GDPR, article 15" in typed("disposal", "holds")
    waits = typed("subject-access", "list")
    assert waits == f"MASE  {NURSE}: asked on 14 January 2027, answer by 14 February 2027.\n"


def again(*options: str, folder: Path) -> str:
    """What the screen says of the last day, where it is all written once more."""
    screen = typed("subject-access", "collect", NURSE, *options, "--out", str(folder))
    (line,) = (line for line in screen.splitlines() if line.startswith("Answer by"))
    return line.split(". ")[0]


@pytest.mark.thorough
def test_a_request_is_seen_coming_until_it_is_answered(planned: Forum, tmp_path: Path) -> None:
    planned.on("Thu 14 Jan 2027")
    assert again(folder=tmp_path / "1") == "Answer by 14 February 2027"
    planned.on("Mon 18 Jan 2027")
    assert again(folder=tmp_path / "2") == "Answer by 14 February 2027"  # a month from the day they asked
    assert again("--asked", "11/1/2027", folder=tmp_path / "3") == "Answer by 11 February 2027"
    with pytest.raises(Problem, match="--asked: 19 January 2027 is still to come"):
        again("--asked", "19/1/2027", folder=tmp_path / "4")
    assert not (tmp_path / "4").exists()
    assert typed("disposal", "holds").count("article 15") == 1
    assert "Asked on" in typed("status")
    assert "what is kept on them" not in desk_today(planned)
    planned.on("Wed 3 Feb 2027")
    assert "what is kept on them" not in desk_today(planned)
    planned.on("Thu 4 Feb 2027")
    assert (
        "Somebody asked on 11 January what is kept on them. Answer them by 11 February, one month later."
        in desk_today(planned)
    )
    with pytest.raises(Problem, match="They asked on 11 January 2027, so they can’t be answered before"):
        typed("subject-access", "answered", NURSE, "--on", "10/1/2027")
    assert "To lift the hold" in typed("subject-access", "answered", NURSE, "--on", "3/2/2027")
    planned.on("Fri 5 Feb 2027")
    assert "what is kept on them" not in desk_today(planned)
    assert typed("subject-access", "list") == "No request waits for an answer.\n"
    assert "article 15" in typed("disposal", "holds")
    with pytest.raises(Problem, match="No request of theirs waits for an answer"):
        typed("subject-access", "answered", NURSE)
    planned.on("Mon 1 Mar 2027")
    assert again(folder=tmp_path / "5") == "Answer by 1 April 2027"  # they have asked anew
    assert typed("disposal", "holds").count("article 15") == 1
    assert "The audit trail is whole" in typed("audit", "verify")


def test_what_fails_halfway_leaves_no_folder_and_the_request_on_record(
    planned: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_index(*_: object, **__: object) -> NoReturn:
        raise Problem("The disk is full.")

    monkeypatch.setattr("tasks.duties.subject_access.write_workbook", no_index)
    planned.on("Thu 14 Jan 2027")
    with pytest.raises(Problem, match="The disk is full"):
        again(folder=tmp_path / "answer")
    assert not (tmp_path / "answer").exists()
    assert "answer by 14 February 2027" in typed("subject-access", "list")
