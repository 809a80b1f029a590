"""PDF files that others wrote: limits, cleaning and binding."""
