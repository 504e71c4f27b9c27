"""Read by Python at its start where this folder is on PYTHONPATH: commands that tests start cannot leave the machine."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import no_network  # noqa: E402 - the folder of the tests has to be on the path first

no_network.install()
