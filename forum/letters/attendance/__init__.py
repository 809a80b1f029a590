"""Letters about attendance and quorum."""
