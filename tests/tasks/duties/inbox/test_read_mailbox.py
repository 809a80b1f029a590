"""Each item is dealt with once, whatever breaks off in between; none is lost, and none stops the next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.inbox import NotUnderstood
from forum.questions.kinds import QuestionKind
from tasks.duties.inbox import read_mailbox as mailbox
from tasks.duties.inbox.read_mailbox import TRIES
from tasks.mail.protocol.mailer import Dmarc, MailError, RefusedError, SignInError, UnclearError
from tasks.register.audit.row_check import verify_register
from tasks.register.mailbox import count_failed_try, cursor_of, store_cursor
from tasks.register.tables import (
    AddressRow,
    AuditRow,
    DispatchRow,
    ExpectedRow,
    MailboxRow,
    PaperRow,
    ReceivedRow,
)
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.secretariat import CHAIR, NURSE
from tests.tasks.mail.fake_mailer import Crash, Fault

PDF = b"%PDF-1.7 a paper"
REQUESTS = ("read", "key of", "mark")


def with_mail(post: Post) -> Post:
    """Six items: an answer, a question said again, apologies, a stranger, thanks, a file to nothing."""
    letter = post.sent("chair", CHAIR)
    post.reply("AGREE", to=letter)
    post.reply("AGREE", to=letter)
    post.reply("Sorry, I can't come", sender=post.address(NURSE))
    post.reply("Buy now", sender="stranger@elsewhere.example")
    post.reply("Thank you", to=letter)
    post.reply("See attached", to=letter, files={"x.pdf": b"%PDF-1.7"})
    return post


OUTCOMES = ["recorded", "not understood", "recorded", "for the unit", "noted", "not understood"]


def assert_all_is_done_once(post: Post) -> None:
    """The six items have come to what they come to when nothing breaks off."""
    rows = sorted(post.forum.rows(ReceivedRow), key=lambda row: row.item)
    assert [row.outcome for row in rows] == OUTCOMES
    assert [row.answer for row in post.forum.questions(QuestionKind.AGREE_AGENDA)] == ["AGREE"]
    assert [row.answer for row in post.forum.rows(ExpectedRow)] == ["apologies"]
    letters = Counter(row.letter for row in post.forum.rows(DispatchRow))
    assert (letters["recorded"], letters["not_understood"]) == (2, 2)
    assert post.mailer.marks == {f"item {n}": f"MASE: {one}" for n, one in enumerate(OUTCOMES, start=1)}
    assert cursor(post) == "6"
    with post.office.register.reading() as session:
        verify_register(session)


def cursor(post: Post) -> str:
    with post.office.register.reading() as session:
        return cursor_of(session, MAILBOX)


def test_the_same_items_read_again_do_nothing_new(chair_asked: Post) -> None:
    post = with_mail(chair_asked)
    assert post.read() == ""
    assert_all_is_done_once(post)
    with post.office.register.transaction("test") as tx:
        store_cursor(tx.session, MAILBOX, "", tx.at)
    assert post.read() == ""
    assert_all_is_done_once(post)


def test_an_item_that_another_gateway_calls_otherwise_is_known_by_its_message_id(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.reply("AGREE", to=letter, id="AAMk", message_id="<1@members.example>")
    assert chair_asked.read() == ""
    assert chair_asked.outcomes() == [Outcome.RECORDED]


@pytest.mark.parametrize("text", ["Thanks", "Please ring me.", "AGREE"])
@pytest.mark.parametrize(
    ("sender", "dmarc"),
    [("stranger@evil.example", Dmarc.PASS), ("stranger@evil.example", Dmarc.NONE), ("", Dmarc.NONE)],
)
def test_no_mail_of_a_strangers_is_taken_for_the_one_whose_message_id_it_has(
    chair_asked: Post, text: str, sender: str, dmarc: Dmarc
) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    same: dict[str, Any] = {"to": letter, "message_id": "<to-come@council.example>"}
    chair_asked.hear(text, sender=sender, dmarc=dmarc, **same)
    assert chair_asked.hear("AGREE", **same).outcome is Outcome.RECORDED
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer == "AGREE"


def test_pages_are_read_one_after_the_other(chair_asked: Post) -> None:
    chair_asked.mailer.page = 2
    assert with_mail(chair_asked).read() == ""
    assert chair_asked.mailer.requests.count("read") == 3
    assert len(chair_asked.outcomes()) == 6


def test_of_two_things_somebody_says_the_last_stands_in_whatever_order_they_are_listed(post: Post) -> None:
    post.mailer.page = 1
    nurse, nine = post.address(NURSE), post.forum.clock.at
    for minutes, text in ((20, "I will be there after all"), (10, "Sorry, I can't come")):
        post.reply(text, sender=nurse, received_at=nine + dt.timedelta(minutes=minutes))
    assert post.read() == ""
    assert [row.answer for row in post.forum.rows(ExpectedRow)] == ["accepted"]


def test_what_the_gateway_showed_before_it_failed_is_dealt_with(chair_asked: Post) -> None:
    chair_asked.mailer.page = 2
    post = with_mail(chair_asked)
    post.mailer.order("read", None, Fault(RefusedError("The mailbox is busy."), whole_request=True))
    assert post.read() == "The mailbox is busy."
    assert (len(post.outcomes()), cursor(post)) == (2, "2")
    assert post.read() == ""
    assert_all_is_done_once(post)


def test_a_mailbox_counts_as_read_where_nothing_is_new_but_not_where_it_cannot_be_read(post: Post) -> None:
    def read_at() -> dt.timedelta:
        """How long after the reading that is to come the mailbox was last read."""
        (mailbox,) = post.forum.rows(MailboxRow)
        return mailbox.read_at - post.forum.clock.at

    assert post.read() == ""
    first = read_at()
    post.forum.clock.at += dt.timedelta(minutes=10)
    assert (post.read(), read_at()) == ("", first)
    post.forum.clock.at += dt.timedelta(minutes=10)
    post.mailer.order("read", Fault(RefusedError("The mailbox is busy."), whole_request=True))
    assert post.read() == "The mailbox is busy."
    assert read_at() == first - dt.timedelta(minutes=10)


@pytest.mark.thorough
@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("nth", range(6))
def test_a_run_that_dies_at_a_request_is_made_up_for_by_the_next(
    chair_asked: Post, request_: str, nth: int
) -> None:
    post = with_mail(chair_asked)
    post.mailer.page = 2
    post.mailer.order(request_, *[None] * nth, Fault(Crash(), whole_request=True))
    for _ in range(2):
        with suppress(Crash):
            assert post.read() == ""
    assert_all_is_done_once(post)


@pytest.mark.thorough
@pytest.mark.parametrize("nth", range(14))
def test_a_run_that_dies_at_a_commit_is_made_up_for_by_the_next(chair_asked: Post, nth: int) -> None:
    post = with_mail(chair_asked)
    post.mailer.page = 2
    commits = 0

    def die(_connection: object) -> None:
        nonlocal commits
        commits += 1
        if commits == nth + 1:
            raise Crash

    engine = post.office.register.engine
    event.listen(engine, "commit", die)
    try:
        for _ in range(2):
            with suppress(Crash):
                assert post.read() == ""
    finally:
        event.remove(engine, "commit", die)
    assert_all_is_done_once(post)


@pytest.mark.parametrize("request_", ["read", "key of"])
@pytest.mark.parametrize("error", [UnclearError("The server is busy."), RefusedError("Not now.")])
def test_a_gateway_that_can_not_be_asked_ends_the_run_and_the_next_one_goes_on(
    chair_asked: Post, request_: str, error: MailError
) -> None:
    post = with_mail(chair_asked)
    post.mailer.order(request_, Fault(error, whole_request=True))
    assert post.read() == str(error)
    assert post.outcomes() == []
    assert post.read() == ""
    assert len(post.outcomes()) == 6


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_sign_in_that_fails_ends_the_run(chair_asked: Post, request_: str) -> None:
    post = with_mail(chair_asked)
    post.mailer.order(request_, Fault(SignInError("Sign in again."), whole_request=True))
    with pytest.raises(SignInError, match="Sign in again"):
        post.read()
    assert cursor(post) == ""


def test_an_item_the_gateway_can_not_show_is_put_to_the_unit_after_an_hours_tries(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.reply("AGREE", to=letter)
    chair_asked.reply("Sorry, I can't come", sender=chair_asked.address(NURSE))
    broken = Fault(UnclearError("It can't be shown."), whole_request=True)
    chair_asked.mailer.order("key of", *[broken] * 2 * TRIES)
    for minutes in (*[1] * TRIES, 60 - TRIES):  # a busy inbox has more than six runs in an hour
        assert chair_asked.read() == "It can't be shown."
        assert chair_asked.outcomes() == []
        chair_asked.forum.clock.at += dt.timedelta(minutes=minutes)
    assert chair_asked.read() == ""
    assert chair_asked.outcomes() == [Outcome.FOR_THE_UNIT, Outcome.RECORDED]
    (told,) = [letter for letter in chair_asked.letters.printed if isinstance(letter, NotUnderstood)]
    assert told.unclear[0].why == "Your mail has come, but it could not be opened here."


def test_a_reply_of_friday_evening_outlasts_two_blips_of_the_network(chair_asked: Post) -> None:
    chair_asked.reply("AGREE", to=chair_asked.sent("chair", CHAIR))
    broken = Fault(UnclearError("It can't be shown."), whole_request=True)
    chair_asked.mailer.order("key of", broken, broken)
    for _ in range(2):
        chair_asked.forum.clock.at += dt.timedelta(days=3)
        assert chair_asked.read() == "It can't be shown."
    assert chair_asked.read() == ""
    assert chair_asked.outcomes() == [Outcome.RECORDED]


def test_a_file_is_asked_for_again_by_the_next_run(paper_wanted: Post) -> None:
    paper_wanted.reply("Attached", to=paper_wanted.sent("paper_author", NURSE), files={"paper.pdf": PDF})
    paper_wanted.mailer.order("file", Fault(Crash(), whole_request=True))
    with pytest.raises(Crash):
        paper_wanted.read()
    paper_wanted.mailer.order("file", Fault(UnclearError("It breaks off."), whole_request=True))
    assert paper_wanted.read() == "It breaks off."
    assert [paper.state for paper in paper_wanted.forum.rows(PaperRow)] == ["wanted"]
    assert paper_wanted.read() == ""
    assert [paper.state for paper in paper_wanted.forum.rows(PaperRow)] == ["filed"]


def test_it_is_known_anew_whose_a_mail_is_where_somebody_has_written_while_its_file_was_fetched(
    paper_wanted: Post,
) -> None:
    post, address = paper_wanted, paper_wanted.address(NURSE)

    def take_their_address(request: str) -> None:
        if request == "file":
            with post.office.register.transaction("test") as tx:
                of_nurse = select(AddressRow).where(AddressRow.address == address)
                tx.session.scalars(of_nurse).one().address = "somebody.else@kchft.example"

    post.mailer.at_each_request = take_their_address
    row = post.hear("Attached", to=post.sent("paper_author", NURSE), files={"paper.pdf": PDF}, sender=address)
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert [paper.state for paper in post.forum.rows(PaperRow)] == ["wanted"]


def test_a_mark_that_fails_stops_nothing(chair_asked: Post) -> None:
    post = with_mail(chair_asked)
    post.mailer.order("mark", Fault(RefusedError("It has gone."), whole_request=True))
    assert post.read() == ""
    assert len(post.outcomes()) == 6


def explode(*_: Any) -> None:
    raise ZeroDivisionError("Childrens home at 1 High Street")


def test_an_item_that_the_gateway_is_too_busy_for_stops_no_other_and_is_the_unit_s_in_the_end(
    chair_asked: Post,
) -> None:
    post = chair_asked
    id = post.reply("About the agenda.", sender=post.address(NURSE))
    post.mailer.inbox[-1] = replace(post.mailer.inbox[-1], sender="", text="", busy="It is busy.")
    answer = post.reply("AGREE", to=post.sent("chair", CHAIR))
    assert post.read() == "It is busy."
    assert post.row(answer).outcome is Outcome.RECORDED
    for _ in range(TRIES):
        post.forum.clock.at += dt.timedelta(minutes=15)
        post.read()
    assert post.row(id).outcome is Outcome.FOR_THE_UNIT
    assert post.read() == ""


@pytest.mark.parametrize("place", ["identify", "confirm", "files_wanted"])
def test_an_item_that_can_not_be_dealt_with_is_put_to_the_unit_and_the_next_one_follows(
    chair_asked: Post, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    chair_asked.reply("AGREE", to=chair_asked.sent("chair", CHAIR), files={"x.pdf": b"%PDF-1.7"})
    chair_asked.reply("", kind=ItemKind.OTHER)
    monkeypatch.setattr(mailbox, place, once(explode, getattr(mailbox, place)))
    assert chair_asked.read() == ""
    assert chair_asked.outcomes() == [Outcome.FOR_THE_UNIT, Outcome.FOR_THE_UNIT]
    row = chair_asked.row("item 1")
    assert row.reason == "It is of a kind we could not deal with (ZeroDivisionError)."
    assert chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)[0].answered is None
    assert chair_asked.forum.letters("recorded") == []


def once(first: Callable[..., Any], then: Callable[..., Any]) -> Callable[..., Any]:
    calls: list[None] = []

    def call(*given: Any) -> Any:
        calls.append(None)
        return first(*given) if len(calls) == 1 else then(*given)

    return call


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("", {}),
        ("\x00\ud800 AGREE \x07", {}),
        ("AGREE\x07 with a bell", {}),
        ("x" * 200_000, {}),
        ("", {"subject": "\x00" * 300}),
        ("AGREE", {"sender": "\x00@x.example"}),
        ("AGREE", {"sender": "\ud800@x.example", "message_id": "<\ud800>"}),
        ("AGREE", {"received_at": dt.datetime(9999, 12, 31, 23, 59)}),
        ("AGREE", {"received_at": dt.datetime(1601, 1, 1)}),
        ("", {"kind": ItemKind.VOTE, "vote": "Approve; everything"}),
        ("", {"kind": ItemKind.MEETING_ANSWER}),
        ("", {"kind": ItemKind.MEETING_ANSWER, "event_key": "x/y/z"}),
        ("", {"kind": ItemKind.NON_DELIVERY}),
        ("", {"kind": ItemKind.NON_DELIVERY, "failed_address": "\x00", "failed_key": "x"}),
        ("", {"kind": ItemKind.OTHER}),
    ],
)
def test_whatever_comes_in_has_an_outcome_and_the_next_item_is_read(
    chair_asked: Post, text: str, changes: dict[str, Any]
) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("Thanks", to=letter)
    chair_asked.reply(text, to=letter, **changes)
    chair_asked.reply("Sorry, I can't come", sender=chair_asked.address(NURSE))
    assert chair_asked.read() == ""
    rows = {row.item: row for row in chair_asked.forum.rows(ReceivedRow)}
    assert len(rows) == 3
    assert rows["item 3"].outcome is Outcome.RECORDED


def test_the_register_holds_nothing_of_what_was_written(chair_asked: Post) -> None:
    chair_asked.hear(
        "Please see Sam at 1 High Street",
        sender=chair_asked.address(NURSE),
        subject="Sam at 1 High Street",
        files={"Sam.docx": b"x"},
    )
    (row,) = chair_asked.forum.rows(ReceivedRow)
    kept = str({key: value for key, value in vars(row).items() if not key.startswith("_")})
    audited = str([vars(one) for one in chair_asked.forum.rows(AuditRow)])
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert [word for word in ("Sam", "High Street") if word in kept + audited] == []


def test_the_first_reading_leaves_alone_what_came_long_before_our_first_letter(chair_asked: Post) -> None:
    chair_asked.reply(
        "Happy New Year", sender="stranger@elsewhere.example", received_at=dt.datetime(2026, 12, 1)
    )
    chair_asked.reply("Hello", sender="stranger@elsewhere.example")
    assert chair_asked.read() == ""
    assert len(chair_asked.outcomes()) == 1


def test_a_test_letter_from_the_mailbox_to_itself_is_noted_and_no_more(chair_asked: Post) -> None:
    before = len(chair_asked.forum.rows(DispatchRow))
    chair_asked.hear("Nothing needs to be done.", sender=MAILBOX)
    assert [row.outcome for row in chair_asked.forum.rows(ReceivedRow)] == [Outcome.NOTED]
    assert len(chair_asked.forum.rows(DispatchRow)) == before


def test_two_runs_at_once_deal_with_each_item_once(chair_asked: Post) -> None:
    post = with_mail(chair_asked)
    post.forum.clock.at += dt.timedelta(minutes=30)
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(mailbox.read_mailbox, post.office, post.mailer, MAILBOX, "test") for _ in range(2)
        ]
    assert [run.result() for run in runs] == ["", ""]
    assert_all_is_done_once(post)


def test_tries_are_counted_for_each_item_by_itself(post: Post) -> None:
    with post.office.register.transaction("test") as tx:
        tries = [count_failed_try(tx.session, MAILBOX, item, tx.at)[0] for item in ("one", "one", "another")]
    assert tries == [1, 2, 1]
