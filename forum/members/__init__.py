"""Who belongs to the forum: membership, its list, who joins and leaves."""
