"""Reports to the boards: their steps, the facts in them, what is left out, and the boards' answers."""
