"""Which queries of strangers may run: one statement, made of what is on the lists below, that only reads the graph.

No database's read mode is enough: a ladybug opened for reading still reads and writes files, changes settings and runs
several statements in one string. So a query passes four gates, each of which would do alone:

1. `words.py`: it is cut into words, strings, numbers and signs; every word before a bracket is a known function, and no word is
   that of a clause which writes, calls, loads or sets. The query that runs is spelled anew from these pieces, without
   comments and with every string escaped in one way, so what was checked here is what the database reads;
2. in the database: every operator of the query's plan is on the dialect's list (`ladybug.py`, `neo4j.py`);
3. it runs in a read-only transaction of a database opened for reading only;
4. in a process of its own that cannot write files, with limits of time and memory that hold whatever the query does.

The price of the lists is that a harmless query with a rare function is refused; the message names the function.
"""
