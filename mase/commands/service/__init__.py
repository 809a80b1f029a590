"""The commands for running the service and looking at how it stands."""
