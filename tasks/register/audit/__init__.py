"""The audit trail, the digests of rows, and checks of both."""
