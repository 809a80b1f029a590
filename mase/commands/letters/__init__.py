"""The commands for letters: those that wait, those to come, what they are printed from, and replies."""
