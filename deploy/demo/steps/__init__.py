"""Steps that several stories have: opening an office, writing and signing an agreement, a ceremony, coaching."""
