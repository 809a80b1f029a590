"""Terms of reference in words, read clause by clause into the answers of a board's workbook."""
