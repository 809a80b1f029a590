"""Signing in to the Exchange stand-in: Basic, NTLM, and OAuth2 client credentials."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from tests.standins.exchange import ntlm
from tests.standins.oauth import TokenOffice
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Request, Response


class Door:
    """Lets in who has a mailbox and knows its password, or an application that has a token.

    NTLM signs a connection in, as it does at Exchange; the others sign in each request.
    """

    def __init__(self, office: PostOffice, offered: tuple[str, ...]) -> None:
        self.office = office
        self.offered = offered
        self.tokens = TokenOffice(office.clock.now)

    def signed_in(self, request: Request) -> Response | None:
        """None, or the answer to who has not signed in. Notes on the request's connection who it is."""
        kind, _, credentials = request.headers.get("authorization", "").partition(" ")
        if kind.lower() not in ("", *self.offered):
            return self.refusal()
        if kind == "Bearer":
            return None if self.tokens.accepts(f"Bearer {credentials}") else self.refusal()
        if kind == "NTLM":
            return self._ntlm(request, credentials)
        if kind == "Basic":
            return None if self._basic(credentials) else self.refusal()
        return None if "name" in request.connection else self.refusal()

    def sign_in(self, request: Request) -> tuple[str, bool]:
        """The address signed in, and whether it is an application that may impersonate."""
        kind, _, credentials = request.headers.get("authorization", "").partition(" ")
        if kind == "Bearer":
            return "", True
        name = self._basic(credentials) if kind == "Basic" else request.connection["name"]
        return name or "", False

    def refusal(self) -> Response:
        names = {"ntlm": "NTLM", "basic": 'Basic realm="mail"', "bearer": "Bearer"}
        return Response(401, headers=tuple(("WWW-Authenticate", names[kind]) for kind in self.offered))

    def _basic(self, credentials: str) -> str | None:
        name, _, password = _decoded(credentials).decode(errors="replace").partition(":")
        return next((each.address for each in self._mailboxes_named(name) if each.password == password), None)

    def _ntlm(self, request: Request, credentials: str) -> Response | None:
        token = _decoded(credentials)
        if ntlm.is_negotiation(token):
            message, request.connection["nonce"] = ntlm.challenge(self.office.domain)
            request.connection.pop("name", None)
            return Response(
                401, headers=(("WWW-Authenticate", f"NTLM {base64.b64encode(message).decode()}"),)
            )
        proof = ntlm.proof(token)
        nonce = request.connection.pop("nonce", None)
        if proof is None or nonce is None:
            return self.refusal()
        for mailbox in self._mailboxes_named(proof.user):
            if proof.holds(mailbox.password, nonce):
                request.connection["name"] = mailbox.address
                return None
        return self.refusal()

    def _mailboxes_named(self, name: str) -> Iterator[Mailbox]:
        """The mailboxes that a name such as mase@mase.example, MASE\\\\mase or mase can mean."""
        bare = name.rpartition("\\")[2].lower()
        for address in (bare, f"{bare}@{self.office.domain}"):
            if address in self.office.mailboxes:
                yield self.office.mailboxes[address]


def _decoded(credentials: str) -> bytes:
    try:
        return base64.b64decode(credentials, validate=True)
    except binascii.Error:
        return b""
