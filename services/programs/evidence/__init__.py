"""Evidence: photos of sessions and outcomes, with the consent of those shown, and minutes, in the document store."""
