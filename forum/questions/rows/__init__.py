"""The rows of the kinds of question, a file a subject."""
