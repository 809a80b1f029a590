"""Whoever's mail program speaks another language than English is understood as well."""

from __future__ import annotations

import pytest

from tests.forum.inbox.reading.letters import understood

US = "MASE secretariat <mase@council.example>"
DIGEST = """
Under each, reply DONE, a new date and why, or HELP.

MASE/2026-11/02: Agree one referral form across agencies
Due 4 January 2027, 14 days overdue
MASE/2027-01/03: Circulate the training calendar for spring
Due 29 January 2027
"""
HEADERS = {
    "German": f"Von: {US}\nGesendet: Montag, 18. Januar 2027 09:00\nAn: Head\nBetreff: MASE",
    "German, older": f"-----Ursprüngliche Nachricht-----\nVon: {US}\nGesendet: Montag, 18. Januar 2027 09:00",
    "German, Apple": f"Von: {US}\nBetreff: MASE\nDatum: 18. Januar 2027 um 09:00:00 MEZ\nAn: Head",
    "French": f"De : {US}\nEnvoyé : lundi 18 janvier 2027 09:00\nÀ : Head\nObjet : MASE",
    "Spanish": f"De: {US}\nEnviado el: lunes, 18 de enero de 2027 9:00\nPara: Head\nAsunto: MASE",
    "Portuguese": f"De: {US}\nEnviada em: 18 de janeiro de 2027 09:00\nPara: Head\nAssunto: MASE",
    "Italian": f"Da: {US}\nInviato: lunedì 18 gennaio 2027 09:00\nA: Head\nOggetto: MASE",
    "Dutch": f"Van: {US}\nVerzonden: maandag 18 januari 2027 09:00\nAan: Head\nOnderwerp: MASE",
    "Polish": f"Od: {US}\nWysłano: poniedziałek, 18 stycznia 2027 09:00\nDo: Head\nTemat: MASE",
    "Romanian": f"De la: {US}\nTrimis: luni, 18 ianuarie 2027 09:00\nCătre: Head\nSubiect: MASE",
    "Swedish": f"Från: {US}\nSkickat: den 18 januari 2027 09:00\nTill: Head\nÄmne: MASE",
    "Danish": f"Fra: {US}\nSendt: 18. januar 2027 09:00\nTil: Head\nEmne: MASE",
    "Welsh": f"Oddi wrth: {US}\nAnfonwyd: 18 Ionawr 2027 09:00\nAt: Head\nPwnc: MASE",
    "German, Gmail": "Am Mo., 18. Jan. 2027 um 09:00 Uhr schrieb MASE secretariat <\nmase@council.example>:",
    "French, Gmail": f"Le lun. 18 janv. 2027 à 09:00, {US} a écrit :",
    "Spanish, Gmail": f"El lun, 18 ene 2027 a las 9:00, {US} escribió:",
    "Italian, Gmail": f"Il giorno lun 18 gen 2027 alle ore 09:00 {US} ha scritto:",
    "Dutch, Gmail": f"Op ma 18 jan 2027 om 09:00 schreef {US}:",
    "Polish, Gmail": f"pon., 18 sty 2027 o 09:00 {US} napisał(a):",
    "Polish, Thunderbird": f"W dniu 18.01.2027 o 09:00, {US} pisze:",
    "German, a phone": f"Von meinem iPhone gesendet\n\nAm 18.01.2027 um 09:00 schrieb {US}:",
    "French, a phone": f"Envoyé de mon iPhone\n\nLe 18 janv. 2027 à 09:00, {US} a écrit :",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("actions: two", "03 DONE", ["Action MASE/2027-01/03 is reported done."]),
        ("actions: two", "Thanks", []),
        ("after the meeting, no actions", "", []),
        ("papers", "Apologies from me", ["You send apologies for the meeting on 9 February."]),
        ("chair: agenda", "AGREE", ["The agenda for 9 February is agreed."]),
    ],
)
def test_our_own_letter_below_a_reply_is_never_taken_for_what_somebody_says(
    header: str, letter: str, text: str, says: list[str]
) -> None:
    assert understood(letter, f"{text}\n\n{header}\n{DIGEST}") == says


def test_between_the_lines_of_a_letter_quoted_with_signs_the_answers_are_found() -> None:
    quoted = "\n".join(f"> {line}" for line in DIGEST.strip().split("\n")[:4])
    text = f"Am 18.01.2027 um 09:00 schrieb {US}:\n\n{quoted}\n\nDONE, signed off on Friday"
    assert understood("actions: two", text) == ["Action MASE/2026-11/02 is reported done."]


@pytest.mark.parametrize(
    "text",
    [
        "Am 10 minutes late at the most:",
        "Op 12 is what the police call it, and On 12 January it ended:",
        "To: be sure, the data: are from 12 January 2027",
    ],
)
def test_plain_english_is_not_taken_for_another_language(text: str) -> None:
    assert understood("chair: minutes", f"Page 2: it was the CCGs\n{text}\nMedway was there") == [
        "The minutes of 12 January are not agreed yet: what to change is with the Business Unit."
    ]
