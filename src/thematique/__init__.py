"""thematique: thematic analysis of French interviews and focus groups, offline.

The building, from the ground up; imports go down only.

    records, errors, stage          what is spoken of; standard library only
    tables, codebook, encoder,      tools that several rooms need, each testable alone
    exchange, french, shipped
    stages/                         the rooms: a stage is one module or folder, none knows another
    ledger, executors, pipeline     what is fresh and why not; where work is done; load, check, plan, run
    study                           a study is a folder; every command is a method here first
    cli                             the face on the command line
"""

__version__ = "0.1.0"
