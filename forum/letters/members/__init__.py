"""Letters to whoever joins, leaves or is asked for their details."""
