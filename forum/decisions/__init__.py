"""The register of decisions: how each stands, and what it led to."""
