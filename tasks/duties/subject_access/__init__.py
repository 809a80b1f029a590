"""All that is kept on one person, for an answer to them (UK GDPR, article 15)."""
