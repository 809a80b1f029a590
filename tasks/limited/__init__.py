"""Reading what strangers sent, with a limit of time and memory."""
