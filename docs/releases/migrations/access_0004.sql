CREATE INDEX outbox_listing ON outbox (topic, key, id) WHERE type ~ '[.]agreement[.](signed|registered)[.]v1$';
