"""The output and the performance, which are recorded, corrected and retracted alike."""
