"""Measure pseudonymisation on the gold transcripts.

    python tests/bench/pseudonymise [tune | held | FILE…] [--systems thematique spacy presidio] [--presidio PYTHON]
        [--utility] [--speed] [--intruder FILE.csv] [--list] [--json FILE]

Files of held/ are measured and never shown: no option prints their words.
"""

import sys
from pathlib import Path

# run as a folder, Python looks for modules in the folder itself, where names would collide with those of libraries
sys.path[0] = str(Path(__file__).resolve().parents[2])

from bench.pseudonymise.command import main  # noqa: E402 - the path above comes first

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
