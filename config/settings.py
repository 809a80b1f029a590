"""The settings of the service, read from the environment (``MASE_...``) and from ``.env`` beside the README.

Every setting stands with its explanation in ``.env.example``. The terms of reference are no settings: they
are policy, in ``config/mase.toml``. No error repeats a value, which may be a password in the wrong place.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Collection, Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.env_file import EnvFile, read_env_file
from forum.text.addresses import checked_address, is_allowed
from forum.text.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "MASE_"
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
SIGN_IN = re.compile(r"[!-9;-~]+:[ -~]+")
AUTHSERV_ID = re.compile(r"[^\x00-\x20\x7f-\uffff()<>@,;:\\\"/\[\]?=]+")  # a token of RFC 2045
PREFECT_SIGN_IN = "sign-in"  # a file in the Prefect folder
FERNET_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
PUBLIC_KEY = re.compile(r"age1[a-z0-9]{58}")
EWS = "/EWS/Exchange.asmx"
DATABASE = "allowed: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
FOLDERS = (
    "policies", "templates", "mail_folder", "public_folder", "backup_folder", "watch_folder",
    "prefect_folder",
)  # fmt: skip
IN_WORDS = {  # pydantic's faults of its own types
    "bool_parsing": "allowed: true or false",
    "int_parsing": "allowed: a whole number",
    "float_parsing": "allowed: a number",
    "date_from_datetime_parsing": "allowed: a day such as 2027-05-31",
    "date_parsing": "allowed: a day such as 2027-05-31",
}
NOT_OURS = {"MASE_TEST_POSTGRES"}  # read by the tests alone


class Settings(BaseSettings):
    """The settings of a machine. Relative folders are taken from the project's root."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", validate_default=True)

    database_url: str = Field(default="sqlite:///var/register.db", repr=False)
    shards: int = Field(default=1, ge=1)
    policies: Path = Path("var/policies")
    templates: Path = Path("templates")

    libreoffice: str = "soffice"

    mode: Literal["live", "redirect", "hold"] = "hold"
    redirect_to: str = ""
    allowed_domains: Annotated[frozenset[str], NoDecode] = frozenset()
    service_address: str = "mase@forum.example"
    authserv_id: str = ""
    ops_address: str = ""
    rehearsal: bool = False

    gateway: Literal["folder", "exchange", "graph"] = "folder"
    mail_folder: Path = Path("var/mail")
    exchange_endpoint: str = ""
    exchange_version: Literal["Exchange2013", "Exchange2013_SP1", "Exchange2015", "Exchange2016"] = (
        "Exchange2016"
    )
    exchange_auth: Literal["ntlm", "basic", "kerberos", "oauth"] = "ntlm"
    exchange_username: str = ""
    exchange_password: SecretStr | None = None
    oauth_tenant: str = ""
    oauth_client_id: str = ""
    oauth_client_secret: SecretStr | None = None
    oauth_certificate: Path | None = None
    oauth_secret_expires: dt.date | None = None
    oauth_authority: str = "https://login.microsoftonline.com"
    graph_endpoint: str = "https://graph.microsoft.com/v1.0"
    ca_file: Path | None = None
    largest_letter_mb: float = Field(default=35, gt=0)
    copy_from_mb: float = Field(default=1, gt=0)
    mail_timeout: float = Field(default=60, gt=0)

    public_folder: Path = Path("var/public")
    backup_recipients: Annotated[tuple[str, ...], NoDecode] = ()
    backup_folder: Path = Path("var/backups")
    backup_daily: int = Field(default=7, ge=1)
    backup_weekly: int = Field(default=5, ge=0)
    backup_monthly: int = Field(default=12, ge=0)

    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_username: str = ""
    smtp_password: SecretStr | None = None
    watch_webhook: SecretStr | None = None
    watch_ping: SecretStr | None = None
    watch_only_measures: bool = False
    watch_folder: Path = Path("var/watch")
    metrics_port: int = Field(default=0, ge=0, le=65535)
    log_format: Literal["text", "json"] = "text"

    prefect_folder: Path = Path("var/prefect")
    prefect_host: str = "127.0.0.1"
    prefect_port: int = Field(default=4200, ge=1, le=65535)
    prefect_auth_string: SecretStr | None = None
    prefect_encryption_key: SecretStr | None = None

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        kind, _, rest = value.partition("://")
        if kind == "sqlite" and rest.startswith("/") and "?" not in rest:
            return f"sqlite:///{ROOT / rest[1:]}"
        if kind in ("postgresql", "postgresql+psycopg") and _is_address(f"postgresql://{rest}"):
            return f"postgresql+psycopg://{rest}"
        raise ValueError(f"{DATABASE}, with %40 for an @ in the password, %2F for a /, %3A for a :")

    @field_validator("allowed_domains", mode="before")
    @classmethod
    def _domains(cls, value: str | Iterable[str]) -> frozenset[str]:
        parts = value.split(",") if isinstance(value, str) else value
        domains = frozenset(str(part).strip().lower() for part in parts if str(part).strip())
        if not all(DOMAIN.fullmatch(domain) for domain in domains):
            raise ValueError("allowed: whole domains with commas between, such as kent.example")
        return domains

    @field_validator("redirect_to", "service_address", "ops_address")
    @classmethod
    def _address(cls, value: str) -> str:
        try:
            return checked_address(value) if value else value
        except Problem as problem:
            raise ValueError(problem.sentence) from problem

    @field_validator("authserv_id")
    @classmethod
    def _authserv_id(cls, value: str) -> str:
        if value and not AUTHSERV_ID.fullmatch(value):
            raise ValueError(
                "allowed: the name at the beginning of Authentication-Results, such as mx.council.example; "
                "or exchange-online, or inside-only"
            )
        return value.lower()

    @field_validator("backup_recipients", mode="before")
    @classmethod
    def _recipients(cls, value: str | Iterable[str]) -> tuple[str, ...]:
        parts = value.split(",") if isinstance(value, str) else value
        keys = tuple(part.strip() for part in parts if part.strip())
        if not all(PUBLIC_KEY.fullmatch(key) for key in keys):
            raise ValueError(
                "allowed: public keys of age, which begin with age1, with commas between; a secret key never"
            )
        return keys

    @field_validator(*FOLDERS, mode="before")
    @classmethod
    def _is_named(cls, value: object) -> object:
        if isinstance(value, str) and not value.strip():
            raise ValueError("allowed: a folder; for the usual one take the line out")
        return value

    @field_validator(*FOLDERS, mode="after")
    @classmethod
    def _from_the_root(cls, value: Path) -> Path:
        return ROOT / value

    @field_validator("exchange_endpoint", "oauth_authority", "graph_endpoint")
    @classmethod
    def _endpoint(cls, value: str) -> str:
        if value and not _is_safe(value):
            raise ValueError("allowed: an address that begins with https:// (http:// on this machine alone)")
        return value.rstrip("/")

    @field_validator("exchange_endpoint")
    @classmethod
    def _ews(cls, value: str) -> str:
        if value and not value.lower().endswith(EWS.lower()):
            raise ValueError(f"allowed: the full address of Exchange’s web services, which ends in {EWS}")
        return value

    @field_validator("prefect_host")
    @classmethod
    def _host(cls, value: str) -> str:
        if not HOST.fullmatch(value):
            raise ValueError("allowed: the name or the address of this machine, without a port")
        return value

    @field_validator("prefect_auth_string")
    @classmethod
    def _sign_in(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not SIGN_IN.fullmatch(value.get_secret_value()):
            raise ValueError("allowed: NAME:PASSWORD, in letters without accents, figures and signs")
        return value

    @field_validator("prefect_encryption_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not FERNET_KEY.fullmatch(value.get_secret_value()):
            raise ValueError("allowed: 32 bytes in URL-safe base64, which are 43 letters and figures and a =")
        return value

    @field_validator("watch_webhook", "watch_ping")
    @classmethod
    def _told(cls, value: SecretStr | None) -> SecretStr | None:
        if value and value.get_secret_value() and not _is_safe(value.get_secret_value().partition("?")[0]):
            raise ValueError("allowed: an address that begins with https:// (http:// on this machine alone)")
        return value or None

    @field_validator("oauth_secret_expires", "oauth_certificate", "ca_file", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @field_validator("oauth_certificate", "ca_file")
    @classmethod
    def _file(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        if not (file := ROOT / value).is_file():
            raise ValueError("there is no such file")
        return file

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if faults := [*_mode_faults(self), *_gateway_faults(self), *_shard_faults(self)]:
            raise ValueError("\n".join(faults))
        return self


def _is_address(url: str) -> bool:
    """Say whether SQLAlchemy finds account, host and name in a URL, and no part of the password elsewhere."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return not any("@" in (part or "") for part in (parts.host, parts.database))


def _is_safe(address: str) -> bool:
    """Say whether an address is encrypted or on this machine, and has no secret in it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.username is not None or parts.query or parts.fragment:  # secrets have settings of their own
            return False
        if parts.scheme != "http":
            return parts.scheme == "https" and bool(host) and (parts.port is None or parts.port > 0)
        return is_this_machine(host)
    except ValueError:
        return False


def is_this_machine(host: str) -> bool:
    """Say whether a host is this machine's own loopback address, which no other machine reaches."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _mode_faults(settings: Settings) -> list[str]:
    if settings.mode == "redirect" and not settings.redirect_to:
        return ["MASE_MODE=redirect needs MASE_REDIRECT_TO, the address that gets every letter"]
    if settings.mode == "live" and not settings.allowed_domains:
        return ["MASE_MODE=live needs MASE_ALLOWED_DOMAINS, the domains that letters may go to"]
    ops = settings.ops_address
    if ops and settings.mode == "live" and not is_allowed(ops, settings.allowed_domains):
        return ["MASE_OPS_ADDRESS is not at a domain that letters may go to (MASE_ALLOWED_DOMAINS)"]
    return []


def _shard_faults(settings: Settings) -> list[str]:
    if settings.shards > 1 and not settings.database_url.startswith("postgresql"):
        return ["MASE_SHARDS above 1 needs PostgreSQL (MASE_DATABASE_URL): an SQLite file has one writer"]
    return []


def _gateway_faults(settings: Settings) -> list[str]:
    """A sentence for each setting that the chosen gateway needs and lacks."""
    faults: list[str] = []

    def need(why: str, name: str, what: str) -> None:
        if not getattr(settings, name):
            faults.append(f"{why} needs {PREFIX}{name.upper()}, {what}")

    signs_in_by_oauth = settings.gateway == "graph"
    why = f"MASE_GATEWAY={settings.gateway}"
    need(why, "service_address", "the mailbox’s own address")
    if settings.gateway == "exchange":
        need(why, "exchange_endpoint", f"the server’s address, ending in {EWS}")
        why = f"MASE_EXCHANGE_AUTH={settings.exchange_auth}"
        signs_in_by_oauth = settings.exchange_auth == "oauth"
        if settings.exchange_auth in ("ntlm", "basic"):
            need(why, "exchange_username", "the account to sign in with")
            need(why, "exchange_password", "its password")
    if signs_in_by_oauth:
        need(why, "oauth_tenant", "the organisation’s id in Microsoft Entra")
        need(why, "oauth_client_id", "the id of the application registered there")
        need(why, "oauth_authority", "where it signs in")
        if not settings.oauth_client_secret and not settings.oauth_certificate:
            faults.append(f"{why} needs MASE_OAUTH_CLIENT_SECRET, or MASE_OAUTH_CERTIFICATE in its place")
    if settings.gateway == "graph":
        need(why, "graph_endpoint", "where Microsoft Graph answers")
    if settings.smtp_username and settings.smtp_security == "none":
        faults.append(
            "MASE_SMTP_SECURITY=none would send the password in clear: take MASE_SMTP_USERNAME out, or set "
            "starttls"
        )
    if settings.oauth_client_secret and settings.oauth_certificate:
        faults.append(
            "MASE_OAUTH_CLIENT_SECRET and MASE_OAUTH_CERTIFICATE exclude one another: leave one empty"
        )
    return faults


def load_settings(env_file: Path | None = ROOT / ".env") -> Settings:
    """The settings of this machine: of the environment, of ``.env``, and credentials of systemd.

    Raises Problem naming every setting that is wrong, and every ``MASE_...`` name that is no setting at all.
    """
    file = read_env_file(env_file, PREFIX) if env_file else EnvFile({}, ())
    environment = {name.upper() for name in os.environ}
    handed_over = _credentials_folder()
    credentials = {file.name.upper() for file in handed_over.iterdir()} if handed_over else set()
    faults = [*file.faults, *_unknown_names({*environment, *file.values, *credentials})]
    in_file = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in file.values.items()
        if name not in environment | credentials
    }
    try:
        settings = Settings(_secrets_dir=handed_over, **in_file)  # type: ignore[arg-type]  # all are text
    except ValidationError as error:
        faults += [fault for detail in error.errors() for fault in _faults(detail)]
    if faults:
        raise Problem("The settings are not right (environment or .env; see .env.example):", faults)
    return settings


def _credentials_folder() -> Path | None:
    """The folder of systemd's credentials, of which it names one also where it has none to hand over."""
    folder = Path(os.environ.get("CREDENTIALS_DIRECTORY") or ROOT / "none")
    return folder if folder.is_dir() else None


def _unknown_names(names: Collection[str]) -> list[str]:
    known_names = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_OURS
    unknown = sorted(name for name in names if name.startswith(PREFIX) and name not in known_names)
    return [f"{name}: there is no such setting" for name in unknown]


def _faults(detail: Any) -> list[str]:
    message = IN_WORDS.get(detail["type"]) or str(detail["msg"]).removeprefix("Value error, ")
    if not detail["loc"]:
        return message.splitlines()
    message = message.replace("Input should be", "allowed:")
    return [f"{PREFIX}{str(detail['loc'][0]).upper()}: {message[0].lower()}{message[1:]}"]
