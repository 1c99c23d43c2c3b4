"""The command line and the HTTP service over `graph` and `loaders`."""
