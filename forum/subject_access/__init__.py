"""A person's request for what is kept on them."""
