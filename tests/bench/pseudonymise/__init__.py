"""How well names are hidden: gold transcripts, three systems, the measures E1 to E9."""
