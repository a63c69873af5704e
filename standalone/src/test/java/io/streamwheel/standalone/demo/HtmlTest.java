package io.streamwheel.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void marksBecomeEntitiesAndTheRestStays() {
        assertThat(Html.escape("<a href='x' title=\"y\">Q & Ä €</a>"))
                .isEqualTo("&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;Q &amp; Ä €&lt;/a&gt;");
    }
}
