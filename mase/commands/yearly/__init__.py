"""Commands for what a year shows as a whole."""
