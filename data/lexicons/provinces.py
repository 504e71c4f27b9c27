"""Make provinces_belgique.txt out of the postcodes of Belgium.

    python data/lexicons/provinces.py SOURCES

SOURCES is that of build.py. Localities whose name is that of another, in another province, are left out.
"""

import csv
import sys
from pathlib import Path

from thematique.french.names import key
from thematique.stages.anonymise.patterns import POSTCODES, PROVINCES

_HEAD = (
    "# Localités de chaque province de Belgique, sans celles dont le nom se retrouve dans plusieurs "
    "(codes postaux de bpost : des faits).\n"
)


def main(sources: Path) -> None:
    """Write the list beside this file."""
    there: dict[str, set[str]] = {}
    spellings: dict[str, str] = {}
    with (sources / "lists/communes_belgique/zipcode-belgium.csv").open(encoding="utf-8", newline="") as stream:
        for code, name, *_ in csv.reader(stream):
            province = next(province for last, province in POSTCODES if int(code) <= last)
            for spelling in filter(None, (name, name.partition("(")[0].strip())):
                there.setdefault(key(spelling), set()).add(province)
                spellings.setdefault(key(spelling), spelling)
    with Path(__file__).with_name("provinces_belgique.txt").open("w", encoding="utf-8") as stream:
        stream.write(_HEAD)
        for province in PROVINCES:
            names = sorted(name for name, told in there.items() if told == {province})
            stream.write(f"{province}: {', '.join(spellings[name] for name in names)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
