"""A whole cluster on this machine, of its own packages: ``python -m tests.cluster``, or ``make cluster``."""
