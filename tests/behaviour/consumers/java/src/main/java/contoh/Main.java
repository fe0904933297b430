package contoh;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads one topic of Sinergi as another office would, using only docs/subscribers.md. */
public final class Main {

    private static final int REFUSED = 3;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var settings = Settings.read(System.getenv());
        var findings = new Findings(System.out);
        var schemas = new Schemas(settings.schemas());
        var keys = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings.kafka(), keys, new ByteArrayDeserializer())) {
            new Reading(consumer, settings, schemas, findings).run();
        } catch (AuthenticationException | AuthorizationException refusal) {
            findings.report("refused", Map.of("problem", refusal.getMessage()));
            System.exit(REFUSED);
        }
    }
}
