"""Papers and packs: what becomes of each, and who may read it."""
