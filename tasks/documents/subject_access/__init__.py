"""What a person is given of what is kept on them: an index, and the words of documents looked through."""
