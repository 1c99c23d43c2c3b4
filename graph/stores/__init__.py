"""One file a database."""
