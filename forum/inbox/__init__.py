"""What comes in by mail: what a person wrote, what it says, and whether they may say it."""
