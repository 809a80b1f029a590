from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from tasks.register.database.errors import in_words

NOT_TAKEN = "it does not take the address as it is written"
SAID = {  # what PostgreSQL and its library say, with a password in the wrong part of the address
    'connection to server at "127.0.0.1", port 1 failed: Connection refused': "nothing answers there",
    "connection timeout expired": "nothing answered in time",
    "failed to resolve host 'swordfish@db.example': [Errno -2] Name or service not known": "the name of",
    'password authentication failed for user "mase:swordfish"': "the account or its password is not accepted",
    'connection failed: fe_sendauth: no password supplied for "swordfish"': "it asks for a password",
    'no pg_hba.conf entry for host "192.0.2.1", user "swordfish", database "mase"': "from elsewhere only",
    'database "mase:swordfish@db" does not exist': "there is no such database or account",
    'role "swordfish" does not exist': "there is no such database or account",
    'permission denied for database "swordfish"': "has not the rights",
    "sorry, too many clients already": "it has too many connections",
    "the database system is starting up": "it is just starting",
    "server closed the connection unexpectedly": "it ended the connection",
    "canceling statement due to lock timeout": "somebody else was writing",
    'invalid connection option "swordfish"': NOT_TAKEN,
    'missing "=" after "swordfish" in connection info string': NOT_TAKEN,
    'certificate for "swordfish" does not match host name': "its certificate is not trusted",
    "": NOT_TAKEN,
}


@pytest.mark.parametrize("said", SAID)
def test_what_postgresql_says_is_told_in_our_words(said: str) -> None:
    for error in (psycopg.OperationalError(said), OperationalError("", {}, psycopg.OperationalError(said))):
        words = in_words(error)
        assert SAID[said] in words
        assert "swordfish" not in words


def test_what_sqlite_says_is_kept() -> None:
    assert in_words(sqlite3.DatabaseError("file is not a database")) == "file is not a database"
    assert (
        in_words(OperationalError("", {}, sqlite3.OperationalError("database is locked")))
        == "database is locked"
    )
