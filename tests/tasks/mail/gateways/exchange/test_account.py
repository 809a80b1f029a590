"""Getting to the mailbox: where it is, who signs in, whom we trust; and what is said when it fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from forum.text.problem import Problem
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.protocol.mailer import MailError, RefusedError, SignInError, Whereabouts
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.serving import Server
from tests.tasks.mail.gateways.certificates import certificate
from tests.tasks.mail.gateways.exchange.conftest import NURSE, OURS, Office, serving
from tests.tasks.mail.gateways.letters import drafted, letter, sent

YESTERDAY = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("sign_in", "username"),
    [
        (SignIn.BASIC, OURS),
        (SignIn.NTLM, OURS),
        (SignIn.NTLM, "UNIT\\mase"),
    ],
)
def test_a_letter_goes_whichever_way_we_sign_in(safe_office: Office, sign_in: SignIn, username: str) -> None:
    mailer = safe_office.mailer(sign_in=sign_in, username=username)
    sent(mailer, letter(1))
    assert mailer.find(letter(1).key).where is Whereabouts.SENT


def test_an_application_signs_in_by_a_token_and_acts_as_the_mailbox(safe_office: Office) -> None:
    tokens = safe_office.standin.door.tokens
    mailer = safe_office.mailer(
        sign_in=SignIn.OAUTH,
        username="",
        password="",
        tenant=tokens.tenant,
        client_id=tokens.client_id,
        client_secret=tokens.client_secret,
        authority=safe_office.settings.endpoint.removesuffix(ENDPOINT),
    )
    sent(mailer, letter(1))
    assert safe_office.standin.office.ledger[0].sender == OURS


def test_a_certificate_does_instead_of_the_application_s_secret(safe_office: Office, tmp_path: Path) -> None:
    tokens = safe_office.standin.door.tokens
    file, tokens.certificate = certificate(tmp_path)
    mailer = safe_office.mailer(
        sign_in=SignIn.OAUTH,
        tenant=tokens.tenant,
        client_id=tokens.client_id,
        certificate=file,
        authority=safe_office.settings.endpoint.removesuffix(ENDPOINT),
    )
    sent(mailer, letter(1))


def test_ntlm_signs_the_connection_in_once(office: Office) -> None:
    mailer = office.mailer(sign_in=SignIn.NTLM)
    for number in range(3):
        sent(mailer, letter(number))
    assert office.requests()["sign-in"] == 2, "asked, challenged, and then let in"


def test_a_token_that_is_refused_stops_the_run(safe_office: Office) -> None:
    tokens = safe_office.standin.door.tokens
    mailer = safe_office.mailer(
        sign_in=SignIn.OAUTH,
        tenant=tokens.tenant,
        client_id=tokens.client_id,
        client_secret="not the secret",
        authority=safe_office.settings.endpoint.removesuffix(ENDPOINT),
    )
    with pytest.raises(SignInError, match="MASE_OAUTH_CLIENT_SECRET"):
        mailer.draft([letter(1)])


@pytest.mark.parametrize("path", ["openid-configuration", "token"])
def test_another_s_answer_in_place_of_entra_s_passes_and_says_nothing_of_our_sign_in(
    safe_office: Office, path: str
) -> None:
    tokens = safe_office.standin.door.tokens
    mailer = safe_office.mailer(
        sign_in=SignIn.OAUTH,
        tenant=tokens.tenant,
        client_id=tokens.client_id,
        client_secret=tokens.client_secret,
        authority=safe_office.settings.endpoint.removesuffix(ENDPOINT),
    )
    page = b"<html>Please sign in to the proxy.</html>"
    for answer in [(200, page), (200, b"[]"), (302, b""), (403, page), (404, page), (407, b""), (429, b"{}"),
                   (500, b""), (502, page), (503, page)]:  # fmt: skip
        tokens.answers_instead[path] = answer
        with pytest.raises(RefusedError, match="Microsoft Entra"):
            mailer.read("", dt.datetime(2027, 1, 1))
        with pytest.raises(RefusedError, match="Microsoft Entra"):
            mailer.draft([letter(1)])
    tokens.answers_instead.clear()
    sent(mailer, letter(1))
    assert len(safe_office.standin.office.ledger) == 1


@pytest.mark.parametrize("sign_in", [SignIn.BASIC, SignIn.NTLM])
def test_a_wrong_password_stops_the_run_and_is_tried_once(office: Office, sign_in: SignIn) -> None:
    mailer = office.mailer(sign_in=sign_in, password="not the password")
    with pytest.raises(SignInError, match="MASE_EXCHANGE_PASSWORD"):
        mailer.find(letter(1).key)
    assert office.requests().keys() == {"sign-in"}
    assert office.requests()["sign-in"] == (1 if sign_in is SignIn.BASIC else 3)


def test_kerberos_says_what_it_needs_where_it_is_not_installed(office: Office) -> None:
    with pytest.raises(Problem) as refused:
        office.mailer(sign_in=SignIn.KERBEROS)
    assert refused.value.sentence == (
        "MASE_EXCHANGE_AUTH=kerberos needs the Python package requests-gssapi and a Kerberos ticket on this "
        "machine. Install the package, or sign in with ntlm."
    )


def test_nothing_is_asked_before_the_first_request(office: Office) -> None:
    mailer = office.mailer()
    assert office.requests() == {}
    mailer.find(letter(1).key)
    assert office.requests() == {"FindItem": 2}


def test_each_gateway_has_its_own_connection_and_patience(office: Office) -> None:
    """exchangelib would give the second the protocol of the first."""
    patient, hasty = office.mailer(), office.mailer(timeout=0.2)
    assert patient.mailbox.connection is not hasty.mailbox.connection
    office.strike("FindItem", Trouble.SLOW, accepted=True, seconds=0.5)
    patient.find(letter(1).key)
    office.strike("FindItem", Trouble.TIME_OUT, seconds=1)
    with pytest.raises(RefusedError, match="MASE_MAIL_TIMEOUT"):
        hasty.find(letter(1).key)


WRONG: dict[str, tuple[Callable[[ExchangeSettings], dict[str, object]], str]] = {
    "another path": (
        lambda ours: {"endpoint": ours.endpoint.replace("/EWS/Exchange.asmx", "/owa")},
        "MASE_EXCHANGE_ENDPOINT",
    ),
    "nothing listens": (
        lambda _: {"endpoint": "http://127.0.0.1:9/EWS/Exchange.asmx"},
        "Nothing answers at MASE_EXCHANGE_ENDPOINT",
    ),
    "a name nobody has": (
        lambda _: {"endpoint": "https://exchange.nowhere.invalid/EWS/Exchange.asmx"},
        "unknown in this network",
    ),
    "no encryption there": (
        lambda ours: {"endpoint": ours.endpoint.replace("http://", "https://")},
        "MASE_EXCHANGE_ENDPOINT",
    ),
    "no such mailbox": (
        lambda _: {"address": "masse@unit.example"},
        "MASE_SERVICE_ADDRESS",
    ),
    "somebody else's mailbox": (
        lambda _: {"address": NURSE},
        "Full Access",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_the_way_there_is_said_with_what_to_do(office: Office, what: str) -> None:
    change, words = WRONG[what]
    mailer = office.mailer(**change(office.settings))
    assert words in "".join(mailer.check())
    with pytest.raises(RefusedError, match=words):
        mailer.find(letter(1).key)


def test_a_mailbox_without_rights_says_whom_to_ask_for_what(office: Office) -> None:
    office.standin.office.mailboxes[OURS].forbidden = True
    (fault,) = office.mailer().check()
    assert "Ask the administrator for Full Access and Send As." in fault


def test_a_full_mailbox_is_found_by_the_check(office: Office) -> None:
    office.standin.office.mailboxes[OURS].full = True
    (fault,) = office.mailer().check()
    assert fault.startswith("The mailbox is full.")


def test_a_missing_right_to_send_is_found_by_the_check_and_nothing_is_sent(office: Office) -> None:
    office.standin.office.mailboxes[OURS].may_not_send = True
    (fault,) = office.mailer().check()
    assert "Ask the administrator for Send As." in fault
    assert office.standin.office.ledger == []


def test_a_server_that_looks_at_recipients_first_shows_no_right_and_no_fault(office: Office) -> None:
    office.standin.office.mailboxes[OURS].may_not_send = True
    office.standin.office.options.recipients_first = True
    assert office.mailer().check() == []


def test_a_server_that_fails_over_a_sending_without_recipients_shows_no_fault(office: Office) -> None:
    office.standin.faults.order(Fault("SendItem", Trouble.ERROR_CLOSE))
    assert office.mailer().check() == []


def test_an_application_that_may_not_act_for_the_mailbox_says_so(safe_office: Office) -> None:
    """Basic stands for a sign-in that is accepted but has no such role."""
    mailer = safe_office.mailer(address=NURSE)
    mailer.mailbox.account.access_type = "impersonation"
    (fault,) = mailer.check()
    assert "ApplicationImpersonation" in fault


def test_a_certificate_of_a_private_authority_is_accepted_when_it_is_named(safe_office: Office) -> None:
    assert safe_office.mailer().check() == []
    (fault,) = safe_office.mailer(ca_file=None).check()
    assert "MASE_CA_FILE" in fault


def test_the_environment_cannot_make_us_trust_anybody_else(
    safe_office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(other))
    assert safe_office.mailer().check() == []
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(safe_office.settings.ca_file))
    assert len(safe_office.mailer(ca_file=None).check()) == 1


CERTIFICATES: dict[str, tuple[Callable[[trustme.CA], trustme.LeafCert], str]] = {
    "expired": (
        lambda authority: authority.issue_cert("localhost", not_after=YESTERDAY),
        "has expired",
    ),
    "for another name": (
        lambda authority: authority.issue_cert("mail.elsewhere.example"),
        "another name",
    ),
    "of somebody unknown": (
        lambda _: trustme.CA().issue_cert("localhost"),
        "MASE_CA_FILE",
    ),
}


@pytest.mark.parametrize("which", CERTIFICATES)
def test_a_certificate_that_proves_nothing_stops_everything(
    standin: ExchangeStandIn, authority: trustme.CA, tmp_path: Path, which: str
) -> None:
    issue, words = CERTIFICATES[which]
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with Server(standin, tls=serving(issue(authority))) as server:
        office = Office(
            standin,
            ExchangeSettings(
                address=OURS,
                endpoint=server.url + ENDPOINT,
                sign_in=SignIn.BASIC,
                username=OURS,
                ca_file=file,
            ),
        )
        mailer = office.mailer()
        (fault,) = mailer.check()
        assert words in fault
        for request in (lambda: mailer.send(["draft"]), lambda: mailer.draft([letter(1)])):
            with pytest.raises(RefusedError, match=words):
                request()
        mailer.close()
    assert office.requests() == {}, "no request and no password went there"


def test_a_file_without_certificates_is_refused_at_once(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    file.write_text("nothing", encoding="utf-8")
    with pytest.raises(Problem, match="MASE_CA_FILE"):
        office.mailer(ca_file=file)


@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble is not Trouble.TIME_OUT])
def test_no_message_names_a_person_or_an_address(office: Office, trouble: Trouble) -> None:
    mailer = office.mailer()
    ids = drafted(mailer, letter(1))
    for operation in ("SendItem", "CreateItem", "FindItem"):
        office.strike(operation, trouble)
    said = [words_of(lambda: mailer.send(ids)), words_of(lambda: mailer.draft([letter(2)]))]
    said.append(words_of(lambda: mailer.find(letter(1).key)))
    for words in said:
        assert "@" not in words
        assert "127.0.0.1" not in words
        assert "minutes" not in words


def words_of(request: Callable[[], object]) -> str:
    """What a request says that went wrong, as a whole or for one letter."""
    try:
        return str(request())
    except MailError as error:
        return f"{error} {error.__cause__ or ''}"
