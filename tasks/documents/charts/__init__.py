"""Charts as pictures."""

WIDTH_CM = 17  # of a chart in a document: the text of a portrait page
WIDTH_IN_LETTERS_CM = 9  # on a phone its words are as large as those of the letter
