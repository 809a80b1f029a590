"""Signing in: by secret or certificate, and what is said where that fails."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import pytest
import trustme

from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.protocol.mailer import RefusedError, SignInError
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.mail.gateways.certificates import certificate
from tests.tasks.mail.gateways.graph.conftest import Office

ALWAYS = dt.datetime(2000, 1, 1)


def read(mailer: GraphMailer) -> None:
    mailer.read("", ALWAYS)


def test_one_sign_in_does_for_many_requests(office: Office, mailer: GraphMailer) -> None:
    for _ in range(3):
        read(mailer)
    assert office.requests("sign-in") == 2  # how the authority is set up, and one token


def test_a_certificate_does_instead_of_a_secret(office: Office, tmp_path: Path) -> None:
    file, office.standin.tokens.certificate = certificate(tmp_path)
    mailer = office.mailer(client_secret="", certificate=file)
    read(mailer)
    assert mailer.check() == []


def test_a_certificate_that_was_not_registered_is_told(office: Office, tmp_path: Path) -> None:
    file, _ = certificate(tmp_path)
    with pytest.raises(SignInError, match="MASE_OAUTH_CERTIFICATE"):
        read(office.mailer(client_secret="", certificate=file))


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "ended on"), (10, "make a new one soon"), (-399, "ended on")]
)
def test_a_certificate_that_has_ended_or_will_soon_is_told(
    office: Office, tmp_path: Path, days: int, words: str
) -> None:
    file, office.standin.tokens.certificate = certificate(tmp_path, days)
    assert words in office.mailer(client_secret="", certificate=file).check()[0]


def test_a_sign_in_refused_for_a_certificate_that_has_ended_says_since_when(
    office: Office, tmp_path: Path
) -> None:
    file, _ = certificate(tmp_path, days=-1)
    with pytest.raises(SignInError, match="MASE_OAUTH_CERTIFICATE ended on"):
        read(office.mailer(client_secret="", certificate=file))


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\nnonsense\n", b"\xff\xfe"])
def test_a_file_that_holds_no_certificate_is_told(office: Office, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "certificate.pem"
    file.write_bytes(content)
    mailer = office.mailer(client_secret="", certificate=file)
    with pytest.raises(SignInError, match="must be a PEM file"):
        read(mailer)
    assert len(set(mailer.check())) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"client_secret": "wrong"}, "takes the secret’s value, not its id"),
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, "MASE_OAUTH_CLIENT_ID"),
        ({"tenant": "00000000-0000-0000-0000-000000000000"}, "MASE_OAUTH_TENANT"),
    ],
)
def test_each_wrong_setting_is_named(office: Office, wrong: dict[str, str], words: str) -> None:
    mailer = office.mailer(**wrong)
    with pytest.raises(SignInError, match=words):
        read(mailer)
    assert len(mailer.check()) == 1


def test_a_secret_that_has_expired_is_told(office: Office, mailer: GraphMailer) -> None:
    office.standin.tokens.secret_expired = True
    with pytest.raises(SignInError, match="has expired"):
        read(mailer)


def test_a_server_whose_certificate_nobody_vouches_for_is_not_spoken_to(office: Office) -> None:
    mailer = office.mailer(ca_file=None)
    with pytest.raises(RefusedError, match="MASE_CA_FILE"):
        read(mailer)
    assert sum(office.standin.traffic.requests.values()) == 0


def test_a_server_with_another_certificate_is_not_spoken_to(office: Office) -> None:
    other = GraphStandIn(PostOffice())
    with listening(other):
        mailer = office.mailer(
            endpoint=f"{other.root}/v1.0", authority=other.root, tenant=other.tokens.tenant
        )
        with pytest.raises(RefusedError, match="is not trusted"):
            read(mailer)


def test_a_server_whose_certificate_has_expired_is_not_spoken_to(office: Office, tmp_path: Path) -> None:
    authority, file = trustme.CA(), tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    authority.issue_cert("localhost", not_after=yesterday).configure_cert(context)
    with Server(GraphStandIn(PostOffice()), tls=context) as server:
        mailer = office.mailer(endpoint=f"{server.url}/v1.0", authority=server.url, ca_file=file)
        with pytest.raises(RefusedError, match=r"The certificate of localhost:\d+ has expired"):
            read(mailer)


def test_a_file_of_authorities_that_holds_none_is_told(office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "ca.pem"
    empty.write_text("nothing\n")
    assert "MASE_CA_FILE" in office.mailer(ca_file=empty).check()[0]


def test_a_sign_in_service_that_is_away_is_named(office: Office) -> None:
    mailer = office.mailer(authority="https://localhost:9")
    with pytest.raises(RefusedError, match="MASE_OAUTH_AUTHORITY"):
        read(mailer)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>Please sign in to the proxy.</html>"),
        (200, b"[]"),
        (302, b""),
        (403, b"<html>Blocked.</html>"),
        (404, b"<html>Blocked.</html>"),
        (407, b""),
        (429, b'{"error": "too_many_requests"}'),
        (500, b""),
        (503, b"<html>Maintenance.</html>"),
    ],
)
@pytest.mark.parametrize("path", ["openid-configuration", "token"])
def test_another_s_answer_in_place_of_entra_s_says_nothing_of_our_sign_in(
    office: Office, mailer: GraphMailer, path: str, status: int, body: bytes
) -> None:
    office.standin.tokens.answers_instead[path] = status, body
    with pytest.raises(RefusedError, match="Microsoft Entra"):
        read(mailer)
    office.standin.tokens.answers_instead.clear()
    read(mailer)
