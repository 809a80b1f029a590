"""The contacts of partnerships as a workbook."""
