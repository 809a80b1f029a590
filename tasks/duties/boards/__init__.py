"""Reports to the boards: planned, drafted, agreed, sent, and answered (clauses 2 and 3)."""
