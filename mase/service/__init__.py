"""The service itself: a guarded Prefect server, the runners of flows, and what makes up for missed runs."""
