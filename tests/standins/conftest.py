"""A stand-in in a thread, for the tests of the stand-ins themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from exchangelib import (
    BASIC,
    DELEGATE,
    Account,
    Build,
    Configuration,
    Credentials,
    ExtendedProperty,
    Message,
    Version,
)
from exchangelib.protocol import CachingProtocol

from tests.standins.client import StandInClient
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server

UNIT = "unit@mase.example"
CHAIR = "chair@nhs.example"
EXCHANGE_2016 = Version(Build(15, 1, 2507, 6))
Opener = Callable[..., Account]


class Key(ExtendedProperty):  # type: ignore[misc]
    """A key as our letters carry it, under a name of the tests' own."""

    property_set_id = "5d0ee0ad-6c5b-4f05-8f0a-4b1f4b9dd0f1"
    property_name = "MaseDispatch"
    property_type = "String"


@pytest.fixture
def office() -> PostOffice:
    """A post office with two mailboxes: the unit's, and the Chair's at another organisation."""
    office = PostOffice()
    office.open_mailbox(UNIT, "Business Unit")
    office.open_mailbox(CHAIR, "Chair")
    return office


@pytest.fixture
def exchange(office: PostOffice) -> ExchangeStandIn:
    return ExchangeStandIn(office)


@pytest.fixture
def server(exchange: ExchangeStandIn) -> Iterator[Server]:
    with Server(exchange) as server:
        yield server
    assert exchange.invalid == []


@pytest.fixture
def client(server: Server) -> Iterator[StandInClient]:
    client = StandInClient(server.url)
    yield client
    client.close()


@pytest.fixture
def opened(server: Server) -> Iterator[Opener]:
    """Opens a mailbox with exchangelib, fail-fast; all are closed afterwards."""
    accounts: list[Account] = []
    Message.register("test_key", Key)

    def open_account(
        address: str = UNIT, password: str = "secret", auth_type: str = BASIC, **how: Any
    ) -> Account:
        config = Configuration(
            service_endpoint=server.url + ENDPOINT,
            credentials=Credentials(how.pop("username", address), password),
            auth_type=auth_type,
            version=EXCHANGE_2016,
            max_connections=1,
        )
        account = Account(address, config=config, autodiscover=False, access_type=DELEGATE)
        accounts.append(account)
        return account

    yield open_account
    Message.deregister("test_key")
    for account in accounts:
        account.protocol.close()
    CachingProtocol.clear_cache()


@pytest.fixture
def unit(opened: Opener) -> Account:
    return opened()
