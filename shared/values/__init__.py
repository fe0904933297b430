"""Words of the field that every service uses: identifiers, terms, zones, capabilities, refusals; no I/O."""
