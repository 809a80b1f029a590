"""Charts as pictures."""

WIDTH_CM = 17  # of every chart: the text of a portrait page
