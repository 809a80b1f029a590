"""The record of a meeting asked for and filed."""
