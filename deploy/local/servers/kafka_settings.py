"""Kafka's own settings: one node as broker and controller, clients with name and password, rights by access lists."""

from pathlib import Path

ADMIN = "admin"

_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"

# Internal topics are on one node and need few partitions. Sessions are short, so that a killed broker is back in
# seconds and a killed consumer does not block its group for long. As on a real cluster, no client creates a topic by
# naming it, and a client without rights may do nothing.
_CONSTANT = """\
process.roles=broker,controller
node.id=1
controller.listener.names=CONTROLLER
inter.broker.listener.name=CLIENTS
listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-256
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-256
sasl.mechanism.controller.protocol=PLAIN
listener.name.controller.sasl.enabled.mechanisms=PLAIN
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
auto.create.topics.enable=false
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=4
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=500
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
log.index.size.max.bytes=1048576
num.network.threads=2
num.io.threads=4
"""

LOGGING = """\
Configuration:
  status: WARN
  Appenders:
    Console:
      name: STDOUT
      PatternLayout:
        pattern: "%d{ISO8601} %-5p %c{1}: %m%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        - ref: STDOUT
    Logger:
      - name: kafka.server.KafkaRaftServer
        level: INFO
"""


def server_properties(port: int, controller_port: int, data: Path, password: str, bind: str = "127.0.0.1") -> str:
    """Return `server.properties`.

    The controller stores the SCRAM users and so cannot use SCRAM itself: its listener, on loopback, uses PLAIN.
    """
    login = f'required username="{ADMIN}" password="{password}"'
    lines = [
        f"controller.quorum.voters=1@127.0.0.1:{controller_port}",
        f"listeners=CLIENTS://{bind}:{port},CONTROLLER://127.0.0.1:{controller_port}",
        f"advertised.listeners=CLIENTS://127.0.0.1:{port}",
        f"log.dirs={data}",
        f"super.users=User:{ADMIN}",
        f"listener.name.clients.scram-sha-256.sasl.jaas.config={_SCRAM} {login};",
        f'listener.name.controller.plain.sasl.jaas.config={_PLAIN} {login} user_{ADMIN}="{password}";',
    ]
    return _CONSTANT + "\n".join(lines) + "\n"


def first_user(password: str) -> str:
    """Return the argument that gives the admin's password to a node when it is formatted."""
    return f"SCRAM-SHA-256=[name={ADMIN},password={password}]"
