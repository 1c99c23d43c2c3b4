"""Chinese policy text in, facts out, facts into a store. The only room that knows Chinese."""
