"""Login and logout with OpenID Connect: authorization code with PKCE, refresh, and both ways to log out."""
