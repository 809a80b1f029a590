"""The Prefect server that we start ourselves: for ``mase serve``, the rehearsal and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr


@contextmanager
def prefect_server(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    ui: bool = False,
    scheduling: bool = False,
    auth_string: SecretStr | None = None,
    encryption_key: SecretStr | None = None,
) -> Iterator[str]:
    """A Prefect server with its own database in ``folder``, healthy while the ``with`` block runs.

    Yields the API's URL. ``port`` None finds a free one. Within the block this process and those it starts talk to
    this server (``PREFECT_API_URL`` and its fellows in ``os.environ``; Prefect must not have been imported before,
    or its settings be read again). ``scheduling`` False leaves out the services that only schedules need.
    The server ends with the block, and also when this process is killed. Raises Problem when it does not start.
    """
    raise NotImplementedError
    yield ""
