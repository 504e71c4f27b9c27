"""Measure sentence encoders in French.

    python tests/bench/encoder [ENCODER…] [--teacher FOLDER] [--only WORD…] [--no-speed] [--cache FOLDER] [--json FILE]

An encoder is a model that ships, a folder, or a name of the local cache; all that ship when none is named. Beside them
always stand chance, TF-IDF, averages of word vectors, the models of the local cache, and the teacher if --teacher says
where it lies. STS-B is used by its dev part alone: the test part is for the end. Nothing that is measured here may have
been learnt from; of the pairs of translations, whoever trains takes `held_out.split(pairs).training`.
"""

import sys
from pathlib import Path

# run as a folder, Python looks for modules in the folder itself, where names would collide with those of libraries
sys.path[0] = str(Path(__file__).resolve().parents[2])

from bench.encoder.command import main  # noqa: E402 - the path above comes first

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
