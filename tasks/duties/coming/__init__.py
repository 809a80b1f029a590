"""Who comes to a meeting: invitations, apologies, deputies, and the quorum forecast."""
