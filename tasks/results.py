"""Results of flows are not kept: the register is the record."""

from __future__ import annotations

from pathlib import Path

from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

# Where Prefect would keep them; unless it is named, each run asks the server twice for a better place.
PREFECTS_FOLDER = Path(PREFECT_LOCAL_STORAGE_PATH.value())
