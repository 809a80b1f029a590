"""Breaks of each clause of the terms of reference, which the tests that its row names have to see."""
