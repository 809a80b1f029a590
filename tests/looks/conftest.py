"""What people get, opened with the programs people use: LibreOffice for documents, Chromium for pages."""

from __future__ import annotations

import shutil

# Continuous integration has these programs (.ci/run installs them). A machine without them collects less,
# rather than showing tests as skipped that nobody meant to run there.
NEEDED = {
    "test_documents.py": ("soffice", "pdftotext", "pdfinfo"),
    "test_pages.py": ("chromium",),
    "test_handbook.py": ("chromium",),
    "test_pack.py": ("soffice",),
}
collect_ignore = [
    module for module, programs in NEEDED.items() if not all(shutil.which(program) for program in programs)
]
