"""The register of research as a workbook."""
