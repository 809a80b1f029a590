"""What the register keeps for the service itself: approved files, and the proof of life."""
