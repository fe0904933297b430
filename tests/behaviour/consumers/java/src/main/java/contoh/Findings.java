package contoh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The findings: each is printed immediately as a line of JSON, and counted. */
final class Findings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final Map<String, Long> counts = new TreeMap<>();

    Findings(PrintStream out) {
        this.out = out;
    }

    /** Reports a finding about an event. */
    void report(String finding, Event event, Map<String, ?> more) {
        var details = new LinkedHashMap<String, Object>();
        details.put("topic", event.topic());
        details.put("key", event.key());
        details.put("streamversion", event.streamVersion());
        details.put("type", event.cloud().getType());
        details.put("id", event.cloud().getId());
        details.putAll(more);
        report(finding, details);
    }

    /** Reports any other finding. */
    void report(String finding, Map<String, ?> details) {
        counts.merge(finding, 1L, Long::sum);
        print(finding, details);
    }

    /** Prints the number of each finding as the last line. */
    void summary() {
        print("summary", counts);
    }

    private void print(String finding, Map<String, ?> details) {
        var line = new LinkedHashMap<String, Object>();
        line.put("finding", finding);
        line.putAll(details);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException error) {
            throw new IllegalStateException(error);
        }
    }
}
