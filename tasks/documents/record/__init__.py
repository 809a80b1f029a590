"""The record workbook."""
