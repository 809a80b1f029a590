"""The commands for members, their groups and the workbook of members."""
