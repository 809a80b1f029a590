"""Reading what people reply: given the letter that it answers, what a reply says. Nothing is guessed."""
