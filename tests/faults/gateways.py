"""The gateways under fault: how a mailbox at their stand-in is opened, and what their requests are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.protocol.mailer import Mailer

PASSWORD = "not a secret"
COPY_FROM = 20_000  # bytes from which an attachment is worth copying here


@dataclass(frozen=True)
class Gateway:
    """A kind of mail server. ``open`` takes the stand-in's settings, an address and seconds of patience."""

    kind: str
    open: Callable[[Mapping[str, str], str, float], Mailer]
    draft: str
    send: str
    find: str
    read: str
    invite: str
    change: str
    call_off: str


def _exchange(settings: Mapping[str, str], address: str, timeout: float) -> Mailer:
    return ExchangeMailer(
        ExchangeSettings(
            endpoint=settings["MASE_EXCHANGE_ENDPOINT"],
            address=address,
            sign_in=SignIn.BASIC,
            username=address,
            password=PASSWORD,
            copy_from=COPY_FROM,
            timeout=timeout,
        )
    )


def _graph(settings: Mapping[str, str], address: str, timeout: float) -> Mailer:
    return GraphMailer(
        GraphSettings(
            address=address,
            tenant=settings["MASE_OAUTH_TENANT"],
            client_id=settings["MASE_OAUTH_CLIENT_ID"],
            client_secret=settings["MASE_OAUTH_CLIENT_SECRET"],
            endpoint=settings["MASE_GRAPH_ENDPOINT"],
            authority=settings["MASE_OAUTH_AUTHORITY"],
            ca_file=Path(settings["MASE_CA_FILE"]),
            timeout=timeout,
        )
    )


EXCHANGE = Gateway(
    "exchange",
    _exchange,
    draft="CreateItem",
    send="SendItem",
    find="FindItem",
    read="SyncFolderItems",
    invite="CreateItem",
    change="UpdateItem",
    call_off="CreateItem",
)
GRAPH = Gateway(
    "graph",
    _graph,
    draft="CreateMessage",
    send="SendMessage",
    find="ListMessages",
    read="Delta",
    invite="CreateEvent",
    change="UpdateEvent",
    call_off="CancelEvent",
)
