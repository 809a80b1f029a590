"""The mailbox read: each item handled once, carried out, confirmed, and taken back after WRONG."""
