"""Subjects: a reply's subject, and the subject of our letter in it.

The words that mail programs in other languages put above a quoted letter, before the subject of a reply
and below what a phone sent.
"""

from __future__ import annotations

import re

from forum.letters.taps import after_code

# German, French, Spanish, Portuguese, Italian, Dutch, Polish, Romanian, Swedish, Danish and Norwegian, Welsh
FIELDS = {
    "from": "from|von|de(?: la)?|da|van|od|från|fra|oddi wrth",
    "sent": "sent|gesendet|envoyé|enviado(?: el)?|enviada em|inviato|verzonden|wysłano|trimis|skickat|sendt"
    "|anfonwyd",
    "date": "date|datum|fecha|data|dată|dato|dyddiad",
    "to": "to|an|à|para|a|aan|do|către|till|til|at",
    "cc": "cc|kopie|copia|copie|dw|kopia|kopi",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|subiect|ämne|emne|pwnc",
    "reply-to": "reply-to",
}
"""The fields of the header of an earlier mail, as patterns."""

ORIGINAL = (
    "ursprüngliche nachricht|message d['’]origine|mensaje original|mensagem original|messaggio originale"
    "|oorspronkelijk bericht|wiadomość oryginalna|mesaj original|ursprungligt meddelande"
    "|oprindelig meddelelse|opprinnelig melding|neges wreiddiol"
)
"""The words between the dashes above an earlier mail."""

ON = "am|le|el|em|il|op|w dniu|dnia|pon|wt|śr|czw|pt|sob|niedz|pe|în|den|ar"
WROTE = "schrieb|a écrit|escribió|escreveu|ha scritto|schreef|pisze|napisał|a scris|skrev|ysgrifennodd"
"""How "On that day somebody wrote:" begins, and the word in it."""

SENT_FROM_MY = (
    "von meinem|gesendet (?:von|mit)|envoyé (?:de|depuis|à partir de) |enviado (?:desde|do|de) |inviato da"
    "|verzonden (?:vanaf|met|van)|wysłan[eo] z|trimis de pe|skickat från|sendt fra|anfonwyd o"
)
"""How a phone says that a mail was sent from it."""

REPLIED = "aw|wg|sv|vb|vs|tr|rép|rv|res|enc|r|rif|i|antw|doorst|odp|pd|ateb"
"""What stands before the subject of a reply, and of a letter that is passed on."""


_PREFIX = re.compile(
    rf"(?:\s*(?:(?:re|fw|fwd|{REPLIED})(?:\[\d+\])?\s*:|\[[^\]]{{1,30}}\]|automatic reply:))*", re.IGNORECASE
)
_REPLIED = re.compile(rf".*\b(?:re|fwd?|{REPLIED})(?:\[\d+\])?\s*:", re.IGNORECASE)
_REPLIED_BEFORE = re.compile(rf"\b(?:re|fwd?|{REPLIED})$", re.IGNORECASE)
_EDGES = " :;,.–—-"


def plain_subject(subject: str) -> str:
    """Return a subject without RE:, FW: and the marks of mail systems such as [EXTERNAL], in lower case.

    Empty for a subject that says nothing.
    """
    return _without_marks(subject).casefold()


def own_subject(subject: str, code: str, answered: str, *, is_reply: bool) -> str:
    """Return what of a subject is in somebody's own words: "DONE" of "DONE: MASE: 1 action needs a line".

    ``answered`` is the subject of our letter, where one is answered, and ``code`` that of the group, which
    all our subjects have. Empty for the subject of another letter, and of what they reply to or forward where
    that is none of ours. Of a tapped reply it is the word that was tapped, where the subject has it.
    """
    if (tapped := after_code(subject)) is not None:
        return tapped
    own = _without_marks(subject)
    if answered and (at := own.casefold().find(answered.casefold())) >= 0:
        return _REPLIED_BEFORE.sub("", f"{own[:at]} {own[at + len(answered) :]}".strip(_EDGES)).strip(_EDGES)
    is_ours = re.search(rf"\b{re.escape(code)}\b", subject, re.IGNORECASE) is not None
    is_of_another = not is_reply and _REPLIED.match(subject) is not None
    return "" if is_ours or is_of_another else own


def _without_marks(subject: str) -> str:
    before = _PREFIX.match(subject)
    return " ".join(subject[before.end() if before else 0 :].split())
