"""A mailbox that is reached through another gateway from one run to the next, with letters in flight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from forum.outbox.states import State
from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.protocol.mailer import BusyError, Mailer, MailError
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office import people
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Folder, ItemClass
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server, StandIn
from tests.tasks.mail.gateways.boxes import NURSE, OURS, PEOPLE
from tests.tasks.mail.gateways.letters import drafted as drafted_by
from tests.tasks.mail.gateways.letters import letter, sent
from tests.tasks.mail.gateways.meetings import MEETING
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

pytestmark = pytest.mark.thorough
LONG_AGO = dt.datetime(2020, 1, 1)
SENDING = {"Exchange": "SendItem", "Microsoft Graph": "SendMessage"}


@dataclass(frozen=True)
class Move:
    """One mailbox, and the gateways before and after."""

    office: PostOffice
    standin: StandIn
    old: Mailer
    new: Mailer

    def gone(self) -> list[str]:
        """The key of each of our letters that was accepted, as often as it was."""
        return [entry.key for entry in self.office.ledger if entry.item_class == ItemClass.NOTE]


@pytest.fixture(params=["to graph", "to exchange"])
def move(request: pytest.FixtureRequest) -> Iterator[Move]:
    office = PostOffice("unit.example")
    for address in (OURS, *PEOPLE):
        office.open_mailbox(address)
    exchange, graph = ExchangeStandIn(office), GraphStandIn(office)
    with Server(exchange) as server, listening(graph):
        tokens = graph.tokens
        ews = ExchangeMailer(
            ExchangeSettings(
                address=OURS,
                endpoint=server.url + ENDPOINT,
                sign_in=SignIn.BASIC,
                username=OURS,
                password="secret",
                timeout=5,
            )
        )
        rest = GraphMailer(
            GraphSettings(
                address=OURS,
                tenant=tokens.tenant,
                client_id=tokens.client_id,
                client_secret=tokens.client_secret,
                endpoint=f"{graph.root}/v1.0",
                authority=graph.root,
                ca_file=Path(graph.ca_file),
                timeout=5,
            ),
            wait=lambda _: None,
        )
        to_graph = request.param == "to graph"
        yield Move(office, exchange, ews, rest) if to_graph else Move(office, graph, rest, ews)
        ews.close()
        rest.close()
    assert exchange.invalid + graph.invalid == []


class SendsNothing:
    """A gateway whose mailbox drafts, and takes no letter for now."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailer, name)

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        raise BusyError(f"{len(draft_ids)} letters wait.")


def drafted(move: Move, room: PostRoom) -> None:
    room.deliver(SendsNothing(move.old))


def unclear_and_sent(move: Move, room: PostRoom) -> None:
    move.standin.faults.order(Fault(SENDING[move.standin.name], Trouble.RESET, accepted=True))
    room.deliver(move.old)


def unclear_and_not_sent(move: Move, room: PostRoom) -> None:
    move.standin.faults.order(Fault(SENDING[move.standin.name], Trouble.RESET))
    room.deliver(move.old)


@pytest.mark.parametrize(
    ("leave", "state", "accepted"),
    [
        (drafted, State.DRAFTED, 0),
        (unclear_and_sent, State.UNKNOWN, 3),
        (unclear_and_not_sent, State.UNKNOWN, 0),
    ],
)
def test_letters_in_flight_go_once_through_the_other_gateway(
    move: Move, room: PostRoom, leave: Callable[[Move, PostRoom], None], state: State, accepted: int
) -> None:
    room.use(mailbox=OURS)
    ids = room.queue(*MEMBERS)
    move.office.clock.set(room.clock.now().replace(tzinfo=dt.UTC))
    leave(move, room)
    assert states(room, ids) == {state}
    assert len(move.gone()) == accepted
    for _ in range(5):
        room.later()
        move.office.clock.set(room.clock.now().replace(tzinfo=dt.UTC))
        room.deliver(move.new)
    assert states(room, ids) == {State.SENT}
    assert len(move.gone()) == len(set(move.gone())) == 3
    assert move.new.list_drafts() == []


@pytest.mark.parametrize("size", [0, 3_200_000])
def test_a_draft_of_the_old_gateway_is_sent_by_the_new_one_whatever_it_brings(move: Move, size: int) -> None:
    mails = [letter(number, size=size) for number in range(2)]
    drafted_by(move.old, *mails)
    assert {draft.key for draft in move.new.list_drafts()} == {mail.key for mail in mails}
    ids = [str(move.new.find(mail.key).id) for mail in mails]
    assert move.new.send(ids) == [None, None]
    assert sorted(move.gone()) == sorted(mail.key for mail in mails)


def states(room: PostRoom, ids: list[UUID]) -> set[State]:
    return {room.state(id) for id in ids}


def test_a_meeting_is_found_changed_and_cancelled_by_the_other_gateway(move: Move) -> None:
    move.old.create_event(MEETING)
    found = move.new.find_event(MEETING.key)
    assert found
    assert (found.edition, found.start) == (1, MEETING.start)
    assert found.invited == set(PEOPLE)
    moved = replace(
        MEETING, edition=2, start=MEETING.start + dt.timedelta(days=1), end=MEETING.end + dt.timedelta(days=1)
    )
    move.new.update_event(found.id, moved, tell_everybody=True)
    again = move.new.find_event(MEETING.key)
    assert again
    assert (again.edition, again.start) == (2, moved.start)
    assert len(move.office.mailboxes[OURS].in_folder(Folder.CALENDAR)) == 1
    move.new.cancel_event(again.id, "It is off.")
    assert move.new.find_event(MEETING.key) is None


def test_a_reply_to_a_letter_of_the_old_gateway_is_matched_by_the_new_one(move: Move) -> None:
    sent(move.old, letter(1))
    cursor = move.old.read("", LONG_AGO).cursor
    (arrived,) = move.office.mailboxes[NURSE].in_folder(Folder.INBOX)
    people.reply(move.office, NURSE, arrived.id, "AGREE")
    (item,) = move.new.read(cursor, LONG_AGO).items
    assert move.new.key_of(item.answers, "") == letter(1).key
    assert move.new.key_of((), item.conversation) == letter(1).key
    assert move.new.sent_since(LONG_AGO) == [letter(1).key]
