"""Text as people write and read it: words, names, dates, addresses and cells."""
