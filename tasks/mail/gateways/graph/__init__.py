"""The mailbox at Exchange Online, through Microsoft Graph."""
