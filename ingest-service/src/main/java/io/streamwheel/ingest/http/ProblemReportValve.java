package io.streamwheel.ingest.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** Tomcat's last word on requests that reach no servlet, such as broken request lines. */
final class ProblemReportValve extends ErrorReportValve {

    /** Statuses at which some clients throw their events away. */
    private static final Set<Integer> NEVER = Set.of(501, 505, 511);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean possible = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, possible);
        if (!possible.get()) {
            return;
        }
        if (NEVER.contains(response.getStatus())) {
            response.setStatus(400);
        }
        try {
            response.setContentType("application/problem+json");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(
                        new String(Answers.problem(response.getStatus()), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client went away", e);
        }
    }
}
