"""The forward plan: what the meetings of the next twelve months are for."""
