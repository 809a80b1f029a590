"""Following a value through the house: which rooms it passes, in which order."""
