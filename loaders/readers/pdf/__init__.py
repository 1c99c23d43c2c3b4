"""PDF pages -> paragraphs and tables: glyphs (what a page prints, and where), tables, margins, columns, paragraphs, flow."""
