"""Signing in as an application, as at Microsoft Entra: client credentials in, a bearer token out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qs
from uuid import uuid4

import jwt
from cryptography import x509

TOKEN = re.compile(r"^/([^/]+)/oauth2/v2\.0/token$")
DISCOVERY = re.compile(r"^/([^/]+)/v2\.0/\.well-known/openid-configuration$")
Answer = tuple[int, bytes]


@dataclass
class TokenOffice:
    """Gives tokens to one application. ``now`` is the time by which they end; ``certificate`` is PEM text."""

    now: Callable[[], datetime]
    tenant: str = "11111111-1111-4111-8111-111111111111"
    client_id: str = "22222222-2222-4222-8222-222222222222"
    client_secret: str = "client-secret"
    secret_expired: bool = False
    certificate: str = ""
    lifetime: timedelta = timedelta(hours=1)
    answers_instead: dict[str, Answer] = field(default_factory=dict)  # by the end of the path, as of a proxy
    tokens: dict[str, datetime] = field(default_factory=dict)

    def is_mine(self, path: str) -> bool:
        return bool(TOKEN.match(path) or DISCOVERY.match(path))

    def answer(self, root: str, path: str, body: bytes) -> Answer:
        """Status and JSON for a request to one of its paths; ``root`` is the server's URL."""
        if instead := self.answers_instead.get(path.rpartition("/")[2]):
            return instead
        match = DISCOVERY.match(path)
        if match:
            return self._describe(root, match[1])
        tenant = TOKEN.match(path)
        if not tenant or tenant[1] != self.tenant:
            return _refusal("invalid_request", "AADSTS90002: Tenant not found.")
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if form.get("grant_type") != "client_credentials":
            return _refusal(
                "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type."
            )
        if form.get("client_id") != self.client_id:
            return _refusal(
                "unauthorized_client", "AADSTS700016: Application was not found in the directory."
            )
        if "client_assertion" in form:
            if not self._is_signed(form["client_assertion"]):
                return _refusal("invalid_client", "AADSTS700027: The certificate is not registered.", 401)
        elif form.get("client_secret") != self.client_secret:
            return _refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401)
        elif self.secret_expired:
            return _refusal("invalid_client", "AADSTS7000222: The client secret keys are expired.", 401)
        token = uuid4().hex
        self.tokens[token] = self.now() + self.lifetime
        seconds = int(self.lifetime.total_seconds())
        return 200, json.dumps(
            {"token_type": "Bearer", "expires_in": seconds, "access_token": token}
        ).encode()

    def accepts(self, authorization: str) -> bool:
        """Say whether an Authorization header carries a token that is still good."""
        kind, _, token = authorization.partition(" ")
        return kind == "Bearer" and token in self.tokens and self.tokens[token] > self.now()

    def _describe(self, root: str, tenant: str) -> Answer:
        if tenant != self.tenant:
            return _refusal("invalid_tenant", "AADSTS90002: Tenant not found.")
        described = {
            "issuer": f"{root}/{tenant}/v2.0",
            "token_endpoint": f"{root}/{tenant}/oauth2/v2.0/token",
            "authorization_endpoint": f"{root}/{tenant}/oauth2/v2.0/authorize",
        }
        return 200, json.dumps(described).encode()

    def _is_signed(self, assertion: str) -> bool:
        if not self.certificate:
            return False
        key = x509.load_pem_x509_certificate(self.certificate.encode()).public_key()
        try:
            jwt.decode(assertion, key, ["RS256", "PS256"], options={"verify_aud": False})  # type: ignore[arg-type]
        except jwt.PyJWTError:
            return False
        return True


def _refusal(error: str, description: str, status: int = 400) -> Answer:
    return status, json.dumps({"error": error, "error_description": description}).encode()
