"""Signing in to the Exchange stand-in: Basic, NTLM, and OAuth2 client credentials."""

from __future__ import annotations

import base64
import binascii

from tests.standins.post_office import PostOffice
from tests.standins.serving import Request, Response


class Door:
    """Lets in who has a mailbox and knows its password, or an application that has a token."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office

    def is_token_request(self, request: Request) -> bool:
        return request.path.endswith("/oauth2/v2.0/token")

    def token(self, request: Request) -> Response:
        raise NotImplementedError

    def signed_in(self, request: Request) -> Response | None:
        """None, or the answer to who has not signed in."""
        if self.is_token_request(request) or request.connection.get("name"):
            return None
        kind, _, credentials = request.headers.get("authorization", "").partition(" ")
        name = self._basic(credentials) if kind == "Basic" else None
        if not name:
            return self.refusal()
        request.connection["name"] = name
        return None

    def who(self, request: Request) -> tuple[str, bool]:
        """The address signed in, and whether it is an application that may impersonate."""
        return request.connection["name"], False

    def refusal(self) -> Response:
        offered = tuple(("WWW-Authenticate", kind) for kind in ("NTLM", 'Basic realm="mail"'))
        return Response(401, b"", "text/plain", offered)

    def _basic(self, credentials: str) -> str | None:
        try:
            name, _, password = base64.b64decode(credentials).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return self.address(name, password)

    def address(self, name: str, password: str) -> str | None:
        """The mailbox for a name such as mase@mase.example, MASE\\\\mase or mase; None for a wrong
        password."""
        bare = name.rpartition("\\")[2].lower()
        for address in (bare, f"{bare}@{self.office.domain}"):
            mailbox = self.office.mailboxes.get(address)
            if mailbox and mailbox.password == password:
                return address
        return None
