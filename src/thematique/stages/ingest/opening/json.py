"""Open JSON that strangers made."""

import json
import re
from typing import Any

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.encoding import decode

# what the end of a file may leave of an escape or of a word of JSON
_UNFINISHED = re.compile(r"u?[0-9a-fA-F]{0,4}|tr?u?|fa?l?s?|nu?l?|-")


def load(content: bytes) -> Any:
    """The value of a JSON file.

    Raises:
        FileRefused: as `decode`; TRUNCATED when the JSON stops midway, MALFORMED when it is none.
    """
    text = decode(content)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FileRefused(_what_is_wrong(text, error), f"JSON, ligne {error.lineno}") from error
    # nested too deep, or a number of too many digits
    except (RecursionError, ValueError) as error:
        raise FileRefused(Reason.MALFORMED, "JSON") from error


def _what_is_wrong(text: str, error: json.JSONDecodeError) -> Reason:
    started = text.lstrip().startswith(("{", "["))
    at_end = _UNFINISHED.fullmatch(text.rstrip(), error.pos) or error.msg.startswith("Unterminated string")
    return Reason.TRUNCATED if started and at_end else Reason.MALFORMED
