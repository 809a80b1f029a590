"""Creating, changing and cancelling each meeting's one item in the calendar, so that nobody is invited twice.

Delivery looks for the item before each attempt, so that it never creates a second one. After an attempt
without a clear outcome it compares the calendar's edition at once, and again after the delay, before the
attempt is repeated.
"""
