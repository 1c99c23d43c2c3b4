"""Chinese policy text in, facts out, facts into a store. The only room that knows Chinese.

One document goes through read (`readers/`), clean and outline (`text/`), find (`finders/`, one module a kind of fact), `resolve.py`, `rows.py` and
`load.py`; `names/` holds the published names that finders and resolving look up, `facts.py` the records that pass between the steps.
"""
