from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator

import httpx
import msal
import pytest
import trustme
from exchangelib import BASIC, NTLM
from exchangelib.errors import UnauthorizedError

from tests.standins.conftest import CHAIR, UNIT, Opener
from tests.standins.exchange import soap
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server


@pytest.mark.parametrize("auth_type", [BASIC, NTLM])
@pytest.mark.parametrize("username", [UNIT, "MASE\\unit", "unit"])
def test_a_name_and_its_password_open_the_mailbox(opened: Opener, auth_type: str, username: str) -> None:
    account = opened(UNIT, auth_type=auth_type, username=username)
    assert (account.inbox.total_count, account.drafts.total_count) == (0, 0)


@pytest.mark.parametrize("auth_type", [BASIC, NTLM])
@pytest.mark.parametrize(("username", "password"), [(UNIT, "wrong"), ("nobody@mase.example", "secret")])
def test_a_wrong_name_or_password_opens_nothing(
    opened: Opener, exchange: ExchangeStandIn, auth_type: str, username: str, password: str
) -> None:
    with pytest.raises(UnauthorizedError):
        _ = opened(UNIT, password, auth_type, username=username).inbox
    assert set(exchange.traffic.as_json()) == {"sign-in"}


def test_ntlm_signs_the_connection_in_and_basic_each_request(
    opened: Opener, exchange: ExchangeStandIn
) -> None:
    account = opened(auth_type=NTLM)
    for _ in range(3):
        _ = account.root.refresh()
    assert (
        exchange.traffic.as_json()["sign-in"]["requests"] == 2
    )  # without a name, and with the first message


def test_only_what_the_server_offers_is_taken(opened: Opener, exchange: ExchangeStandIn) -> None:
    exchange.door.offered = ("ntlm",)
    with pytest.raises(UnauthorizedError):
        _ = opened(auth_type=BASIC).inbox


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA, exchange: ExchangeStandIn) -> Iterator[Server]:
    """The stand-in over TLS, with a certificate of an authority of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with Server(exchange, tls=context) as server:
        yield server


@pytest.fixture
def browser(authority: trustme.CA) -> Iterator[httpx.Client]:
    trust = ssl.create_default_context(cadata=authority.cert_pem.bytes().decode())
    with httpx.Client(verify=trust, trust_env=False) as browser:
        yield browser


def token(secure: Server, browser: httpx.Client, secret: str) -> dict[str, str]:
    """Return the token that msal gets for the application's secret."""
    assert isinstance(secure.standin, ExchangeStandIn)
    tokens = secure.standin.door.tokens
    application = msal.ConfidentialClientApplication(
        tokens.client_id,
        authority=f"{secure.url}/{tokens.tenant}",
        client_credential=secret,
        instance_discovery=False,
        http_client=browser,
    )
    answer: dict[str, str] = application.acquire_token_for_client([f"{secure.url}/.default"])
    return answer


def inbox_of(secure: Server, browser: httpx.Client, bearer: str, address: str) -> httpx.Response:
    """Ask for the inbox of a mailbox, as an application that impersonates it."""
    name = soap.node(soap.t("PrimarySmtpAddress"), address)
    sid = soap.node(soap.t("ConnectingSID"), None, name)
    folder = soap.node(soap.t("DistinguishedFolderId"), Id="inbox")
    shape = soap.node(soap.m("FolderShape"), None, soap.node(soap.t("BaseShape"), "IdOnly"))
    asked = soap.node(soap.m("GetFolder"), None, shape, soap.node(soap.m("FolderIds"), None, folder))
    content = soap.envelope(asked, soap.node(soap.t("ExchangeImpersonation"), None, sid))
    return browser.post(secure.url + ENDPOINT, content=content, headers={"Authorization": f"Bearer {bearer}"})


def test_an_application_acts_as_a_mailbox_with_its_token(secure: Server, browser: httpx.Client) -> None:
    bearer = token(secure, browser, "client-secret")["access_token"]
    assert b"Inbox" in inbox_of(secure, browser, bearer, CHAIR).content
    unknown = inbox_of(secure, browser, bearer, "nobody@mase.example")
    assert unknown.status_code == 500
    assert b"ErrorNonExistentMailbox" in unknown.content


def test_a_token_ends(secure: Server, browser: httpx.Client, office: PostOffice) -> None:
    bearer = token(secure, browser, "client-secret")["access_token"]
    office.clock.set(office.clock.now() + dt.timedelta(hours=2))
    assert inbox_of(secure, browser, bearer, UNIT).status_code == 401


def test_a_wrong_secret_gets_no_token(secure: Server, browser: httpx.Client) -> None:
    answer = token(secure, browser, "guessed")
    assert answer["error"] == "invalid_client"
    assert "AADSTS7000215" in answer["error_description"]


def test_who_does_not_know_the_authority_does_not_trust_the_server(secure: Server) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(secure.url, trust_env=False)
