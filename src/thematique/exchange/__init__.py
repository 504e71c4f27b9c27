"""What goes in and out of thematique in the formats of other programs."""
