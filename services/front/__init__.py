"""The door: login, session and one origin for browsers. It passes requests on to the services, and owns no business."""
