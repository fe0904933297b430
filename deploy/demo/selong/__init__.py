"""The story of Selong and Lombok Timur (no date): three proposals are made before there is any agreement."""
