"""The settings of the service, read from the environment (``MASE_...``) and from ``.env`` beside the README.

Every setting stands with its explanation in ``.env.example``. What the terms of reference say is no setting:
it is policy, and stands in ``config/mase.toml``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from forum.addresses import checked_address
from forum.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "MASE_"
SECRET = {"database_url", "prefect_auth_string", "prefect_encryption_key"}  # what they were is never shown
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
NOT_OURS = {"MASE_TEST_POSTGRES"}  # read by the tests alone


class Settings(BaseSettings):
    """What differs from one machine to another. Relative folders are taken from the project's root."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", validate_default=True)

    database_url: str = "sqlite:///var/register.db"
    policies: Path = Path("config")
    templates: Path = Path("templates")

    mode: Literal["live", "redirect", "hold"] = "hold"
    redirect_to: str = ""
    allowed_domains: Annotated[frozenset[str], NoDecode] = frozenset()
    service_address: str = "mase@forum.example"
    rehearsal: bool = False
    mail_folder: Path = Path("var/mail")

    prefect_folder: Path = Path("var/prefect")
    prefect_host: str = "127.0.0.1"
    prefect_port: int = Field(default=4200, ge=1, le=65535)
    prefect_auth_string: SecretStr | None = None
    prefect_encryption_key: SecretStr | None = None

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        kind, _, rest = value.partition("://")
        if kind == "sqlite" and rest.startswith("/"):
            return f"sqlite:///{ROOT / rest[1:]}"
        if kind in ("postgresql", "postgresql+psycopg"):
            return f"postgresql+psycopg://{rest}"
        raise ValueError("allowed: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")

    @field_validator("allowed_domains", mode="before")
    @classmethod
    def _domains(cls, value: str | Iterable[str]) -> frozenset[str]:
        parts = value.split(",") if isinstance(value, str) else value
        domains = frozenset(str(part).strip().lower() for part in parts if str(part).strip())
        if wrong := sorted(domain for domain in domains if not DOMAIN.fullmatch(domain)):
            raise ValueError(f"allowed: whole domains with commas between, not {', '.join(wrong)}")
        return domains

    @field_validator("redirect_to", "service_address")
    @classmethod
    def _address(cls, value: str) -> str:
        try:
            return checked_address(value) if value else value
        except Problem as problem:
            raise ValueError(problem.sentence) from problem

    @field_validator("policies", "templates", "mail_folder", "prefect_folder", mode="after")
    @classmethod
    def _from_the_root(cls, value: Path) -> Path:
        return ROOT / value

    @model_validator(mode="after")
    def _mode_has_what_it_needs(self) -> Settings:
        if self.mode == "redirect" and not self.redirect_to:
            raise ValueError("MASE_MODE=redirect needs MASE_REDIRECT_TO, the address that gets every letter")
        if self.mode == "live" and not self.allowed_domains:
            raise ValueError("MASE_MODE=live needs MASE_ALLOWED_DOMAINS, the domains that letters may go to")
        return self


def load_settings(env_file: Path | None = ROOT / ".env") -> Settings:
    """The settings of this machine.

    Raises Problem naming every setting that is wrong, and every ``MASE_...`` name that is no setting at all.
    """
    faults = _unknown_names(env_file)
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        faults += [_fault(detail) for detail in error.errors()]
    if faults:
        raise Problem("The settings are not right (environment or .env; see .env.example):", faults)
    return settings


def _unknown_names(env_file: Path | None) -> list[str]:
    in_file = dotenv_values(env_file) if env_file and env_file.is_file() else {}
    known = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_OURS
    given = {name.upper() for name in [*os.environ, *in_file] if name.upper().startswith(PREFIX)}
    return [f"{name}: there is no such setting" for name in sorted(given - known)]


def _fault(detail: Any) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    if not detail["loc"]:
        return message
    field = str(detail["loc"][0])
    found = "" if field in SECRET else f"found {detail['input']!r}; "
    return f"{PREFIX}{field.upper()}: {found}{message[0].lower()}{message[1:]}"
