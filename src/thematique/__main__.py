"""Run the command line with `python -m thematique`."""

from thematique.cli import main

if __name__ == "__main__":
    main()
