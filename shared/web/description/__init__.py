"""The interface described by itself: OpenAPI, what each route can refuse, and a page per problem."""
