package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class TagTest {

    private static final int MOST_BYTES = 3_072;

    private final MockMvc door = MockMvcBuilders.standaloneSetup(new TagEndpoint()).build();

    @Test
    void itIsSmallAndMinified() throws Exception {
        byte[] script = answer(get("/streamwheel.js")).getContentAsByteArray();
        assertThat(script.length).isBetween(1_000, MOST_BYTES);
        assertThat(new String(script, StandardCharsets.UTF_8))
                .contains("sendBeacon")
                .doesNotContain("/**")
                .doesNotContain("\n  ");
    }

    @Test
    void pagesOfAllOriginsMayLoadAndKeepItForAnHour() throws Exception {
        MockHttpServletResponse answer = answer(get("/streamwheel.js"));
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("ETag")).matches("\"[0-9a-f]{64}\"");
    }

    @Test
    void whoHasItGetsNoBody() throws Exception {
        String etag = String.valueOf(answer(get("/streamwheel.js")).getHeader("ETag"));
        MockHttpServletResponse same =
                answer(get("/streamwheel.js").header("If-None-Match", "\"old\", " + etag));
        assertThat(same.getStatus()).isEqualTo(304);
        assertThat(same.getContentAsByteArray()).isEmpty();
        assertThat(same.getHeader("ETag")).isEqualTo(etag);
        assertThat(same.getHeader("Cache-Control")).isEqualTo("public, max-age=3600");
        MockHttpServletResponse other =
                answer(get("/streamwheel.js").header("If-None-Match", "\"old\""));
        assertThat(other.getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return door.perform(request).andReturn().getResponse();
    }
}
