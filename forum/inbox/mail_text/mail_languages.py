"""The words that mail programs in other languages put above a quoted letter, before the subject of a reply
and below what a phone sent."""

from __future__ import annotations

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
