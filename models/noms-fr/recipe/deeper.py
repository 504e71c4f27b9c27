"""Weights with more layers than those they come from: the new ones add nothing until they are taught."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.training import Example
from thinc.api import fix_random_seed

from thematique.recogniser import blank


def deepen(nlp: Any, architecture: Path, folder: Path, layers: int, labels: tuple[str, ...]) -> None:
    """Load into the recogniser of `nlp` the weights of `folder`, which have `layers` layers, fewer than it has.

    The arrays that both have are copied. A new layer is added to what comes into it, and its gain is 0: what the
    recogniser says is unchanged.
    """
    fix_random_seed(1)
    few = json.loads(architecture.read_text(encoding="utf-8"))
    few["tok2vec"]["encode"]["depth"] = layers
    with TemporaryDirectory() as place:
        shallow = Path(place, "architecture.json")
        shallow.write_text(json.dumps(few), encoding="utf-8")
        known = blank(shallow).get_pipe("ner").from_disk(folder, exclude=["vocab"])
        component = nlp.get_pipe("ner")
        for label in labels:
            component.add_label(label)
        example = Example.from_dict(nlp.make_doc("bonjour Paul"), {"entities": [(8, 12, labels[0])]})
        nlp.initialize(lambda: [example])
        _copy(known.model, component.model)
        component.to_disk(place, exclude=["vocab"])
        # the columns of the last array are the decisions, in the order in which these weights know them
        Path(place, "moves").write_bytes((folder / "moves").read_bytes())
        component.from_disk(place, exclude=["vocab"])


def _copy(shallow: Any, deep: Any) -> None:
    """Copy arrays node by node: the layers of the encoder come last, so that the new ones are those that remain."""
    known = [node for node in shallow.walk() if node.param_names]
    nodes = [node for node in deep.walk() if node.param_names]
    for here, there in zip(known, nodes, strict=False):
        for name in here.param_names:
            if here.has_param(name):
                there.set_param(name, here.get_param(name).copy())
    for node in nodes[len(known) :]:
        if node.name == "layernorm":
            node.set_param("G", node.get_param("G") * 0)
