"""A second bookkeeper: random years are played, and what is printed is held against a calculation apart.

``python -m tests.years`` plays them. The bookkeeper knows the terms of reference and a journal of what people
did, and nothing of ``forum/`` or of the register.
"""
