"""thematique: thematic analysis of French interviews and focus groups, offline.

The building, from the ground up; imports go down only, and a test checks it.

    records, errors, stage               what is spoken of; standard library only
    digests, shipped                     is it still the same; where the files lie that travel with the package
    tables, french/                      records to bytes and back; French words, names and lists
    encoder, codebook, corpus, exchange/ tools that several rooms need, each testable alone
    stages/                              the rooms: a stage is one module or folder, none knows another
    pipeline, ledger, executors          which stages; what was done, from what; where work is done
    store, plan, driver                  results on the disk; what is to be done, and why; doing it
    intake, study, pseudonymiser         what people bring; a study is a folder; the pseudonymiser alone
    cli/                                 the face on the command line: a file a command
"""

__version__ = "0.1.0"
