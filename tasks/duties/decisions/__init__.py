"""The register of decisions, from the records of the meetings."""
