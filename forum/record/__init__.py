"""The record of a meeting: its workbook's sheets, what may stand in them, and its checks."""
