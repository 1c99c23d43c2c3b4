"""Step 1, readers: the bytes of a txt, html, docx or pdf file -> its text and where in the file it stands; a module a kind, with its helpers."""
