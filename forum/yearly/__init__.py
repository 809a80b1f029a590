"""Once a year and on demand: what a period shows, looked at as a whole."""
