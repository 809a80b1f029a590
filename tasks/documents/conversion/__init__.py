"""Office files turned into PDF, by a contained LibreOffice."""
