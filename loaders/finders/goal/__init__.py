"""Numbers and the clauses around them, which `goals.py` judges and dates."""
