"""Papers as they come in, and packs as they go out."""
