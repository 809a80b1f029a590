from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from sqlalchemy import func, select, update

from forum.text.problem import Problem
from tasks.register.database.register import Register
from tasks.register.documents import fetch, store
from tasks.register.tables import DocumentRow

DAY = dt.date(2027, 1, 4)


def test_a_document_comes_back_by_its_sha256(register: Register) -> None:
    content = bytes(range(256)) * 1000
    with register.transaction("test") as tx:
        sha256 = store(tx.session, "MASE agenda.docx", "application/msword", content, DAY)
    assert sha256 == hashlib.sha256(content).hexdigest()
    with register.reading() as session:
        assert fetch(session, sha256) == content


def test_the_same_document_is_stored_once(register: Register) -> None:
    with register.transaction("test") as tx:
        first = store(tx.session, "MASE agenda.docx", "application/msword", b"agenda", DAY)
        again = store(tx.session, "another name.docx", "application/msword", b"agenda", DAY)
        assert first == again
        assert tx.session.scalar(select(func.count(DocumentRow.sha256))) == 1


def test_a_document_that_is_not_there_is_said_to_be_missing(register: Register) -> None:
    with register.reading() as session, pytest.raises(Problem, match="is not in the register"):
        fetch(session, "0" * 64)


def test_a_document_changed_behind_our_back_is_not_given_out(register: Register) -> None:
    with register.transaction("test") as tx:
        sha256 = store(tx.session, "MASE agenda.docx", "application/msword", b"agenda", DAY)
        tx.session.execute(update(DocumentRow).values(content=b"changed"))
    with register.reading() as session, pytest.raises(Problem, match="was changed in the register"):
        fetch(session, sha256)
