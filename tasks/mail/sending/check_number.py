"""Sending the check number of the audit trail to the operators, with the first delivery of each day.

The number proves changes of the trail only when it is kept out of the register's reach.
"""

from __future__ import annotations

import datetime as dt
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.outbox.modes import Mode
from forum.text.wording import full_date
from tasks.mail.protocol.mailer import Mail, MailError, UnclearError, UnreadableError, Whereabouts
from tasks.mail.sending.checks import why_address_is_refused
from tasks.mail.sending.run import DeliveryRun
from tasks.mail.sending.trial_letter import TRIAL
from tasks.register.audit.check_number import check_number_of_the_day
from tasks.register.audit.trail import SERVICE, beginning
from tasks.register.database.register import Transaction
from tasks.register.tables import AuditRow

SENT = "check number sent"


def is_check_number_due(session: Session, on: dt.date) -> bool:
    """Tell whether no check number has gone on that day; an empty trail has none."""
    midnight = dt.datetime.combine(on, dt.time())
    last = select(AuditRow.at).where(AuditRow.event == SENT).order_by(AuditRow.seq.desc()).limit(1)
    last_sent = session.scalar(last)
    is_empty = session.scalar(select(AuditRow.seq).limit(1)) is None
    return not is_empty and (last_sent is None or last_sent < midnight)


def send_check_number(run: DeliveryRun) -> None:
    """Send the check number, once a day. The next run looks for a letter without a clear outcome.

    The letter is in no outbox, since it concerns no group and nobody on the register. Its key finds it again
    in Sent Items; a draft left behind is deleted with the stray drafts.
    """
    if not run.rules.ops_address:
        return
    today = run.register.clock.now().date()
    with run.register.reading() as session:
        if not is_check_number_due(session, today):
            return
    with run.transaction() as turn:
        mail = _letter(run, turn.tx, today)
    if reason := why_address_is_refused(run.rules.ops_address, run.rules):
        run.stopped = f"The check number can’t be sent to MASE_OPS_ADDRESS: {reason}"
        return
    try:
        if run.mailer.find(mail.key).where is not Whereabouts.SENT:
            _send(run, mail)
    except UnreadableError:
        pass  # it may have gone, and would go again with every run of the day
    except UnclearError:
        return
    except MailError as error:
        run.stopped = str(error)
        return
    with run.transaction() as turn:
        turn.tx.audit(SENT)


def _send(run: DeliveryRun, mail: Mail) -> None:
    (draft,) = run.mailer.draft([mail])
    if isinstance(draft, MailError):
        raise draft
    (outcome,) = run.mailer.send([draft])
    if outcome is not None:
        raise outcome


def _letter(run: DeliveryRun, tx: Transaction, day: dt.date) -> Mail:
    first = tx.session.scalar(select(AuditRow.hash).where(AuditRow.previous == beginning(SERVICE))) or ""
    lines = (
        f"The check number of the audit trail on {full_date(day)} is:",
        check_number_of_the_day(tx),
        "Please keep this letter where nobody who can write to the register can change it. If you ever doubt "
        "the register, run mase audit verify with this number.",
        "You receive this once a day because MASE_OPS_ADDRESS names this address.",
    )
    return Mail(
        key=f"{TRIAL}{uuid5(NAMESPACE_OID, first)}/check-number/{day.isoformat()}/ops",
        to=run.rules.redirect_to if run.rules.mode is Mode.REDIRECT else run.rules.ops_address,
        subject=f"MASE: check number of {full_date(day)}",
        text="\n\n".join(lines) + "\n",
        html="".join(f"<p>{line}</p>" for line in lines),
    )
