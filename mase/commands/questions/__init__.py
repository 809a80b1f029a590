"""The commands for what people are asked."""
