"""Step 4, find: one module a kind of fact, and the signals of what none of them reads. Finding never resolves."""
