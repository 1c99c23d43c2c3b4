"""Steps 2 and 3: what every finder reads. Clean, lay out and outline the text; lists, sentences and numerals in it."""
