"""Papers and packs: their states, their readers, and how the unit arranges them."""
