"""The Mailer protocol that every gateway speaks, and what the gateways share."""
