"""Short letters that answer a reply."""
