package io.sojourn.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The pages that are the same everywhere. */
final class Documents {
    private Documents() {}

    static void index(Context asked) {
        asked.contentType("text/html; charset=utf-8").result(resource("index.html"));
    }

    static void openApi(Context asked) {
        asked.contentType("application/yaml; charset=utf-8").result(resource("openapi.yaml"));
    }

    static byte[] resource(String name) {
        try (var stream = Documents.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks io/sojourn/server/" + name + ".");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
