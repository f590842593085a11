"""The offline editions: the site's own pages as a book, set as PDF and bound as EPUB."""
