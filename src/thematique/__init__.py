"""thematique: thematic analysis of French interviews and focus groups, offline.

The building, from the ground up; imports go down only, and a test checks it.

    records, codings, corrections, errors, stage
                                         what is spoken of, what people decide; standard library only
    digests, shipped, locking            is it still the same; where files lie that travel with the package
    tables, french/, overlaps            records to bytes and back; French words; when a coding counts for a segment
    private_side                         whether what identifies people is open, and how the texts are then called
    encoder/, recogniser, codebook/, corpus, exchange/, classifier/, agreement/, pages/, vault/
                                         tools that several rooms need, each testable alone
    shared, review/                      the shared side in memory; human data: models, journal, backups, the queue
    stages/                              the rooms: a stage is one module or folder, none knows another
    pipeline, ledger, executors          which stages; what was done, from what; where work is done
    store, catalogue, plan, standing, driver
                                         results on the disk; what is to be done, and why; doing it
    intake, filed, originals, founding   what people bring, under which names; how a run is given it; a new study
    correcting, naming/, handed          what people decide of names; correcting them; all that a run is given
    forgetting/, keeping, retention      erase people; close, open, destroy the private side; how long to keep it
    people, machine, training, versions, comparing
                                         who codes; the machine as a coder; how it learns; how far coders agree
    study, agreement_report/, pseudonymiser
                                         a study is a folder; the pages of an agreement; the pseudonymiser alone
    web/                                 the review page, a file a page
    cli/                                 the command line, a file a command
"""

__version__ = "0.1.0"
