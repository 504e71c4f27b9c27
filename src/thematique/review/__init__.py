"""What people decide, kept in a database: coders, codings, memos, versions of the codebook, the journal of all acts.

Django's models and migrations, without a page: the web face and the command line stand above. A process may hold the
databases of several studies; `database.use` says which one is meant.
"""
