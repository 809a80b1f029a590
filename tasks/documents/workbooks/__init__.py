"""Workbooks: opening them safely, reading, laying out, and marking faults."""
