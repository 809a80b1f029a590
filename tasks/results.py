"""Results of flows are not kept: the register is the record. Prefect's folder keeps only the reason of a
failure."""

from __future__ import annotations

from pathlib import Path

from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

# Where Prefect keeps it anyway; unless it is named, each run asks the server twice for a better place.
PREFECTS_FOLDER = Path(PREFECT_LOCAL_STORAGE_PATH.value())
