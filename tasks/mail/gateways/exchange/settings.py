"""The settings of the Exchange gateway: the server, the sign-in, and limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

MEGABYTE = 1_000_000


class SignIn(StrEnum):
    """The way in which the service signs in; the values are those of MASE_EXCHANGE_AUTH."""

    NTLM = "ntlm"
    BASIC = "basic"
    KERBEROS = "kerberos"
    OAUTH = "oauth"


@dataclass(frozen=True)
class ExchangeSettings:
    """The place of the mailbox and the way to sign in.

    ``address`` is the mailbox's own and ``name`` the name letters are from. ``endpoint`` ends in
    /EWS/Exchange.asmx, and ``version`` is the one the server is asked to speak. NTLM and Basic take
    ``username`` and ``password``; Kerberos takes the ticket of this machine; OAuth takes ``tenant``,
    ``client_id``, ``authority`` and ``client_secret`` or ``certificate``, a PEM file with the private key and
    the certificate, and acts as the mailbox. ``ca_file`` names the certificate authorities to trust, in place
    of those that come with Python. ``timeout`` is in seconds. ``largest_letter`` is in bytes in transit.
    Identical attachments of ``copy_from`` bytes or more are uploaded once and copied. ``authserv_id`` names
    the mail system that vouches for senders.
    """

    address: str
    endpoint: str
    name: str = ""
    version: str = "Exchange2016"
    sign_in: SignIn = SignIn.NTLM
    username: str = ""
    password: str = field(default="", repr=False)
    tenant: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    certificate: Path | None = None
    authority: str = "https://login.microsoftonline.com"
    ca_file: Path | None = None
    timeout: float = 60
    largest_letter: int = 35 * MEGABYTE
    copy_from: int = 1 * MEGABYTE
    authserv_id: str = ""
