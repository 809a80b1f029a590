"""Workbooks: opened safely, read, laid out and marked."""
