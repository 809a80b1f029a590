"""What comes in, looked at: who it is from, and whether our mail system vouches for it."""
