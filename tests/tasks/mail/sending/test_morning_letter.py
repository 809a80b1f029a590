"""The letter of the mailbox to itself, moved on by the rounds of the watcher."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.protocol.mailer import MailError, ReceivedItem, SignInError, UnclearError
from tasks.mail.sending.trial_letter import letter_to_move_on, move_letter_on
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import MorningLetterRow
from tests.tasks.mail.fake_mailer import FakeMailer, Fault, message_id_of

OURS = "mase@unit.example"
MONDAY, SATURDAY = dt.date(2027, 1, 4), dt.date(2027, 1, 9)


class Rounds:
    def __init__(self, register: Register, clock: SetClock) -> None:
        self.register, self.clock, self.mailer = register, clock, FakeMailer(clock)

    def make(self, time: str, day: dt.date = MONDAY) -> str:
        """Make the round of that time; return why the mailbox could not be asked."""
        self.clock.at = dt.datetime.combine(day, dt.time.fromisoformat(time))
        if letter := letter_to_move_on(self.register, OURS):
            try:
                move_letter_on(self.register, self.mailer, letter)
            except MailError as error:
                return str(error)
        return ""

    def letter(self) -> MorningLetterRow | None:
        with self.register.reading() as session:
            return session.get(MorningLetterRow, (MONDAY, OURS))

    def comes_back(self) -> None:
        ((_, mail),) = self.mailer.sent
        self.mailer.inbox.append(
            ReceivedItem(
                "1", ItemKind.MESSAGE, OURS, self.clock.at, mail.subject, message_id=message_id_of(mail.key)
            )
        )


@pytest.fixture
def rounds(register: Register, clock: SetClock) -> Rounds:
    return Rounds(register, clock)


def test_one_goes_each_weekday_morning_and_is_timed_out_and_back(rounds: Rounds) -> None:
    for time in ("06:55", "07:00", "07:05"):
        rounds.make(time)
    ((_, mail),) = rounds.mailer.sent
    assert (mail.to, mail.subject) == (OURS, "MASE: a test of the mailbox")
    letter = rounds.letter()
    assert letter is not None
    assert (letter.sent, letter.back) == (dt.datetime(2027, 1, 4, 7, 0), None)
    rounds.comes_back()
    for time in ("07:10", "07:15", "17:00"):
        rounds.make(time)
    letter = rounds.letter()
    assert letter is not None
    assert letter.back == dt.datetime(2027, 1, 4, 7, 5)
    asked = len(rounds.mailer.requests)
    rounds.make("17:05")
    assert (len(rounds.mailer.sent), len(rounds.mailer.requests)) == (1, asked), "no more to do that day"
    rounds.make("09:00", SATURDAY)
    rounds.make("07:00", dt.date(2027, 1, 5))
    assert len(rounds.mailer.sent) == 2


@pytest.mark.parametrize("happened", [True, False])
def test_one_without_a_clear_outcome_is_looked_for_and_goes_with_the_next_round(
    rounds: Rounds, happened: bool
) -> None:
    rounds.mailer.order("send", Fault(UnclearError("The line was cut."), happened=happened))
    assert rounds.make("07:00") == "The line was cut."
    assert rounds.make("07:05") == ""
    letter = rounds.letter()
    assert letter is not None
    assert letter.sent is not None
    assert (len(rounds.mailer.sent), rounds.mailer.drafts) == (1, {})


def test_after_a_refused_sign_in_the_mailbox_is_left_alone_for_an_hour(rounds: Rounds) -> None:
    refused = Fault(SignInError("Refused."), whole_request=True)
    rounds.mailer.order("find", refused, refused)
    said = [rounds.make(time) for time in ("07:00", "07:05", "07:55", "08:00", "08:30", "09:00")]
    assert said == ["Refused.", "", "", "Refused.", "", ""]
    letter = rounds.letter()
    assert letter is not None
    assert letter.begun == dt.datetime(2027, 1, 4, 7, 0), "so long it has been tried"
    assert len(rounds.mailer.sent) == 1
