"""The letters that wait in the outbox, and a person's decisions on them: mase outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from mase.options import PERSON, GroupOption, date_gone_by, decided_by, group_code, refuse_before, the_office

if TYPE_CHECKING:
    from rich.table import Table
    from sqlalchemy.orm import Session

    from tasks.duties.base.office import Office, UnitOfWork
    from tasks.duties.coming.invitations import InvitationWaiting
    from tasks.duties.outbox.decisions import Settled, Waiting

app = typer.Typer(
    help="What waits in the outbox and why; release, cancel, resolve or send again; hold everything."
)

STYLES = {"failed": "bold red", "asked": "bold red", "held": "red", "unknown": "yellow"}
WHAT_TO_DO = {
    "failed": "failed: the gateway won’t take it. Correct the address on the register, and write yourself.",
    "asked": "asked: find out whether it arrived, then: "
    "mase outbox resolve ID --went|--not-sent --by WHO --reason WHY",
    "held": "held: deal with the reason, then: mase outbox release|cancel ID --by WHO --reason WHY",
    "unknown": "unknown: the next runs look for it in Sent Items; nothing to do.",
}
STUCK = ("held", "left out")
RELEASE_INVITATION = (
    "held, left out: deal with the reason, then for each ID separately: "
    "mase outbox release ID --by WHO --reason WHY"
)

RESUME = "Once that is dealt with: mase outbox resume --by WHO --reason WHY"

Id = Annotated[str, typer.Argument(help="The id of one letter, as mase outbox shows it.")]
By = Annotated[str, typer.Option(help=f"Whose decision it is: {PERSON}.")]
Reason = Annotated[str, typer.Option(help="Why, in a few words; it is kept.")]


@app.callback(invoke_without_command=True)
def outbox(context: typer.Context, group: GroupOption = None) -> None:
    """List the letters that have not gone, those that need a person first."""
    if context.invoked_subcommand is not None:
        refuse_before(context, group)
        return
    from config.settings import load_settings
    from tasks.duties.coming.invitations import invitations_waiting
    from tasks.duties.outbox import decisions as holding
    from tasks.duties.outbox.decisions import unexplained, waiting
    from tasks.mail.sending import delivery_settings as rules

    with the_office() as office:
        waits = rules.WAITS if load_settings().mode == "hold" else ""
        if hold := holding.hold_in_force(office):
            _say_held(hold.words)
            waits = holding.WAITS
        code = group and group_code(office, group)
        letters = [row for row in waiting(office, waits=waits) if code in (None, row.group)]
        invitations = [row for row in invitations_waiting(office, waits=waits) if code in (None, row.group)]
        _show(letters, unexplained(office), invitations)


@app.command()
def outbox_release(id: Id, by: By, reason: Reason) -> None:
    """Let a held letter go, checked and drafted again, or an invitation that has not reached everybody.

    Each is released by its own id, even where several wait for the same reason.
    """
    from tasks.duties.outbox import decisions as outbox

    if _is_invitation_released(id, by, reason):
        return
    _decide(
        id,
        by,
        lambda work, letter: outbox.release(work, letter, reason=reason),
        "Released",
    )


@app.command()
def outbox_cancel(id: Id, by: By, reason: Reason) -> None:
    """Cancel a letter that is queued or held: it never goes."""
    from tasks.duties.outbox import decisions as outbox

    _decide(
        id,
        by,
        lambda work, letter: outbox.cancel(work, letter, reason=reason),
        "Cancelled",
    )


@app.command()
def outbox_release_restored(by: By, reason: Reason, group: GroupOption = None) -> None:
    """Let every letter go that a restore held. What had gone does not go again."""
    from tasks.duties.outbox import decisions as outbox

    number = _decide_all(by, group, lambda work: outbox.release_restored(work, group, reason=reason))
    typer.echo(f"Released: {number}.")


@app.command()
def outbox_cancel_all(by: By, reason: Reason, group: GroupOption = None) -> None:
    """Cancel every letter that is queued or held: before going live, those of a shadow month."""
    from tasks.duties.outbox import decisions as outbox

    number = _decide_all(by, group, lambda work: outbox.cancel_all(work, group, reason=reason))
    typer.echo(f"Cancelled: {number}.")


@app.command()
def outbox_resolve(
    id: Id,
    by: By,
    reason: Reason,
    went: Annotated[bool, typer.Option("--went/--not-sent", help="Whether the letter reached its reader.")],
) -> None:
    """Say of a letter that is unaccounted for whether it went; if not, it is tried once more."""
    from tasks.duties.outbox import decisions as outbox

    _decide(
        id,
        by,
        lambda work, letter: outbox.resolve(work, letter, is_sent=went, reason=reason),
        "Noted as sent" if went else "Queued again",
    )


@app.command()
def outbox_restored(by: By, group: GroupOption = None) -> None:
    """After a restore: Sent Items has been looked at, delivery goes on, and what had gone stays gone."""
    from forum.text.problem import Problem
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox.decisions import explain_restored, unexplained

    with the_office() as office:
        person = decided_by(office, group, by)
        mailboxes = unexplained(office)
        if not mailboxes:
            raise Problem("There is nothing to explain: the register knows every letter in Sent Items.")
        for mailbox in mailboxes:
            with unit_of_work(office, person) as work:
                explain_restored(work, mailbox)
    typer.echo(
        "Noted. What had gone is noted as sent with the next run. Release the rest: mase outbox "
        "release-restored --by WHO --reason WHY; or first cancel what is not to go: mase outbox lists it."
    )


@app.command()
def outbox_hold(by: By, reason: Reason, group: GroupOption = None) -> None:
    """Hold everything: nothing leaves, in no group, until it is lifted with mase outbox resume."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox.decisions import hold_everything

    with the_office() as office, unit_of_work(office, decided_by(office, group, by)) as work:
        hold_everything(work, reason=reason)
    typer.echo("Everything is held: letters and invitations wait. Lift it with mase outbox resume.")


