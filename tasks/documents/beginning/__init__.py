"""A board's documents and its list of people as they are, and the workbook that asks about them."""
