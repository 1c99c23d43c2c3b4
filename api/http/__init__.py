"""HTTP over graph/ and loaders/: the same answers as the command line, typed and documented at /docs."""
