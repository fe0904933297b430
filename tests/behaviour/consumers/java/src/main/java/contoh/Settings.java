package contoh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/** The settings of this reader, from environment variables and from the file of credentials. */
record Settings(
        String servers,
        String security,
        String username,
        String password,
        String group,
        String topic,
        Path schemas,
        long stopAfter,
        Duration idle) {

    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    static Settings read(Map<String, String> environment) throws IOException {
        JsonNode given = new ObjectMapper().readTree(Path.of(environment.get("CREDENTIALS_FILE")).toFile());
        return new Settings(
                environment.get("KAFKA_SERVERS"),
                environment.getOrDefault("KAFKA_SECURITY", "SASL_SSL"),
                given.required("kafka_username").asText(),
                given.required("kafka_password").asText(),
                given.required("kafka_group_prefix").asText() + environment.getOrDefault("GROUP", "reader"),
                environment.get("TOPIC"),
                Path.of(environment.get("SCHEMAS")),
                Long.parseLong(environment.getOrDefault("STOP_AFTER_RECORDS", String.valueOf(Long.MAX_VALUE))),
                Duration.ofSeconds(Long.parseLong(environment.getOrDefault("IDLE_SECONDS", "10"))));
    }

    Properties kafka() {
        var properties = new Properties();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security);
        properties.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-256");
        properties.put(SaslConfigs.SASL_JAAS_CONFIG, LOGIN.formatted(username, password));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // No offset is committed: this reader has no database, so each run starts from the beginning. A reader with a
        // database keeps the last streamversion of each key there with its effect, and commits offsets afterwards.
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }
}
