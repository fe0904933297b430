"""Made-up agreements in any number, for measurements and trials: the register, agreements with all their parts, their
history, and the event log.

The rows are written by COPY, with what the rules of the agreements service make of made-up content, so that the
service continues with them as with its own. All partners are made up, and their names contain "Contoh".
"""
