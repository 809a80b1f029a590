"""Who comes and who came: invitations, quorum, its forecast, and attendance."""
