"""Papers filed, packs released and sent."""
