"""The memory of the processes that run for months: ``python -m tests.memory``."""
