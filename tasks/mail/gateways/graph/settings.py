"""The settings of the Graph gateway: the mailbox, the sign-in, and limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class MailboxSettings:
    """The place of a mailbox and the way to sign in to it as an application.

    ``address`` is the mailbox's own. Sign-in is by ``client_secret``, or by ``certificate``: a PEM file with
    the private key and the certificate. ``ca_file`` names the certificate authorities to trust, in place of
    those that come with Python. ``timeout`` is in seconds, ``largest_letter`` in bytes in transit.
    ``authserv_id`` names the mail system that vouches for senders.
    """

    address: str
    tenant: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    certificate: Path | None = None
    authority: str = "https://login.microsoftonline.com"
    ca_file: Path | None = None
    timeout: float = 60
    largest_letter: int = 35 * MEGABYTE
    authserv_id: str = ""


@dataclass(frozen=True, kw_only=True)
class GraphSettings(MailboxSettings):
    """The settings of a mailbox of Exchange Online."""

    endpoint: str = "https://graph.microsoft.com/v1.0"
