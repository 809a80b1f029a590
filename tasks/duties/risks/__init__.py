"""The risk register, written by the records of the meetings."""
