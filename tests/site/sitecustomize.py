"""Read by Python at its start where this folder is on PYTHONPATH: commands that tests start cannot leave the machine."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import no_network

no_network.install()
