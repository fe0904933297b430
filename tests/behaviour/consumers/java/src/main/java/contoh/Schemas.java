package contoh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published JSON Schemas by their {@code $id}, which is the {@code dataschema} of an event. */
final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    Schemas(Path folder) throws IOException {
        var factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                JsonNode schema = JSON.readTree(file.toFile());
                schemas.put(schema.required("$id").asText(), factory.getSchema(schema, STRICT));
            }
        }
    }

    /** Whether these schemas include the type of the event. */
    boolean knows(CloudEvent event) {
        return schemas.containsKey(String.valueOf(event.getDataSchema()));
    }

    /** The mistakes in the data of an event, as sentences. */
    List<String> problems(CloudEvent event) {
        if (event.getData() == null) {
            return List.of("there is no data");
        }
        try {
            JsonNode data = JSON.readTree(event.getData().toBytes());
            return schemas.get(String.valueOf(event.getDataSchema())).validate(data).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException error) {
            return List.of("the data is not JSON");
        }
    }
}
