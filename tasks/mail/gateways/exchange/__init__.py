"""The mailbox at an Exchange Server, through its web services (EWS)."""
