"""One module a file format; each has `read`, which takes the bytes of a file and gives a `Reading`."""
