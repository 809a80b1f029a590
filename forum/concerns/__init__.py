"""What must reach a person at once, whatever it was written in reply to: a worry, a complaint, a right."""
