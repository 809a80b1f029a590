"""The commands for meetings: their agenda, papers, minutes and who comes."""
