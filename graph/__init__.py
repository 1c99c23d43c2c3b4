"""The graph: schema, stores, the query catalogue. The only room that imports a database client."""
