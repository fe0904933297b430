"""Commands on proposals: recording and completing them, answering them, and including accepted ones in an agreement."""
