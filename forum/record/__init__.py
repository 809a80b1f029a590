"""The record of a meeting: the sheets of its workbook, the values allowed in them, and its checks."""
