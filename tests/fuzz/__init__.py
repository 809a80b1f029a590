"""Fuzzing of all that reads what others wrote: ``python -m tests.fuzz``, or ``make fuzz``."""
