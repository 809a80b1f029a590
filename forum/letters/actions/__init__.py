"""Letters about actions."""
