"""Walk the marks of a document (Word, OpenDocument, Rich Text, HTML): what of it is text, in which order."""
