"""The gateways to a mailbox: Exchange, Microsoft Graph, and a folder."""
