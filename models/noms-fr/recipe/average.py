"""Write as the weights of `noms-fr` the mean of those of several runs that began alike.

    python models/noms-fr/recipe/average.py RUN RUN RUN

Runs that go on from the same weights end near each other, and their mean reads what none has seen as well as the best
of them or better: Wortsman et al. 2022, « Model soups », https://arxiv.org/abs/2203.05482.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from thematique.digests import digest_path
from thematique.recogniser import blank

_WEIGHTS = Path(__file__).parents[1] / "weights"


def main() -> None:
    """Write the mean beside this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders of weights")
    parser.add_argument("--out", type=Path, default=_WEIGHTS)
    options = parser.parse_args()
    components = [
        blank(_WEIGHTS / "architecture.json").get_pipe("ner").from_disk(run, exclude=["vocab"]) for run in options.runs
    ]
    for nodes in zip(*(component.model.walk() for component in components), strict=True):
        for name in nodes[0].param_names:
            if nodes[0].has_param(name):
                mean = np.mean([node.get_param(name) for node in nodes], axis=0)
                nodes[0].set_param(name, mean.astype(nodes[0].get_param(name).dtype))
    components[0].to_disk(options.out, exclude=["vocab"])
    sys.stderr.write(f"digest for thematique.recogniser: {digest_path(options.out)}\n")


if __name__ == "__main__":
    main()
