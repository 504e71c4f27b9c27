"""What the page of names lets another process do: `python -m thematique.web.applying ETUDE names|rest`.

With `names` the texts follow what was decided; with `rest`, so does what is made of them. What a stage refuses is for
`thematique status` to tell, and no failure here.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from thematique.errors import ThematiqueError
from thematique.study import Study


def main(arguments: Sequence[str]) -> int:
    """Do it; returns the exit status."""
    folder, what = arguments
    study = Study(Path(folder))
    try:
        if what == "names":
            study.naming.apply()
        else:
            for _ in study.run():
                pass
    except ThematiqueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
