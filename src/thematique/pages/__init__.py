"""What every page that opens offline shares: French figures, the look, and how a page is made of its templates."""
