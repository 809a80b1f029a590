"""A board from its terms and its list of people to its first letters: ``mase begin``."""
