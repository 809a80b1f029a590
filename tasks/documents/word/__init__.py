"""Word documents: printing them, making them from markdown, and comparing them."""
