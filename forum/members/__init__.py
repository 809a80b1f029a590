"""The membership of a group: appointments and cover, the list of members, joiners and leavers."""
