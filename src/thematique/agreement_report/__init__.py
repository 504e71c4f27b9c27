"""What a comparison of two coders says, for the terminal, for programs and as a page: one report behind all of them.

`gathering` sets the pairs beside each other, `lines` names what is compared, `measures` holds the French words,
`answer` the document for programs, and `page` the page that opens offline.
"""
