"""Reading files and mails of strangers within limits of time and memory."""
