"""What a gateway speaks, whichever it is."""
