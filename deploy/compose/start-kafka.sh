#!/usr/bin/env bash
# Formats an empty node with its administrator, then starts the broker. The password is in the secret kafka_admin.
set -euo pipefail
password=$(</run/secrets/sinergi/kafka_admin)
login="required username=\"admin\" password=\"$password\""
settings=/tmp/kafka.properties
umask 077
{
  cat /sinergi/kafka.properties
  echo "listener.name.clients.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule $login;"
  echo "listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule $login user_admin=\"$password\";"
} >"$settings"
if [ ! -e /var/lib/kafka/data/meta.properties ]; then
  /opt/kafka/bin/kafka-storage.sh format --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)" --config "$settings" \
    --add-scram "SCRAM-SHA-256=[name=admin,password=$password]"
fi
exec /opt/kafka/bin/kafka-server-start.sh "$settings"
