"""Taps: links under what a letter asks that open a reply with the answer in it, for its reader to send.

The subject of such a reply has a code of the letter and of the question. Mail programs open it as a new mail,
so that the code is all that says which letter it answers. It gives nobody a right: who may answer is settled
by the address that the reply comes from. Some mail programs drop the body, so that a word that names nobody
stands in the subject too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread or make words
LENGTH = 6
WHOLE = ""
"""What an answer is about that is to the letter as a whole."""
_IN_SUBJECT = re.compile(
    rf"(?<![\w-])[A-Z][A-Z0-9]{{1,15}}-(?P<letter>[{ALPHABET}]{{{LENGTH}}})"
    r"(?:-(?P<about>P\d{1,2}\.\d{1,2}|[0-9A-Z]{1,6}|\d{4}-\d\d[A-Z]?/\d{1,3}))?(?![\w/-])",
    re.IGNORECASE,
)

_MARKS = re.compile(r"\[[^\]]*\]")  # of mail systems


@dataclass(frozen=True)
class Tap:
    """A link that opens a reply with a ``word`` in it."""

    word: str
    link: str


@dataclass(frozen=True)
class ReplyCode:
    """The code in the subject of a tapped reply: of the ``letter``, and of what it is ``about`` in that."""

    letter: str
    about: str = WHOLE


def about_action(reference: str) -> str:
    """Return what a report on an action is about: its reference without the group, "2027-01/03"."""
    return reference.partition("/")[2]


def short_code(text: str) -> str:
    """Return six characters that stand for the key of a letter, or for the id of a question (own rule).

    Two texts have the same by chance once in 1,073,741,824 pairs.
    """
    number = int.from_bytes(sha256(text.encode()).digest())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def reply_code(group: str, key: str) -> str:
    """Return the code of a letter, "MASE-7K3Q9P", by the code of its group and its key."""
    return f"{group}-{short_code(key)}"


def taps(offers: Mapping[str, Sequence[str]], code: str, reply_to: str) -> dict[str, tuple[Tap, ...]]:
    """Return the links for what a letter offers, by what each answer is about.

    ``code`` is the letter's reply code, ``reply_to`` the address to which readers reply.
    """
    return {
        about: tuple(Tap(word, _link(word, f"{code}-{about}" if about else code, reply_to)) for word in words)
        for about, words in offers.items()
    }


def reply_code_in(subject: str) -> ReplyCode | None:
    """Return the code in the subject of a reply; None where it has none."""
    match = _IN_SUBJECT.search(subject)
    return ReplyCode(match["letter"].upper(), (match["about"] or WHOLE).upper()) if match else None


def after_code(subject: str) -> str | None:
    """Return what the subject of a reply says after its code: the word that was tapped, or nothing; None
    where it has no code."""
    match = _IN_SUBJECT.search(subject)
    return _MARKS.sub(" ", subject[match.end() :]).strip(" ,:;–—-") if match else None


def _link(word: str, code: str, reply_to: str) -> str:
    is_whole = word.isupper() and not word.endswith(":")  # no name, and none to come
    in_subject = f"Re: {code} {word}" if is_whole else f"Re: {code}"
    subject, body = quote(in_subject, safe=""), quote(word, safe="")
    return f"mailto:{quote(reply_to, safe='@')}?subject={subject}&body={body}"
