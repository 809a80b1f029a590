"""The sheets Risks and Challenge of the record: their rows, and what a meeting changed in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from forum.challenge.challenge import Stage
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled
from forum.record.form import FormChallenge, RecordForm
from forum.record.record import ChallengeRecord, RiskRecord, Sheets
from forum.risks.risks import HIGHEST, Risk
from forum.text.cell_reader import Row
from forum.text.checks import folded
from forum.text.wording import day_month

OPEN, CLOSED = RISK_STATUS = ("Open", "Closed")
SCALE = tuple(str(number) for number in range(1, HIGHEST + 1))
STAGES = tuple(stage.capitalize() for stage in Stage)


def risk_rows(form: RecordForm) -> tuple[Mapping[str, object], ...]:
    """The rows of the sheet Risks as they are filled in beforehand."""
    if form.risks is None:
        return ()
    seats = {seat.id: seat.short_name for seat in form.seats}
    return (
        *(_risk_row(risk, seats.get(risk.owner_id, "")) for risk in form.risks.risks),
        *({"Reference": str(number)} for number in form.risks.lines),
    )


def challenge_rows(form: RecordForm) -> tuple[Mapping[str, object], ...]:
    """The rows of the sheet Challenge as they are filled in beforehand."""
    if form.challenges is None:
        return ()
    known = {challenge.reference for challenge in form.challenges}
    free = (reference for reference in _free_lines(form) if reference not in known)
    return (
        *(_challenge_row(challenge) for challenge in form.challenges),
        *({"Reference": reference} for reference in free),
    )


def read_risks(reader: RecordReader, rows: Sequence[Row], before: Sheets | None) -> tuple[RiskRecord, ...]:
    """Return the risks that are new or changed."""
    seats = {seat.short_name: seat.id for seat in reader.form.seats}
    risks = []
    for reference, row in _changed(reader, sheets.RISKS, rows, risk_rows(reader.form), before):
        cause = reader.text(row["Cause"], "what it comes of")
        event = reader.text(row["Event"], "what may happen")
        effect = reader.text(row["Effect on children"], "what it does to children")
        purpose = reader.choice(row["Purpose"], reader.form.objectives, needed=True)
        owner = seats.get(reader.choice(row["Owner"], seats, needed=True))
        likelihood = reader.choice(row["Likelihood"], SCALE, needed=True)
        impact = reader.choice(row["Impact"], SCALE, needed=True)
        status = reader.choice(row["Status"], RISK_STATUS)
        if owner and likelihood and impact:
            risks.append(
                RiskRecord(
                    number=int(reference),
                    cause=cause,
                    event=event,
                    effect=effect,
                    purpose=purpose,
                    owner_id=owner,
                    likelihood=int(likelihood),
                    impact=int(impact),
                    controls=reader.text(row["Controls"]),
                    told=reader.line(row["Told to"]),
                    is_closed=status == CLOSED,
                )
            )
    return tuple(risks)


def read_challenges(
    reader: RecordReader, rows: Sequence[Row], before: Sheets | None
) -> tuple[ChallengeRecord, ...]:
    """Return the challenges that are new or changed."""
    seats = {seat.short_name: seat.id for seat in reader.form.seats}
    challenges = []
    for reference, row in _changed(reader, sheets.CHALLENGE, rows, challenge_rows(reader.form), before):
        raised_by, to = reader.choice(row["From"], seats), reader.choice(row["To"], seats)
        if raised_by and raised_by == to:
            reader.fault(row["To"], "another seat than the one that raised it")
        changed = reader.text(row["What changed for children"])
        answer = reader.text(row["Answer"], "the answer that changed something" if changed else "")
        stage = reader.choice(row["Stage"], STAGES)
        challenges.append(
            ChallengeRecord(
                reference=reference,
                raised_by_id=seats.get(raised_by),
                to_id=seats.get(to),
                what=reader.text(row["What"], "what was or was not done, in neutral words"),
                stage=Stage(stage.lower()) if stage else Stage.OFFICER,
                answer=answer,
                changed=changed,
            )
        )
    return tuple(challenges)


def _changed(
    reader: RecordReader,
    sheet: sheets.Sheet,
    rows: Sequence[Row],
    beforehand: Sequence[Mapping[str, object]],
    before: Sheets | None,
) -> Iterator[tuple[str, Row]]:
    """Yield the rows that say something else than was filled in beforehand, and than the last filing said:
    since then the register may have changed by the record of a later meeting."""
    given = [column.heading for column in sheet.columns if column.given]
    known = {str(row["Reference"]): _typed(sheet, row) for row in beforehand}
    filed = before.rows.get(sheet.name, ()) if before else ()
    earlier = {folded(row["Reference"].line): _cells(row, given) for row in filed}
    filled = [row for row in rows if is_filled(row, given)]
    for reference, row in reader.rows_by(filled, "Reference", known).items():
        if _cells(row, given) not in (known[reference], earlier.get(folded(reference))):
            yield reference, row


def _cells(row: Row, given: Sequence[str]) -> dict[str, str]:
    return {heading: cell.line for heading, cell in row.items() if heading not in given}


def _typed(sheet: sheets.Sheet, values: Mapping[str, object]) -> dict[str, str]:
    """The text of the white cells of a row as it is filled in beforehand."""
    white = (column.heading for column in sheet.columns if not column.given)
    return {heading: " ".join(str(values.get(heading, "")).split()) for heading in white}


def _free_lines(form: RecordForm) -> Iterator[str]:
    return (f"{form.reference}/C{number}" for number in range(1, sheets.CHALLENGE.free + 1))


def _risk_row(risk: Risk, owner: str) -> Mapping[str, object]:
    return {
        "Reference": str(risk.number),
        "Cause": risk.cause,
        "Event": risk.event,
        "Effect on children": risk.effect,
        "Purpose": risk.purpose,
        "Owner": owner,
        "Likelihood": str(risk.score.likelihood),
        "Impact": str(risk.score.impact),
        "Trend": f"{risk.score.value}, {risk.trend} since {day_month(risk.score.on)}",
        "Controls": risk.controls,
        "Told to": risk.told,
        "Status": CLOSED if risk.closed_on else OPEN,
    }


def _challenge_row(challenge: FormChallenge) -> Mapping[str, object]:
    return {
        "Reference": challenge.reference,
        "From": challenge.raised_by,
        "To": challenge.to,
        "What": challenge.what,
        "Stage": challenge.stage.capitalize(),
        "Answer by": day_month(challenge.due),
        "Answer": challenge.answer,
        "What changed for children": challenge.changed,
    }
