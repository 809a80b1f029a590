"""PDF files of other people: limits, cleaning and binding."""
