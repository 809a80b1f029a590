"""The kinds of question about members: their attendance, their details and the workbooks of the unit."""

from __future__ import annotations

from forum.questions.kind import AskedOfUnit, LetterForChair, QuestionKind, Reference
from forum.questions.words import Said, Word

_APPLIED = {Said.APPLY: Word.APPLY, **dict.fromkeys((Said.NO, Said.REFUSE), Word.NO)}

ROWS = {
    QuestionKind.SEND_ATTENDANCE_NOTICE: LetterForChair(
        phrase="allow a private word about attendance",
        matter="the private letter to {reference} about attendance",
        matter_pattern=r"\b(?:attendance|letter|notice)\b",
        answers={Word.SEND: "{what} goes out in the Chair’s name.", Word.NO: "{what} is not sent."},
        reference=Reference.PERSON,
        by_phone="SEND ATTENDANCE LETTER",
    ),
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: LetterForChair(
        phrase="allow a letter to an organisation about attendance",
        matter="the letter to the organisation of {reference} about attendance",
        matter_pattern=r"\borganisation\b",
        answers={Word.SEND: "{what} goes out in the Chair’s name.", Word.NO: "{what} is not sent."},
        reference=Reference.PERSON,
        by_phone="SEND ORGANISATION LETTER",
    ),
    QuestionKind.RECORD_AGREEMENT: AskedOfUnit(
        phrase="get a signed agreement",
        matter="the agreement of {reference}",
        how="SIGNED and the name",
        by_command="SIGNED, or mase member signed",
        answers={Word.SIGNED: "{what} is signed: what waited for it goes out."},
        reference=Reference.PERSON,
    ),
    QuestionKind.APPLY_MEMBERS: AskedOfUnit(
        letter="members_check",
        phrase="say whether the members’ workbook is to be taken",
        matter="the members’ workbook",
        how="APPLY or NO",
        answers={
            Word.APPLY: "{what} is in the register.",
            Word.NO: "{what} is not taken; the register stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        unit_does="Look at what would change in our letter, and reply APPLY or NO.",
        said={**_APPLIED, Said.YES: Word.APPLY},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.APPLY_PLAN: AskedOfUnit(
        letter="members_check",
        phrase="say whether the workbook of the action plan is to be taken",
        matter="the workbook of the action plan",
        how="APPLY or NO",
        answers={
            Word.APPLY: "{what} is in the plan.",
            Word.NO: "{what} is not taken; the plan stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        unit_does="Look at what would change in our letter, and reply APPLY or NO.",
        said={**_APPLIED, Said.YES: Word.APPLY},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.CHANGE_ADDRESS: AskedOfUnit(
        phrase="say whether a new address or number is to be taken",
        matter="the new contact details of {reference}",
        how="APPLY and the name, or NO and the name",
        by_command="APPLY or NO",
        answers={
            Word.APPLY: "{what} are agreed, and in the register once each unit that was asked has agreed.",
            Word.NO: "{what} are not taken; the register stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        reference=Reference.PERSON,
        said=_APPLIED,
    ),
}
