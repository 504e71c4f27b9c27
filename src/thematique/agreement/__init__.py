"""How far two coders agree: pure functions from codings to coefficients (fr. accord entre codeurs).

`units` finds what both read, `contingency`, `coders`, `sets` and `spans` hold the coefficients, `intervals` resamples
the documents, and `comparison` puts all of it together. Only `results` is imported without numpy.

No coefficient is ever made up: where the data cannot say, it is undefined, with the reason.
"""
