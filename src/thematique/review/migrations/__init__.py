"""The history of the database's tables; each step is written once and never changed."""
