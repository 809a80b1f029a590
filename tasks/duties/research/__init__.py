"""Requests for research, from the question to what the group did with the product."""
