"""Files of an agreement: the scan of the signed paper, its check by a second officer, attachments and letters.

The room writes no text of an agreement, and its files go through `shared.files`: it keeps what is on record about them.
"""
