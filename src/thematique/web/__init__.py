"""The review page: what people do all day with the machine's suggestions, in a browser, on the shared side alone."""
