"""Each contract is held against all gateways; the stand-ins are started once, and emptied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.gateways.graph.client import Pace
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.incoming.authentication import EXCHANGE_ONLINE
from tasks.mail.protocol.mailer import Mailer
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server, StandIn
from tests.tasks.mail.gateways.boxes import GATEWAYS, OURS, SWITCHES, Box, FolderBox, OfficeBox, empty

HERE = Path(__file__).parent
SERVERS = {"office", "safe_office"}  # fixtures of the folders of both gateways
PATIENCE = 20  # seconds that a gateway waits for an answer: the machine may be busy


@dataclass(frozen=True)
class Exchange:
    standin: ExchangeStandIn
    settings: ExchangeSettings

    def open_mailer(self, **other: Any) -> Mailer:
        return ExchangeMailer(replace(self.settings, **other))


@dataclass(frozen=True)
class Graph:
    standin: GraphStandIn
    settings: GraphSettings

    def open_mailer(self, **other: Any) -> Mailer:
        minutes = count(step=60.0)  # between any two letters, so that none waits for its pace
        return GraphMailer(
            replace(self.settings, **other), wait=lambda _: None, pace=Pace(lambda: next(minutes))
        )


@pytest.fixture(scope="session")
def exchange_server() -> Iterator[Exchange]:
    standin = ExchangeStandIn(PostOffice("unit.example"))
    with Server(standin) as server:
        yield Exchange(
            standin,
            ExchangeSettings(
                address=OURS,
                endpoint=server.url + ENDPOINT,
                sign_in=SignIn.BASIC,
                username=OURS,
                password="secret",
                timeout=PATIENCE,
                copy_from=100_000,
                authserv_id=standin.office.authserv_id,
            ),
        )


@pytest.fixture(scope="session")
def graph_server() -> Iterator[Graph]:
    standin = GraphStandIn(PostOffice("unit.example"))
    with listening(standin):
        tokens = standin.tokens
        yield Graph(
            standin,
            GraphSettings(
                address=OURS,
                tenant=tokens.tenant,
                client_id=tokens.client_id,
                client_secret=tokens.client_secret,
                endpoint=f"{standin.root}/v1.0",
                authority=standin.root,
                ca_file=Path(standin.ca_file),
                timeout=PATIENCE,
                authserv_id=EXCHANGE_ONLINE,
            ),
        )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hold the contract against servers that differ, too, among the long tests."""
    its_own = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "switch" in metafunc.fixturenames and "switch" not in its_own:
        contract = metafunc.module.__name__.rpartition(".")[2]
        switches = [
            pytest.param(name, marks=pytest.mark.long)
            for name, switch in SWITCHES.items()
            if contract in switch.contracts
        ]
        metafunc.parametrize("switch", [pytest.param("", id=""), *switches])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the gateways that a switch does not concern, and mark what talks to a stand-in."""
    items[:] = [item for item in items if _is_concerned(item)]
    for item in items:
        if _is_at_a_server(item) and HERE in item.path.parents:
            item.add_marker(pytest.mark.long if _params(item).get("switch") else pytest.mark.thorough)


def _is_concerned(item: pytest.Item) -> bool:
    switch = str(_params(item).get("switch", ""))
    return not switch or _params(item).get("box") in SWITCHES[switch].gateways


def _is_at_a_server(item: pytest.Item) -> bool:
    if item.path.parent.name in GATEWAYS[1:]:
        return bool(SERVERS & {*getattr(item, "fixturenames", ())})
    return _params(item).get("box") in GATEWAYS[1:]


def _params(item: pytest.Item) -> dict[str, Any]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


@pytest.fixture(params=GATEWAYS)
def box(request: pytest.FixtureRequest, switch: str, tmp_path: Path) -> Iterator[Box]:
    """The service's mailbox, behind one gateway after the other; each request was one the server takes."""
    if request.param == "folder":
        yield FolderBox(tmp_path)
        return
    server: Exchange | Graph = request.getfixturevalue(f"{request.param}_server")
    yield from _open(server.standin, server, switch)


def _open(standin: StandIn, server: Exchange | Graph, switch: str) -> Iterator[OfficeBox]:
    empty(standin, switch)
    opened: list[Mailer] = []

    def open_mailer(**other: Any) -> Mailer:
        opened.append(server.open_mailer(**other))
        return opened[-1]

    yield OfficeBox(standin, open_mailer)
    for mailer in opened:
        mailer.close()
    assert standin.invalid == []
