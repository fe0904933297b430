package contoh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was found, told at once as a line of JSON each, and counted. */
final class Findings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final Map<String, Long> counts = new TreeMap<>();

    Findings(PrintStream out) {
        this.out = out;
    }

    /** Tells a finding about an event. */
    void tell(String finding, Event event, Map<String, ?> more) {
        var said = new LinkedHashMap<String, Object>();
        said.put("topic", event.topic());
        said.put("key", event.key());
        said.put("streamversion", event.streamVersion());
        said.put("type", event.cloud().getType());
        said.put("id", event.cloud().getId());
        said.putAll(more);
        tell(finding, said);
    }

    /** Tells any other finding. */
    void tell(String finding, Map<String, ?> said) {
        counts.merge(finding, 1L, Long::sum);
        print(finding, said);
    }

    /** How often each was found; the last line. */
    void summary() {
        print("summary", counts);
    }

    private void print(String finding, Map<String, ?> said) {
        var line = new LinkedHashMap<String, Object>();
        line.put("finding", finding);
        line.putAll(said);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException error) {
            throw new IllegalStateException(error);
        }
    }
}
