"""The terms of reference of a group in the register: compared with its policy, and taken from it."""
