"""Codes learnt from what people decided: `lessons` from their codings, `learning`, and the `model` that it makes.

One linear classifier a code, on the meaning of a passage (its vector) and its words (TF-IDF of word families): the two
together find codes in focus groups that neither finds alone. A model is arrays and a card, never a program, and holds
no word: those of its features are known by their hash.
"""
