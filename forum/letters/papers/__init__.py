"""Letters about papers and packs."""
