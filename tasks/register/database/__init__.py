"""The register as a database: opened, written in transactions, copied."""
