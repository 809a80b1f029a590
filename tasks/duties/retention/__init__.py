"""Records past their time: holds on them, lists for a reviewer, and carrying out what was decided."""
