"""French words and pure functions on French text, needed by several rooms."""
