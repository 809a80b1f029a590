"""The workbook of the action plan."""
