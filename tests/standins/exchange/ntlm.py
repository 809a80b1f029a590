"""The server's side of an NTLM sign-in: a challenge, and the proof that the caller knows the password."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass

from spnego._ntlm_raw import crypto, messages

FLAGS = (
    messages.NegotiateFlags.unicode
    | messages.NegotiateFlags.ntlm
    | messages.NegotiateFlags.request_target
    | messages.NegotiateFlags.always_sign
    | messages.NegotiateFlags.extended_session_security
    | messages.NegotiateFlags.target_info
    | messages.NegotiateFlags.key_128
    | messages.NegotiateFlags.key_56
)


def is_negotiation(token: bytes) -> bool:
    """Say whether this is the first message, which asks for a challenge."""
    return token[:12] == b"NTLMSSP\0\1\0\0\0"


def challenge(domain: str) -> tuple[bytes, bytes]:
    """The second message, and the eight bytes in it that the proof will be about."""
    nonce = os.urandom(8)
    target = messages.TargetInfo()
    target[messages.AvId.nb_domain_name] = domain.partition(".")[0].upper()
    target[messages.AvId.dns_domain_name] = domain
    target[messages.AvId.timestamp] = messages.FileTime.now()
    message = messages.Challenge(
        flags=FLAGS, server_challenge=nonce, target_name=domain.partition(".")[0].upper(), target_info=target
    )
    return message.pack(), nonce


@dataclass(frozen=True)
class Proof:
    """The third message: who it is, and the proof (NTLMv2)."""

    user: str
    domain: str
    response: bytes

    def holds(self, password: str, nonce: bytes) -> bool:
        """[MS-NLMP] 3.3.2: the proof is an HMAC, by a hash of name and password, of the nonce and the
        rest."""
        key = crypto.ntowfv2(self.user, crypto.ntowfv1(password), self.domain)
        proof, rest = self.response[:16], self.response[16:]
        return bool(rest) and hmac.compare_digest(proof, crypto.hmac_md5(key, nonce + rest))


def proof(token: bytes) -> Proof | None:
    """The third message as it was read; None when it is something else."""
    try:
        message = messages.NTLMMessage.unpack(token)
    except ValueError:
        return None
    if not isinstance(message, messages.Authenticate):
        return None
    return Proof(message.user_name or "", message.domain_name or "", message.nt_challenge_response or b"")
