"""Make turns of what was read: header, speakers' labels, time codes, tables of speech, timed pieces."""
