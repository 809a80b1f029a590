"""The rules of the watcher: what it takes for a fault of the service, and what it says of it."""
