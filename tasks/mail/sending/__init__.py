"""Delivery: from the outbox through the checks to a mailbox, each letter once."""
