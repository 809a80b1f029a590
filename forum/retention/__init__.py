"""How long records are kept, what holds them, and what a reviewer decides on each."""
