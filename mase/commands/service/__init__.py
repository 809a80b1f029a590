"""The commands for running the service and looking at its state."""
