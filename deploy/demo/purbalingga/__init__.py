"""The story of Purbalingga's visit to Purwokerto (28 November, year unknown): what is seen is adopted, or not."""
