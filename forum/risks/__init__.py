"""The risk register: at most twelve risks to children, scored, with their trend."""
