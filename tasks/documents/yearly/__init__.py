"""The workbooks of what a period shows as a whole."""
