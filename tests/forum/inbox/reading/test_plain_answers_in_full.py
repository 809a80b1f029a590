"""Answers in whole sentences, with their object, their date and a reason, and neighbours that are none."""

from __future__ import annotations

import pytest

from tests.forum.inbox.reading.letters import understood
from tests.forum.inbox.reading.what_people_write import (
    AGENDA_AGREED,
    AGENDA_TO_CHANGE,
    ALLOWED,
    DISCHARGED,
    FOR_THE_UNIT,
    LETTER_NOT_SENT,
    LETTER_SENT,
    MINUTES_AGREED,
    MINUTES_TO_CHANGE,
    MORE_THAN_THE_WORD,
    NO_CORRECTIONS,
    NOT_ALLOWED,
    PROPOSED,
    RELEASED,
    RETURNED,
    TAKEN_BACK,
    VERBAL_6,
)

QUORATE = "The quorum of 12 January is ruled to have been there."
NURSE_ALONE = "The private letter to Community Director about attendance is not sent."
NURSE_NOT_WRITTEN_TO = "The private letter to Designated Nurse about attendance is not sent."
CORRECTION = "Your corrections to the minutes are with the Business Unit, for a meeting to confirm."
NOT_QUORATE = "The quorum of 12 January is ruled not to have been there."
OTHER_DISCHARGED = "Action MASE/2027-01/03 is discharged."
WRITTEN_TO = "Action MASE/2026-11/02: the owner’s organisation is written to."
NOT_WRITTEN_TO = "Action MASE/2026-11/02: the owner’s organisation is not written to."
ARRANGED = "The pack is as you want it."
WITHDRAWN_6 = "The paper for item 6 is withdrawn."
DETAILS_RIGHT = "Your details on the register are right."
CHAIR_BY_PHONE = " (Said by the Chair by phone on 15 January 2027.)"
BY_PHONE = " (Said by whoever was asked by phone on 15 January 2027.)"
SIGNED = "The agreement of Interim Lead is signed: what waited for it goes out."


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("chair: agenda", "Sorry about that! What I meant was the agenda is agreed.", [AGENDA_AGREED]),
        ("chair: agenda", "Looked through it in the car park. I agree it.", [AGENDA_AGREED]),
        ("chair: agenda", "Please make item 6 for discussion rather than decision", [AGENDA_TO_CHANGE]),
        ("chair: agenda", "I am content with the agenda for the February meeting.", [AGENDA_AGREED]),
        ("chair: agenda", "I can confirm that the agenda is agreed", [AGENDA_AGREED]),
        ("chair: agenda", "Reviewed this morning, a sensible running order. Agreed", [AGENDA_AGREED]),
        ("chair: minutes", "Agreed as a correct record of the meeting on 12 January", [MINUTES_AGREED]),
        ("chair: minutes", "I agree the minutes of the last meeting", [MINUTES_AGREED]),
        ("chair: minutes", "AGREE ACTION NOTE", [MINUTES_AGREED]),
        ("chair: minutes", "The action note of 12 January is fine, thank you", [MINUTES_AGREED]),
        ("chair: agenda, minutes", "Agree action note", [MINUTES_AGREED]),
        ("chair: agenda, minutes", "AGREE AGENDA AND ACTION NOTE", [AGENDA_AGREED, MINUTES_AGREED]),
        ("chair: agenda, minutes", "Agenda agreed. Action note: please put the 13th as the date",
         [AGENDA_AGREED, MINUTES_TO_CHANGE]),
        ("chair: minutes", "AGREE ACTION NOTE, but change the date", [MINUTES_TO_CHANGE]),
        ("chair: agenda", "AGREE ACTION NOTE", [MORE_THAN_THE_WORD]),
        ("chair: discharge", "Agree action note", [MORE_THAN_THE_WORD]),
        ("chair: quorum", "I'm satisfied that we were quorate", [QUORATE]),
        ("chair: late paper", "No thank you, it can wait until March", [NOT_ALLOWED]),
        ("chair: agenda, discharges", "Agree agenda, discharge both",
         [AGENDA_AGREED, DISCHARGED, OTHER_DISCHARGED]),
        ("chair: minutes", "I agree the minutes of the 12th", [MINUTES_AGREED]),
        ("chair: minutes", "Minutes agreed, please circulate to members", [MINUTES_AGREED]),
        ("chair: agenda, minutes", "I agree both the minutes and the agenda, thank you kindly",
         [AGENDA_AGREED, MINUTES_AGREED]),
        ("chair: late paper", "No, I won't allow it. 14 pages, nobody will read it", [NOT_ALLOWED]),
        ("chair: discharge", "No. Return it", [RETURNED]),
        ("chair: notice", "Happy for that to go, please send", [LETTER_SENT]),
        ("chair: escalation", "Yes write to Diane in my name", [WRITTEN_TO]),
        ("chair: escalation", "Please do not write to Medway", [NOT_WRITTEN_TO]),
        ("chair: discharges, escalation", "The done ones can be discharged. Do not write to Medway.",
         [DISCHARGED, OTHER_DISCHARGED, NOT_WRITTEN_TO]),
        ("chair: discharge", "I've seen the form and it's good. Discharge.", [DISCHARGED]),
        ("chair: notice", "That's fine, send", [LETTER_SENT]),
        ("actions: one", "No, that was for the other action, please undo", [TAKEN_BACK]),
        ("actions: one", "Please take that back", [TAKEN_BACK]),
        ("pack", "Leave item 8 out please", [ARRANGED]),
        ("pack", "Leave 8 out please, Helen can't get it done.", [ARRANGED]),
        ("minutes", "I’m listed as sending apologies but I was there", [CORRECTION]),
        ("minutes", "Jo was there in my place but isn't shown. Can you add her?", [CORRECTION]),
        ("pack", "Please leave out item 8, Helen's still waiting for two agencies", [ARRANGED]),
        ("pack", "I've been through the list, all correct. RELEASE", [RELEASED]),
        ("paper: 6", "I'd like to withdraw this one please, we have the inspectors in", [WITHDRAWN_6]),
        ("paper: 6, 9", "Item 6 will be verbal please", [VERBAL_6]),
        ("details", "Yes thank you, everything is correct", [DETAILS_RIGHT]),
        ("details", "That's all right, no changes needed", [DETAILS_RIGHT]),
        ("desk: an agreement", "Signed Interim Lead, 15 January, in the file", [SIGNED]),
        ("chair: minutes", "Read them on the train and Ruth was there. Agreed", [MINUTES_AGREED]),
        ("chair: minutes", "Agree minutes. Probation were there by phone.", [MINUTES_AGREED]),
        ("chair: agenda", "That all looks sensible to me. Agreed.", [AGENDA_AGREED]),
        ("chair: agenda", "Agenda agreed. It was hard work for the team.", [AGENDA_AGREED]),
        ("chair: agenda", "AGENDA AGREED. ME", [AGENDA_AGREED]),
        ("chair: agenda", "Agree agenda. Tell Karen it reads well.", [AGENDA_AGREED]),
        ("chair: agenda", "That looks sensible. Could somebody put the heating on?", [AGENDA_AGREED]),
        ("chair: agenda", "Dear all, no quarrel with any of it. It can go out. Regards", [AGENDA_AGREED]),
        ("chair: minutes", "I agree them. They're a fair record of my confusion", [MINUTES_AGREED]),
        ("chair: quorum", "We were all cold. I treat it as quorate.", [QUORATE]),
        ("chair: quorum", "Quorate, seven is enough as the eighth seat is vacant", [QUORATE]),
        ("chair: quorum", "7 of 8 isn't a quorum. Not quorate.", [NOT_QUORATE]),
        ("chair: late paper", "Allow it please, it matters", [ALLOWED]),
        ("chair: notice", "Send. We have waited long enough.", [LETTER_SENT]),
        ("chair: notice", "No. We haven't got the time for one this quarter.", [LETTER_NOT_SENT]),
        ("desk", "Rang the Chair 15 January, she agreed the agenda", [AGENDA_AGREED + CHAIR_BY_PHONE]),
        ("desk", "CHAIR RANG BACK 15 JANUARY, SHE AGREES THE AGENDA", [AGENDA_AGREED + CHAIR_BY_PHONE]),
        ("desk", "Spoke to Jo on 15 January, item 6 is verbal", [VERBAL_6 + BY_PHONE]),
        ("desk: an agreement", "Interim signed this am, copy on file", [SIGNED]),
        ("after the meeting, no actions", "Item: Night buses / for decision / 15 mins / paper will follow",
         [PROPOSED + "“Night buses”, for decision, 15 minutes, with a paper."]),
        ("after the meeting, no actions",
         "Please can I have ten minutes for an update on night buses, for information, nothing written",
         [PROPOSED + "“Night buses”, for information, 10 minutes, without a paper."]),
        ("minutes", "Read and filed", [NO_CORRECTIONS]),
        ("chair: agenda, minutes", "Agenda agreed, haven't got to the minutes yet", [AGENDA_AGREED]),
        ("chair: agenda, minutes", "I agree the minutes. Haven't read the agenda yet, will look tonight",
         [MINUTES_AGREED]),
        ("chair: quorum", "Yes, we are quorate with seven", [QUORATE]),
        ("paper: 6, 9", "Item 6 verbal, item 9 verbal", [VERBAL_6, VERBAL_6.replace("6", "9")]),
        ("chair: agenda, discharges", "Yes to 1, discharge both of the others",
         [AGENDA_AGREED, DISCHARGED, OTHER_DISCHARGED]),
        ("chair: notice", "Send it. He knows, we had a coffee", [LETTER_SENT]),
        ("chair: agenda", "Agree agenda. A full morning, and good to see housing on it.", [AGENDA_AGREED]),
        ("chair: late paper", "Allow. The districts need it before the board meets.", [ALLOWED]),
        ("chair: escalation", "Go ahead and send it to his manager, we have asked him twice", [WRITTEN_TO]),
        ("chair: late paper", "No, the figures are wrong and they know it", [NOT_ALLOWED]),
        ("chair: agenda, minutes", "Agree minutes. The agenda I will look at tonight.", [MINUTES_AGREED]),
        ("chair: agenda, discharges", "Discharge 2 and 3. I don't know about 1 yet.",
         [DISCHARGED, OTHER_DISCHARGED]),
        ("desk", "Rang the Chair (15 January), "
            "she is happy with the agenda", [AGENDA_AGREED + CHAIR_BY_PHONE]),
        ("after the meeting, no actions", "Can we discuss the new pathway please? It needs 15 minutes",
         [PROPOSED + "“The new pathway”, with no purpose given, 15 minutes, without a paper."]),
    ],
)  # fmt: skip
def test_an_answer_in_a_whole_sentence_is_recorded(letter: str, text: str, says: list[str]) -> None:
    assert sorted(understood(letter, text)) == sorted(says)


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("chair: discharges, escalation", "Discharge the first two, don't send the letter"),
        ("chair: discharges, escalation", "Discharge all but the last"),
        ("chair: minutes", "I agree the minutes of the 13th"),
        ("chair: agenda", "I agree the agenda for March"),
        ("chair: agenda", "I agree the agenda for the last meeting"),
        ("chair: agenda, letters", "Agenda fine, send to Designated Nurse's team"),
        ("chair: agenda, letters", "Agenda fine, send to Designated Nurse if Jo agrees"),
        ("chair: discharges, escalation", "Discharge the first five"),
        ("chair: minutes", "Minutes agreed, circulate to Karen"),
        ("chair: agenda", "Agreed, in the order of last month"),
        ("chair: late paper", "I won't allow it unless it is short"),
        ("chair: late paper", "No, allow it"),
        ("chair: notice", "Please send the letter to Karen"),
        ("chair: notice", "Please send the letter to Designated Nurse's deputy"),
        ("chair: notice", "Happy for that to go if Karen agrees, please send"),
        ("chair: escalation", "I'm not happy for the letter to be sent to Medway in my name"),
        ("chair: quorum", "We were one short"),
        ("chair: quorum", "No, quorate"),
        ("chair: agenda, minutes", "agree\nAGREE AGENDA"),
        ("chair: agenda, minutes", "I have not read the minutes"),
        ("chair: notice", "Send it to his director"),
        ("chair: discharges, escalation", "Can the done ones be discharged"),
        ("chair: discharges, escalation", "Discharge\nWrite\nDischarge"),
        ("chair: agenda, discharges", "Yes to 1, discharge the other three"),
        ("chair: agenda, discharges", "Yes to 1, do not discharge the others"),
        ("chair: agenda, discharges", "Yes to 1, discharge the others if Helen agrees"),
        ("chair: discharge", "I've seen the form and it's not good. Discharge."),
        ("chair: notice", "No, that's fine"),
        ("pack", "I've been through the list, all correct"),
        ("chair: discharge", "Discharge. It is to be seen by the board."),
        ("chair: discharge", "Discharge. Helen was to get it done."),
        ("chair: discharge", "Discharge. Is Helen well?"),
        ("chair: discharge", "Discharge. It has not been easy for her."),
        ("chair: discharge", "Discharge. Helen has more work to do."),
        ("pack", "RELEASE. We have waited long enough."),
        ("pack", "All correct but item 8. RELEASE"),
        ("desk", "Rang Sam and she wants item 6 first. AGENDA AGREED BY CHAIR, phone, 15 January"),
        ("desk", "Jo may send a paper after all. item 6 VERBAL, phone, 15 January"),
        ("desk: an agreement", "I've not got the form. SIGNED Interim Lead, 15 January"),
        (
            "after the meeting, no actions",
            "Could you not add Night buses to the agenda for decision, half an hour",
        ),
        (
            "after the meeting, no actions",
            "Could you add Night buses for decision, half an hour, if there is room",
        ),
        (
            "after the meeting, no actions",
            "Can we have item 5 earlier on the agenda, for decision, 10 minutes",
        ),
        ("after the meeting, no actions", "Please don't have buses on the agenda for decision, half an hour"),
        ("paper: 6", "I'd like to withdraw this one please if the deadline can't move"),
        ("details", "I think my number changes next month when we move but I don't have the new one"),
        ("desk: an agreement", "Signed Interim Lead, 15 January, not in the file"),
    ],
)
def test_a_condition_another_object_or_another_count_records_nothing(letter: str, text: str) -> None:
    says = understood(letter, text)
    assert says
    assert all(sentence.startswith("?") for sentence in says)


def test_an_offer_beside_a_paper_is_no_condition() -> None:
    says = ["The paper for item 6 has come.", FOR_THE_UNIT]
    assert understood("paper: 6", "As promised! Let me know if anything's missing", "a.docx") == says
    assert understood("paper: 6", "Attached. I'll say if it changes", "a.docx") == [
        "? Your paper seems not to be final."
    ]


@pytest.mark.parametrize(
    "text",
    ["Don't leave item 8 out", "Leave item 8 out if Helen asks", "Leave 8 out?", "8 first if 6 is late"],
)
def test_a_change_of_the_pack_with_a_condition_is_for_the_unit(text: str) -> None:
    assert understood("pack", text) == [FOR_THE_UNIT]
