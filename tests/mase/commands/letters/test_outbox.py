"""mase outbox and mase audit verify, as they are typed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import Mail, UnclearError
from tasks.register.audit.journal import check_number_of_the_day
from tasks.register.database.clock import SetClock, SystemClock
from tasks.register.database.register import Register
from tasks.register.outbox import in_state
from tasks.register.tables import AuditRow
from tests.mase.commands.terminal import typed
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.calendar.calendar_room import calendar_room
from tests.tasks.mail.sending.post_room import PostRoom, post_room


@pytest.fixture
def room(
    register: Register, database_url: str, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PostRoom:
    """The post room in the register that the settings name; its members' addresses are good today, too."""
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    return post_room(register, clock)


def by_nurse(reason: str) -> tuple[str, ...]:
    return "--by", "Nurse@members.example", "--reason", reason


def hold(room: PostRoom) -> str:
    """Hold a letter to the nurse, and return the beginning of its id."""
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    (id,) = room.queue("nurse")
    room.deliver()
    return str(id)[:8]


@pytest.mark.usefixtures("room")
def test_an_empty_outbox_says_so() -> None:
    assert typed("outbox") == "Nothing waits in the outbox.\n"


def test_what_waits_is_listed_with_its_reason_and_what_to_do(room: PostRoom) -> None:
    id = hold(room)
    screen = typed("outbox")
    assert "1 letter in the outbox" in screen
    (line,) = [line for line in screen.splitlines() if id in line]
    assert re.search(r"held +minutes +nurse +4 Jan, 9am +The address is not at a domain", line)
    assert "mase outbox release|cancel ID" in screen
    assert "members.example" not in screen
    assert typed("outbox", "--group", "mase") == screen
    with pytest.raises(Problem, match="no group “HAP”"):
        typed("outbox", "--group", "HAP")


def test_a_held_letter_is_released(room: PostRoom) -> None:
    id = hold(room)
    assert typed("outbox", "release", id, *by_nurse("the domain is right")) == f"Released: letter {id}.\n"
    assert "queued" in typed("outbox")


def test_a_held_letter_is_cancelled(room: PostRoom) -> None:
    id = hold(room)
    assert typed("outbox", "cancel", id, *by_nurse("not needed")) == f"Cancelled: letter {id}.\n"
    assert typed("outbox") == "Nothing waits in the outbox.\n"


def test_a_held_invitation_is_released_and_why_is_kept_with_it(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.wiring.SystemClock", lambda: room.clock)
    calendar = calendar_room(room)
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    room.deliver()
    id = str(calendar.invitation)[:8]
    with pytest.raises(Problem, match="Say why, in a few words: the reason is kept with the invitation"):
        typed("outbox", "release", id, *by_nurse(" "))
    assert "then for each ID separately: mase outbox release ID" in typed("outbox")
    said = typed("outbox", "release", id, *by_nurse("the domain is right"))
    assert said == f"Released: invitation {id}.\n"
    assert calendar.row().decision == "released: the domain is right"


def test_whose_decision_it_is_may_be_said_by_seat(room: PostRoom) -> None:
    id = hold(room)
    typed("outbox", "cancel", id, "--by", "nurse", "--reason", "not needed")
    with room.register.reading() as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert row is not None
        assert row.actor == str(room.people["nurse"])


@pytest.mark.parametrize(
    ("choice", "said", "state"),
    [("--went", "Noted as sent", State.SENT), ("--not-sent", "Queued again", State.QUEUED)],
)
def test_a_person_says_what_became_of_a_letter(room: PostRoom, choice: str, said: str, state: State) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    room.deliver()
    room.mailer.drafts.clear()
    room.later()
    room.deliver()
    short = str(id)[:8]
    assert typed("outbox", "resolve", short, choice, *by_nurse("asked her")) == f"{said}: letter {short}.\n"
    assert room.state(id) is state


def test_after_a_restore_a_person_lets_delivery_go_on(room: PostRoom) -> None:
    stranger = Mail("another/register/minutes/first/person", "a@members.example", "s", "t", "<p>h</p>")
    room.mailer.sent.append((room.clock.now(), stranger))
    (id,) = room.queue("nurse")
    room.deliver()
    assert "has sent 1 letter or invitation that the register does not know of" in typed("outbox")
    assert typed("outbox", "restored", "--by", "nurse@members.example").startswith("Noted.")
    typed("outbox", "release", str(id), *by_nurse("looked at Sent Items"))
    assert room.deliver().sent == (id,)


def test_everything_is_held_and_let_go_again(room: PostRoom) -> None:
    room.queue("nurse")
    assert typed("outbox", "hold", *by_nurse("wrong letters")).startswith("Everything is held")
    screen = typed("outbox")
    assert screen.startswith("Everything has been held since ")
    assert ": wrong letters.\nOnce that is dealt with: mase outbox resume" in screen
    assert typed("status").startswith("Everything has been held since ")
    assert typed("outbox", "resume", *by_nurse("put right")).startswith("The hold is lifted")
    assert "held since" not in typed("outbox")


@pytest.mark.parametrize(
    ("mode", "why", "when"),
    [
        ("hold", "It waits until MASE_MODE says redirect or live.", "once MASE_MODE says redirect or live"),
        ("live", "It goes with the next run in working hours.", "with the next run"),
    ],
)
def test_a_queued_letter_says_what_it_waits_for(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch, mode: str, why: str, when: str
) -> None:
    monkeypatch.setenv("MASE_MODE", mode)
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "members.example")
    room.queue("nurse")
    assert why in typed("outbox")
    typed("outbox", "hold", *by_nurse("wrong letters"))
    screen = typed("outbox")
    assert ("It waits for the hold to be lifted." in screen, why in screen) == (True, False)
    lifted = typed("outbox", "resume", *by_nurse("put right"))
    assert lifted == f"The hold is lifted: what waits leaves {when}.\n"


