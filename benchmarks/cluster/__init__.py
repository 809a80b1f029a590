"""A busy morning through a whole cluster: ``python -m benchmarks.cluster``."""
