"""The members' workbook and other lists of members."""
