"""The audit trail, the digests of rows, checks of both, and the journal of changes."""
