"""Open files that strangers made: text in any encoding, archives, XML, HTML, JSON, rows of cells; all within bounds."""
