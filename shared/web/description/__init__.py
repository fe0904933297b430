"""The interface described by itself: OpenAPI, the refusals of each route, and a page per problem."""
