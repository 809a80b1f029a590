"""Working days, meeting dates, and the steps of a meeting's month with their deadlines."""
