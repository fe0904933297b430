"""Values that every service uses: identifiers, terms, zones, capabilities, texts, refusals; no I/O."""