def test_a_letter_that_has_gone_is_found_and_sent_again(room: PostRoom) -> None:
    room.clock.at = SystemClock().now()
    (id,) = room.queue("nurse")
    assert typed("outbox", "sent") == "No letter has gone since then.\n"
    room.deliver()
    short = str(id)[:8]
    (line,) = [line for line in typed("outbox", "sent").splitlines() if short in line]
    assert re.search(r"sent +minutes +nurse", line)
    assert typed("outbox", "again", short, *by_nurse("never arrived")).startswith(
        f"Letter {short} goes again"
    )
    assert len(room.deliver().sent) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("cancel", "12345678", *by_nurse("x")), "No letter that waits has the id “12345678”"),
        (("again", "12345678", *by_nurse("x")), "No letter that has gone has the id “12345678”"),
        (("again", "a letter", *by_nurse("x")), "No letter that has gone has the id “a letter”"),
        (("restored", "--by", "nurse@members.example"), "nothing to explain"),
        (("restored", "--by", "stranger@members.example"), "Nobody on the register has the address"),
    ],
)
@pytest.mark.usefixtures("room")
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        typed("outbox", *words)


def test_an_id_that_could_be_several_letters_is_not_guessed(room: PostRoom) -> None:
    for number in range(17):  # of 17 ids, two begin with the same sign
        room.queue("nurse", number=number)
    with room.register.reading() as session:
        first = sorted(str(row.id)[0] for row in in_state(session, State.QUEUED))
    twice = next(one for one, other in pairwise(first) if one == other)
    with pytest.raises(Problem, match="give more of the id"):
        typed("outbox", "cancel", twice, *by_nurse("x"))


def number_of_the_day(room: PostRoom) -> str:
    with room.register.transaction("test") as tx:
        return check_number_of_the_day(tx)


def test_a_whole_audit_trail_is_verified_and_its_number_shown(room: PostRoom) -> None:
    hold(room)
    assert re.search(
        r"The audit trail is whole: \d+ rows?\.\nThe register is as the trail says: \d+ rows\.\n"
        r"It has no check number yet",
        typed("audit", "verify"),
    )
    number = number_of_the_day(room)
    assert f"Its check number of 4 January 2027 is {number}" in typed("audit", "verify")


def test_the_check_number_of_an_earlier_letter_is_found_until_its_row_is_cut_off(room: PostRoom) -> None:
    hold(room)
    typed("audit", "verify")
    number = number_of_the_day(room)
    with room.register.transaction("somebody") as tx:
        tx.audit("thing done")
    assert "The check number is that of row" in typed("audit", "verify", number)
    with room.register.transaction("somebody") as tx:
        last_two = select(AuditRow.seq).order_by(AuditRow.seq.desc()).limit(2)
        tx.session.execute(delete(AuditRow).where(AuditRow.seq.in_(tx.session.scalars(last_two).all())))
    assert "The audit trail is whole" in typed("audit", "verify")
    with pytest.raises(Problem, match="no row has that check number"):
        typed("audit", "verify", number)


def test_a_changed_row_of_the_audit_trail_is_found(room: PostRoom) -> None:
    hold(room)
    with room.register.transaction("somebody") as tx:
        tx.session.execute(update(AuditRow).where(AuditRow.event == "letters held").values(actor="nobody"))
    with pytest.raises(Problem, match="audit trail"):
        typed("audit", "verify")
