"""Signing in at the Graph stand-in: client credentials as at Microsoft Entra, by secret or by certificate.

Shapes from "The OAuth 2.0 client credentials flow"; codes from "Microsoft Entra error codes".
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl
from uuid import uuid4

import jwt
from cryptography import x509

from tests.standins.graph.problems import GraphError, Reply
from tests.standins.serving import Request

DISCOVERY = "/v2.0/.well-known/openid-configuration"
TOKEN = "/oauth2/v2.0/token"
ALL_ROLES = frozenset({"Mail.ReadWrite", "Mail.Send", "Calendars.ReadWrite"})


@dataclass
class Door:
    """The application that may come in, and its ``roles``. ``certificate`` is the PEM text of its own."""

    tenant: str = "4b5cbf2e-7a0e-4d7f-9a52-0b3b6a6a7e10"
    client_id: str = "0d1f7b9c-5a3e-4c8d-8e21-6f4a2b9c7d35"
    secret: str = "a secret of the stand-in"
    secret_expired: bool = False
    certificate: str = ""
    roles: frozenset[str] = ALL_ROLES
    lifetime: int = 3599  # seconds
    tokens: dict[str, float] = field(default_factory=dict)  # until when each is good

    def is_token_request(self, request: Request) -> bool:
        return request.path.endswith((DISCOVERY, TOKEN))

    def answer(self, request: Request, root: str) -> Reply:
        tenant = request.path.strip("/").partition("/")[0]
        if tenant != self.tenant:
            return _refused(400, "invalid_tenant", 90002, f"Tenant '{tenant}' not found.")
        if request.path.endswith(DISCOVERY):
            start = f"{root}/{tenant}"
            return Reply(
                200,
                {
                    "issuer": f"{start}/v2.0",
                    "token_endpoint": f"{start}{TOKEN}",
                    "authorization_endpoint": f"{start}/oauth2/v2.0/authorize",
                },
            )
        return self._token(dict(parse_qsl(request.body.decode())), f"{root}/{tenant}{TOKEN}")

    def is_signed_in(self, request: Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return kind == "Bearer" and self.tokens.get(token, 0) > time.monotonic()

    def refusal(self) -> Reply:
        return GraphError(
            401, "InvalidAuthenticationToken", "Access token has expired or is invalid."
        ).reply()

    def _token(self, form: dict[str, str], endpoint: str) -> Reply:
        if form.get("client_id") != self.client_id:
            return _refused(400, "unauthorized_client", 700016, "Application was not found in the directory.")
        if form.get("grant_type") != "client_credentials" or not form.get("scope", "").endswith("/.default"):
            return _refused(400, "invalid_scope", 1002012, "The provided value for scope is not valid.")
        if "client_assertion" in form:
            if not self._is_ours(form["client_assertion"], endpoint):
                return _refused(401, "invalid_client", 700027, "The certificate is not registered.")
        elif form.get("client_secret") != self.secret:
            return _refused(401, "invalid_client", 7000215, "Invalid client secret provided.")
        elif self.secret_expired:
            return _refused(401, "invalid_client", 7000222, "The provided client secret keys are expired.")
        token = uuid4().hex
        self.tokens[token] = time.monotonic() + self.lifetime
        return Reply(200, {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": token})

    def _is_ours(self, assertion: str, endpoint: str) -> bool:
        if not self.certificate:
            return False
        key = x509.load_pem_x509_certificate(self.certificate.encode()).public_key()
        try:
            jwt.decode(assertion, key, algorithms=["PS256", "RS256"], audience=endpoint)  # type: ignore[arg-type]
        except jwt.InvalidTokenError:
            return False
        return True


def _refused(status: int, error: str, code: int, text: str) -> Reply:
    description = f"AADSTS{code}: {text} Trace ID: 0"
    return Reply(status, {"error": error, "error_description": description, "error_codes": [code]})
