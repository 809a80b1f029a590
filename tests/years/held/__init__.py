"""What is held against the books, a file a kind of page."""
