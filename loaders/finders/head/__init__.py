"""The parts of a document's head, which `header.py` puts together."""
