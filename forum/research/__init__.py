"""Research on behalf of the group: requests, how they stand, earlier ones that are like them."""
