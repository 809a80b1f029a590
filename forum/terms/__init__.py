"""The terms of reference as data, and the workbook that asks a board for them."""
