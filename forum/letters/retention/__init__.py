"""Letters about keeping records and disposing of them."""
