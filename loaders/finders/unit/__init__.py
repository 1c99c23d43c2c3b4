"""Lists of units, and who leads in them, which `units.py` finds in statements."""
