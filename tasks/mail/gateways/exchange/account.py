"""The one connection to the Exchange server, and the mailbox with its folders as exchangelib knows them.

Endpoint, version and sign-in are pinned: nothing is guessed, and nothing is asked before the first request.
exchangelib keeps its protocols by endpoint and credentials, so that a second configuration silently gets the
first one's retry policy. Ours is made past that cache.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import requests
from exchangelib import (
    Account,
    Build,
    Configuration,
    EWSTimeZone,
    FailFast,
    Version,
)
from exchangelib.credentials import DELEGATE, IMPERSONATION
from exchangelib.folders import Calendar, Drafts, Inbox, Root, SentItems
from exchangelib.properties import DistinguishedFolderId
from exchangelib.properties import Mailbox as MailboxElement
from exchangelib.protocol import BaseProtocol
from exchangelib.transport import DEFAULT_HEADERS, NOAUTH
from exchangelib.util import is_xml
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth
from requests_ntlm import HttpNtlmAuth

from forum.text.problem import Problem
from tasks.limited.runner import Runner
from tasks.mail.gateways.exchange.errors import HttpStatus
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.gateways.graph.sign_in import Tokens as EntraSignIn
from tasks.mail.protocol.log_silencing import silence_libraries

LONDON = EWSTimeZone("Europe/London")
BUILDS = {  # what MASE_EXCHANGE_VERSION stands for, so that the server need not be asked
    "Exchange2013": Build(15, 0),
    "Exchange2013_SP1": Build(15, 0, 847),
    "Exchange2015": Build(15, 1),
    "Exchange2016": Build(15, 1),
}


@dataclass(frozen=True)
class EwsMailbox:
    """exchangelib's account and the folders we use, none of which has been asked for yet.

    ``limited`` reads the reports that came. ``authserv_id`` names the mail system that vouches for senders.
    """

    account: Any
    connection: Connection
    drafts: Any
    sent: Any
    inbox: Any
    calendar: Any
    limited: Runner
    authserv_id: str = ""


def open_mailbox(settings: ExchangeSettings, limited: Runner) -> EwsMailbox:
    """Open the mailbox of the settings. Problem when this machine can't sign in or trust as they say."""
    silence_libraries()  # and once more below, when what the connection needs has been loaded
    config = Configuration(
        service_endpoint=settings.endpoint,
        auth_type=NOAUTH,  # the connection signs in by itself
        version=Version(build=BUILDS[settings.version], api_version=settings.version),
        retry_policy=OneAttempt(),
        max_connections=1,
    )
    account = Account(
        primary_smtp_address=settings.address,
        fullname=settings.name or None,
        config=config,
        autodiscover=False,
        access_type=IMPERSONATION if settings.sign_in is SignIn.OAUTH else DELEGATE,
        default_timezone=LONDON,
        locale="en_GB",
    )
    connection = Connection(config, settings)
    account.protocol = connection
    silence_libraries()
    root = Root(account=account, _distinguished_id=_distinguished(Root, settings.address))

    def folder(kind: Any) -> Any:
        return kind(root=root, _distinguished_id=_distinguished(kind, settings.address))

    folders = (folder(Drafts), folder(SentItems), folder(Inbox), folder(Calendar))
    return EwsMailbox(account, connection, *folders, limited, authserv_id=settings.authserv_id)


class OneAttempt(FailFast):  # type: ignore[misc]
    """A retry policy that never repeats a request, and reports the server's status without its words."""

    def raise_response_errors(self, response: requests.Response) -> None:
        soap_fault = response.status_code == 500 and is_xml(response.content)
        if response.status_code != 200 and not soap_fault:
            raise HttpStatus(response.status_code)


