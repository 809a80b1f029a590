"""What the register keeps of the watch: each look at what is due, faults found, and morning letters."""
