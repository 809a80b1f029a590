"""Signing in at Microsoft Entra, as the application itself: by a client secret or by a certificate."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msal
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from forum.text.wording import long_date
from tasks.mail.gateways.graph.errors import unreached
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.protocol.mailer import MailError, RefusedError, SignInError, UnclearError
from tasks.register.database.clock import LONDON

ENTRA_CODE = re.compile(r"AADSTS\d+")
HINTS = {  # for the reader's sake alone: the codes may change
    "AADSTS7000222": "The client secret has expired: make a new one for MASE_OAUTH_CLIENT_SECRET.",
    "AADSTS7000215": "MASE_OAUTH_CLIENT_SECRET is wrong: it takes the secret’s value, not its id.",
    "AADSTS700027": (
        "The certificate is not accepted: it has expired, or it is not the one that the application was "
        "given (MASE_OAUTH_CERTIFICATE)."
    ),
    "AADSTS700016": "There is no such application there: check MASE_OAUTH_CLIENT_ID and MASE_OAUTH_TENANT.",
    "AADSTS90002": "There is no such organisation: check MASE_OAUTH_TENANT.",
    "AADSTS53003": "A conditional access policy keeps this machine out: ask who looks after Entra.",
}
NO_SUCH_TENANT = (
    "Microsoft Entra does not know the organisation: check MASE_OAUTH_TENANT and MASE_OAUTH_AUTHORITY."
)
NOT_AVAILABLE = "Microsoft Entra is not available just now."
NOT_ENTRA = (
    "What answers at MASE_OAUTH_AUTHORITY is not Microsoft Entra (HTTP {status}): is a proxy or gateway in "
    "between, which wants a sign-in of its own?"
)
BUSY = (408, 429)
ENDS_SOON = dt.timedelta(days=30)


class Tokens:
    """The tokens of the application, which msal keeps while they are valid."""

    def __init__(self, settings: GraphSettings, http: httpx.Client) -> None:
        self.settings = settings
        self.http = http
        parts = urlsplit(settings.endpoint)
        self.scopes = [f"{parts.scheme}://{parts.netloc}/.default"]

    def token(self) -> str:
        """Get a token for the endpoint. SignInError when it is refused, RefusedError when nobody answers."""
        try:
            answer: dict[str, Any] = self._application.acquire_token_for_client(self.scopes)
        except MailError:
            raise
        except httpx.HTTPError as error:
            raise self._unanswered(error) from error
        except ValueError as error:  # msal raises it for an organisation that does not exist
            raise SignInError(NO_SUCH_TENANT) from error
        if "access_token" in answer:
            return str(answer["access_token"])
        match = ENTRA_CODE.search(str(answer.get("error_description", "")))
        code = match.group() if match else ""
        if answer.get("error") == "temporarily_unavailable":
            raise RefusedError(NOT_AVAILABLE)
        ended = certificate_ended(self.settings, dt.datetime.now(LONDON).date())
        words = ended or HINTS.get(code) or f"Microsoft Entra refused the sign-in ({code or 'no code'})."
        raise SignInError(words)

    def forget(self) -> None:
        """Ask for a new token next time."""
        self._application.remove_tokens_for_client()

    @cached_property
    def _application(self) -> Any:
        settings = self.settings
        credential: str | dict[str, str] = settings.client_secret
        if settings.certificate:
            pem = read_certificate(settings.certificate)[0]
            credential = {"private_key": pem, "public_certificate": pem}
        return msal.ConfidentialClientApplication(
            settings.client_id,
            authority=f"{settings.authority}/{settings.tenant}",
            client_credential=credential,
            instance_discovery=False,  # the authority is the administrator's setting, and TLS proves it
            http_client=_HttpOfMsal(self.http),
        )

    def _unanswered(self, error: httpx.HTTPError) -> MailError:
        host = urlsplit(self.settings.authority).netloc
        fault = unreached(error, host, "MASE_OAUTH_AUTHORITY")
        return RefusedError("Microsoft Entra gave no answer.") if isinstance(fault, UnclearError) else fault


class _HttpOfMsal:
    """Our connections in the form that msal uses; RefusedError for what is no answer of Entra's.

    msal signs with bytes, which httpx would write as b'...'. It takes a page of a proxy, and being throttled,
    for an organisation that does not exist.
    """

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, url: str, **what: Any) -> httpx.Response:
        return _of_entra(self._http.get(url, **what))

    def post(self, url: str, *, data: dict[str, Any] | None = None, **what: Any) -> httpx.Response:
        form = {
            name: value.decode() if isinstance(value, bytes) else value
            for name, value in (data or {}).items()
        }
        return _of_entra(self._http.post(url, data=form, **what))

    def close(self) -> None:
        """Do nothing: the client closes its connections."""


def _of_entra(response: httpx.Response) -> httpx.Response:
    """Return an answer of Entra's; RefusedError where it is not available, or another answers for it."""
    if response.status_code >= 500 or response.status_code in BUSY:
        raise RefusedError(f"{NOT_AVAILABLE} (HTTP {response.status_code})")
    try:
        is_entra = isinstance(response.json(), dict)
    except ValueError:
        is_entra = False
    if not is_entra:
        raise RefusedError(NOT_ENTRA.format(status=response.status_code))
    return response


def read_certificate(file: Path) -> tuple[str, dt.date]:
    """Read the PEM text of key and certificate, and the certificate's last day; SignInError otherwise."""
    try:
        pem = file.read_text(encoding="ascii")
        load_pem_private_key(pem.encode(), password=None)
        return pem, x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc.date()
    except (OSError, ValueError, TypeError) as error:
        raise SignInError(
            "MASE_OAUTH_CERTIFICATE can’t be read: it must be a PEM file with the private key, without a "
            "passphrase, and the certificate."
        ) from error


def certificate_ended(settings: GraphSettings, today: dt.date) -> str:
    """Return when the certificate ended and what to do, in a sentence; empty while it is good."""
    if settings.certificate is None:
        return ""
    last_day = read_certificate(settings.certificate)[1]
    if last_day >= today:
        return ""
    return f"The certificate in MASE_OAUTH_CERTIFICATE ended on {long_date(last_day)}: make a new one."


def certificate_faults(settings: GraphSettings, today: dt.date) -> list[str]:
    """Return a sentence where the certificate can't be read, has ended or will end soon."""
    if settings.certificate is None:
        return []
    try:
        last_day = read_certificate(settings.certificate)[1]
    except SignInError as error:
        return [str(error)]
    if ended := certificate_ended(settings, today):
        return [ended]
    if last_day - today < ENDS_SOON:
        return [
            f"The certificate in MASE_OAUTH_CERTIFICATE ends on {long_date(last_day)}: make a new one soon."
        ]
    return []
