"""Errors of a database in our words: its own may repeat the address, with the password in it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

_SAID = (  # a part of what PostgreSQL or its library says, and what we say of it
    ("lock timeout", "somebody else was writing for too long"),
    ("connection refused", "nothing answers there"),
    ("timeout", "nothing answered in time"),
    ("timed out", "nothing answered in time"),
    ("resolve host", "the name of its host is unknown in this network"),
    ("name or service not known", "the name of its host is unknown in this network"),
    ("no such file", "there is no such socket"),
    ("authentication failed", "the account or its password is not accepted"),
    ("no password supplied", "it asks for a password"),
    ("pg_hba.conf", "it lets this account in from elsewhere only"),
    ("certificate", "its certificate is not trusted, has expired or can’t be read"),
    ("server version mismatch", "it is older than the server"),
    ("unsupported version", "it is older than what wrote the backup"),
    ("permission denied", "the account has not the rights that are needed"),
    ("too many", "it has too many connections"),
    ("remaining connection slots", "it has too many connections"),
    ("starting up", "it is just starting"),
    ("shutting down", "it is just ending"),
    ("terminating connection", "it ended the connection"),
    ("no space left", "its disk is full"),
    ("read-only transaction", "it can be read alone: it may be a standby"),
    ("closed the connection", "it ended the connection"),
    ("does not exist", "there is no such database or account"),
)
_OF_OTHER_TABLES = (
    "no such table",
    "no such column",
    "no such index",
    "no column named",
    "already exists",
    "duplicate column",
)
# Tables, columns, and other objects: not there, and there already.
_STATES_OF_OTHER_TABLES = ("42P01", "42703", "42704", "42P07", "42701", "42710")
_ELSE = "it does not take the address as it is written"


def in_words(error: Exception) -> str:
    """The reason without a full stop. SQLite's own words are kept: they have no value in them."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return " ".join(str(original).split()).rstrip(".?")
    return reason_in(str(original)) or _ELSE


def reason_in(words: str) -> str:
    """Our words for what PostgreSQL, its library or a program of its says; empty where none fit."""
    return next((ours for part, ours in _SAID if part in words.lower()), "")


def is_of_other_tables(error: DBAPIError) -> bool:
    """Say whether a table, a column or an index of a statement is not there, or is there already."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return any(words in str(original) for words in _OF_OTHER_TABLES)
    return getattr(original, "sqlstate", None) in _STATES_OF_OTHER_TABLES
