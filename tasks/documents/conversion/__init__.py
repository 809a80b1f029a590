"""Converting Office files to PDF with a contained LibreOffice."""