@app.command()
def outbox_resume(by: By, reason: Reason, group: GroupOption = None) -> None:
    """Lift the hold: what waits is checked once more and leaves, unless MASE_MODE is hold."""
    from config.settings import load_settings
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox import decisions as holding

    with the_office() as office, unit_of_work(office, decided_by(office, group, by)) as work:
        holding.resume(work, reason=reason)
    when = "once MASE_MODE says redirect or live" if load_settings().mode == "hold" else "with the next run"
    typer.echo(f"The hold is lifted: what waits leaves {when}.")


@app.command()
def outbox_sent(
    since: Annotated[str | None, typer.Option(help="From which day on; seven days without one.")] = None,
    group: GroupOption = None,
) -> None:
    """List the letters that have gone, lapsed, failed or been cancelled, the latest first."""
    import datetime as dt

    from mase.terminal import terminal
    from tasks.duties.outbox.decisions import settled_letters

    with the_office() as office:
        week_ago = office.clock.now().date() - dt.timedelta(days=7)
        first = date_gone_by(since, office, "--since") if since else week_ago
        letters = settled_letters(office, first, group)
    terminal().print(_settled(letters) if letters else "No letter has gone since then.")


@app.command()
def outbox_again(id: Id, by: By, reason: Reason) -> None:
    """Send a letter that has gone, lapsed, failed or been cancelled to the same person once more."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox.decisions import send_again
    from tasks.register.outbox import settled_by_id

    with the_office() as office:
        with office.register.reading() as session:
            row = settled_by_id(session, id)
            letter_id, person = row.id, _person(office, session, row.group_id, by)
        with unit_of_work(office, person) as work:
            copy_id = send_again(work, letter_id, reason=reason)
    typer.echo(f"Letter {str(letter_id)[:8]} goes again, as letter {str(copy_id)[:8]}.")


def _is_invitation_released(id: str, by: str, reason: str) -> bool:
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.coming.invitations import invitation_by_id, release_invitation

    with the_office() as office:
        invitation = invitation_by_id(office, id)
        if invitation is None:
            return False
        with office.register.reading() as session:
            person = _person(office, session, invitation.group_id, by)
        with unit_of_work(office, person) as work:
            release_invitation(work, invitation.id, reason=reason)
    typer.echo(f"Released: invitation {str(invitation.id)[:8]}.")
    return True


def _decide(id: str, by: str, decision: Callable[[UnitOfWork, UUID], None], outcome: str) -> None:
    from tasks.duties.base.office import unit_of_work
    from tasks.register.outbox import dispatch_by_id

    with the_office() as office:
        with office.register.reading() as session:
            row = dispatch_by_id(session, id)
            letter_id, person = row.id, _person(office, session, row.group_id, by)
        with unit_of_work(office, person) as work:
            decision(work, letter_id)
    typer.echo(f"{outcome}: letter {str(letter_id)[:8]}.")


def _decide_all(by: str, group: str | None, decision: Callable[[UnitOfWork], int]) -> str:
    """Carry out a decision on several letters, and return how many they are, in words."""
    from forum.text.wording import count
    from tasks.duties.base.office import unit_of_work

    with the_office() as office, unit_of_work(office, decided_by(office, group, by)) as work:
        return count(decision(work), "letter")


def _person(office: Office, session: Session, group: UUID, by: str) -> str:
    from tasks.duties.base.names import person_called

    return str(person_called(session, group, by, office.clock.now().date()))


def _show(
    letters: Sequence[Waiting], unexplained: dict[str, int], invitations: Sequence[InvitationWaiting]
) -> None:
    from mase.terminal import terminal

    console = terminal()
    for mailbox, number in unexplained.items():
        console.print(_restored(mailbox, number), style="bold red", soft_wrap=True)
    if not letters and not invitations:
        console.print("Nothing waits in the outbox.")
    if letters:
        console.print(_table(letters))
        for sentence in _what_to_do(letters):
            console.print(sentence, soft_wrap=True)
    if invitations:
        console.print(_invitations(invitations))
        if any(invitation.state in STUCK for invitation in invitations):
            console.print(RELEASE_INVITATION, soft_wrap=True)


def _say_held(words: str) -> None:
    from mase.terminal import terminal

    console = terminal()
    console.print(f"{words}.", style="bold red", soft_wrap=True)
    console.print(RESUME, soft_wrap=True)


def _settled(letters: tuple[Settled, ...]) -> Table:
    from forum.text.wording import clock_time, count, short_day_month
    from mase.terminal import table_of

    title = f"{count(len(letters), 'letter')} no longer waiting"
    table = table_of(
        "Id", "State", "Letter", "To", "When", "Files", narrow=("Id", "State", "Letter"), title=title
    )
    for letter in letters:
        when = f"{short_day_month(letter.at.date())}, {clock_time(letter.at.time())}"
        name = f"{letter.letter.replace('_', ' ')}\n{letter.meeting or letter.group}"
        cells = (str(letter.id)[:8], letter.state.value, name, letter.recipient, when, str(letter.files))
        table.add_row(*cells)
    return table


def _restored(mailbox: str, number: int) -> str:
    from forum.text.wording import count

    return (
        f"The mailbox {mailbox} has sent {count(number, 'letter or invitation', 'letters or invitations')} "
        "that the register does not know of: it was restored from a backup, and everything is held. Look at "
        "Sent Items and the calendar, then: mase outbox restored --by WHO"
    )


def _table(letters: Sequence[Waiting]) -> Table:
    from forum.text.wording import clock_time, count, short_day_month
    from mase.terminal import table_of

    title = f"{count(len(letters), 'letter')} in the outbox"
    table = table_of(
        "Id", "State", "Letter", "To", "Since", "Why", narrow=("Id", "State", "Letter"), title=title
    )
    for letter in letters:
        since = f"{short_day_month(letter.since.date())}, {clock_time(letter.since.time())}"
        name = f"{letter.letter.replace('_', ' ')}\n{letter.meeting or letter.group}"
        cells = (str(letter.id)[:8], letter.state.value, name, letter.recipient, since, letter.why)
        table.add_row(*cells, style=STYLES.get(letter.state.value, ""))
    return table


def _invitations(invitations: Sequence[InvitationWaiting]) -> Table:
    from forum.text.wording import capital, clock_time, count, short_day_month
    from mase.terminal import table_of

    title = f"{count(len(invitations), 'invitation')} not with everybody yet"
    table = table_of("Id", "State", "Meeting", "Since", "Why", narrow=("Id", "State", "Meeting"), title=title)
    for invitation in invitations:
        since = f"{short_day_month(invitation.since.date())}, {clock_time(invitation.since.time())}"
        cells = (str(invitation.id)[:8], invitation.state, invitation.meeting, since, capital(invitation.why))
        style = "red" if invitation.state in STUCK else ""
        table.add_row(*cells, style=style)
    return table


def _what_to_do(letters: Sequence[Waiting]) -> Iterator[str]:
    states = {letter.state.value for letter in letters}
    return (sentence for state, sentence in WHAT_TO_DO.items() if state in states)