class Connection(BaseProtocol):  # type: ignore[misc]
    """A connection, kept open and signed in, to a server verified against the authorities we trust."""

    def __init__(self, config: Configuration, settings: ExchangeSettings) -> None:
        self.TIMEOUT = settings.timeout
        self.USERAGENT = "MASE secretariat"
        self._trust = _trust(settings)
        self._closing = ExitStack()
        self._sign_in = _sign_in(settings, self._closing)
        super().__init__(config)

    @property
    def version(self) -> Version:
        return self.config.version

    def get_auth_type(self) -> str:
        return NOAUTH  # type: ignore[no-any-return]

    def close(self) -> None:
        super().close()
        self._closing.close()

    def create_session(self) -> requests.Session:
        session = requests.Session()
        session.headers.update(DEFAULT_HEADERS)
        session.headers["User-Agent"] = self.USERAGENT
        session.mount("https://", VerifyingAdapter(self._trust))
        session.mount("http://", VerifyingAdapter(self._trust))  # the settings allow it on the loopback alone
        session.auth = self._sign_in()
        session.session_id = 1  # type: ignore[attr-defined]
        session.usage_count = 0  # type: ignore[attr-defined]
        return session


class VerifyingAdapter(HTTPAdapter):
    """An adapter that verifies the server's certificate, whatever session and environment say; tries once."""

    def __init__(self, trust: str | bool) -> None:
        self.trust = trust
        super().__init__(pool_connections=1, pool_maxsize=1, pool_block=True, max_retries=0)

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:  # type: ignore[override]
        return super().send(request, **{**how, "verify": self.trust})


class _Bearer(AuthBase):
    def __init__(self, token: Callable[[], str]) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token()}"
        return request


def _trust(settings: ExchangeSettings) -> str | bool:
    if settings.ca_file is None:
        return True
    try:
        ssl.create_default_context(cafile=str(settings.ca_file))
    except OSError as error:
        raise Problem("MASE_CA_FILE: the file holds no certificates in PEM form.") from error
    return str(settings.ca_file)


def _sign_in(settings: ExchangeSettings, closing: ExitStack) -> Callable[[], AuthBase]:
    """Return the maker of the sign-in that each new session uses."""
    match settings.sign_in:
        case SignIn.BASIC:
            return lambda: HTTPBasicAuth(settings.username, settings.password)
        case SignIn.NTLM:
            # A name with @ is a user principal name, which NTLM takes with an empty domain.
            user = f"\\{settings.username}" if "@" in settings.username else settings.username
            return lambda: HttpNtlmAuth(user, settings.password)
        case SignIn.KERBEROS:
            return _kerberos()
        case SignIn.OAUTH:
            return _oauth(settings, closing)


def _kerberos() -> Callable[[], AuthBase]:
    try:
        from requests_gssapi import HTTPSPNEGOAuth
    except ImportError as error:
        raise Problem(
            "MASE_EXCHANGE_AUTH=kerberos needs the Python package requests-gssapi and a Kerberos ticket on "
            "this machine. Install the package, or sign in with ntlm."
        ) from error
    return lambda: HTTPSPNEGOAuth(opportunistic_auth=True)


def _oauth(settings: ExchangeSettings, closing: ExitStack) -> Callable[[], AuthBase]:
    """Sign in by a token for the endpoint's server, fetched when needed and kept while it is valid."""
    server = urlsplit(settings.endpoint)
    entra = EntraSignIn(
        GraphSettings(
            address=settings.address,
            tenant=settings.tenant,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            certificate=settings.certificate,
            endpoint=f"{server.scheme}://{server.netloc}",
            authority=settings.authority,
        ),
        closing.enter_context(
            httpx.Client(
                verify=ssl.create_default_context(cafile=str(settings.ca_file)) if settings.ca_file else True,
                timeout=settings.timeout,
            )
        ),
    )
    bearer = _Bearer(entra.token)
    return lambda: bearer


def _distinguished(kind: Any, address: str) -> DistinguishedFolderId:
    return DistinguishedFolderId(
        id=kind.DISTINGUISHED_FOLDER_ID, mailbox=MailboxElement(email_address=address)
    )
