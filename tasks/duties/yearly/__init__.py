"""What a period shows, looked at as a whole."""
