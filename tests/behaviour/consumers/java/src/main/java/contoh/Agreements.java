package contoh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The agreements that have not ended, by facility, as this office keeps them. */
final class Agreements {

    private static final String PREFIX = "id.go.ditjenpas.sinergi.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> facilities = new HashMap<>();

    /** Applies one event; every other type changes nothing here. */
    void apply(CloudEvent event) {
        String agreement = Objects.toString(event.getSubject());
        switch (event.getType().replace(PREFIX, "")) {
            case "agreement.signed.v1" -> put(agreement, dataOf(event));
            case "agreement.registered.v1" -> {
                // The past is registered, too: agreements that have ended already.
                if (dataOf(event).required("ended_on").isNull()) {
                    put(agreement, dataOf(event));
                }
            }
            case "agreement.superseded.v1", "agreement.expired.v1", "agreement.terminated.v1" ->
                facilities.remove(agreement);
            default -> {}
        }
    }

    /** The agreements of each facility. */
    Map<String, ?> result() {
        var byFacility = new TreeMap<String, List<String>>();
        facilities.forEach((agreement, ids) ->
                ids.forEach(id -> byFacility.computeIfAbsent(id, key -> new ArrayList<>()).add(agreement)));
        return Map.of("facilities", byFacility);
    }

    private void put(String agreement, JsonNode data) {
        var ids = new ArrayList<String>();
        data.required("runs_at").forEach(facility -> ids.add(facility.required("id").asText()));
        facilities.put(agreement, ids);
    }

    private static JsonNode dataOf(CloudEvent event) {
        try {
            return JSON.readTree(Objects.requireNonNull(event.getData()).toBytes());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
