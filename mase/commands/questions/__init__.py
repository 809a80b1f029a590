"""The commands for what people are asked: questions and actions."""
