"""The letters about reports to boards."""
