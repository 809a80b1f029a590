"""The outbox: the states of a letter, how many a person gets, and what is to come."""
