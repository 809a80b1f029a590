"""What goes on though it was said once: it comes back to the Chair until it is settled."""
