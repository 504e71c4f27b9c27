"""How good sentence encoders are in French, and how quick, beside what one would use without them."""
