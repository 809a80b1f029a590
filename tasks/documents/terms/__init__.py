"""The policy's file and workbook."""
